"""Parse JSON of any Unicode encoding: strict about duplicate keys, depth and size; and steps into what came out."""

import json
import re
from typing import Any, TypeGuard

from twohats.errors import UnreadableActivityError

type Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

MAX_DEPTH = 200
MAX_TEXT = 32 * 1024 * 1024  # characters; above this parsing would hold everybody up

# A string, closed or not (so that the search never runs over the same text twice), or one bracket.
_BRACKETS = re.compile(r'"(?:[^"\\]+|\\.?)*+"?|[\[\]{}]', re.DOTALL)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


def parse_json(text: str, *, what: str) -> Json:
    """Parse `text`, strictly about duplicate keys and depth. Half surrogates become U+FFFD, as servers store them.

    Raises:
        UnreadableActivityError: it is not such JSON.
    """
    if len(text) > MAX_TEXT:
        raise UnreadableActivityError(f"{what} is too large")
    if _too_deep(text):
        raise UnreadableActivityError(f"{what} is nested too deep")
    try:
        value: Json = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnreadableActivityError(f"{what} is not readable JSON") from error
    return _whole(value) if "\\ud" in text or "\\uD" in text else value


def decode_json(content: bytes) -> str:
    """Decode JSON bytes by their mark or their zero bytes (RFC 4627 section 3), as lenient servers do.

    Raises:
        UnreadableActivityError: the bytes are not text.
    """
    try:
        return content.decode(json.detect_encoding(content))
    except UnicodeError as error:
        raise UnreadableActivityError("body is not text") from error


def whole(text: str) -> str:
    """Return `text` with every half surrogate replaced by U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def as_text(value: Json) -> str:
    """Return a scalar as text: strings as they are, null as '', everything else as JSON writes it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Tell whether a JSON value is a list."""
    return isinstance(value, list)


def items(value: object) -> list[Any]:
    """Return a JSON list, or an empty one where there is something else."""
    return value if is_list(value) else []


def dig(value: object, *path: str | int) -> Any:
    """Follow keys and list positions into JSON; None where the way ends."""
    for step in path:
        if isinstance(step, str) and is_object(value):
            value = value.get(step)
        elif isinstance(step, int) and is_list(value) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def _object(pairs: list[tuple[str, Json]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs) and any(found[key] != value for key, value in pairs):
        raise ValueError("duplicate key")  # servers disagree on which one counts
    return found


def _no_number(word: str) -> Json:
    raise ValueError(f"`{word}` is no JSON")


def _whole(value: Json) -> Json:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {whole(key): _whole(item) for key, item in value.items()}
    return value


def _too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = 0
    for mark in _BRACKETS.finditer(text):
        depth += _STEPS.get(mark[0], 0)
        if depth > MAX_DEPTH:
            return True
    return False
