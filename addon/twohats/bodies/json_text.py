"""Parse JSON of any Unicode encoding: strict about duplicate keys, depth and size; and steps into what came out."""

import json
import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any, TypeGuard, cast

from pydantic_core import from_json

from twohats.errors import UnreadableActivityError

type Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

MAX_DEPTH = 200
MAX_TEXT = 32 * 1024 * 1024  # characters; above this parsing would hold everybody up

_KEY = re.compile(rb'"(?<!\\")\s*:')  # a plain sign first: what begins otherwise is looked for ten times as slowly
_BACKSLASH_AT_END = b'\\\\"'
_UNSURE = object()
_VALUES: Callable[[dict[str, Any]], Iterable[Any]] = dict[str, Any].values


def parse_json(text: str, *, what: str) -> Json:
    """Parse `text`, strictly about duplicate keys and depth. Half surrogates become U+FFFD, as servers store them.

    Raises:
        UnreadableActivityError: it is not such JSON.
    """
    if len(text) > MAX_TEXT:
        raise UnreadableActivityError(f"{what} is too large")
    try:
        value = _plain(text)
    except ValueError as error:
        if not (isinstance(error, UnicodeError) or _has_halves(text)):  # the closer parser takes nothing else
            fault = "nested too deep" if "recursion" in str(error) else "not readable JSON"
            raise UnreadableActivityError(f"{what} is {fault}") from error
        return _closely(text, what)
    return _closely(text, what) if value is _UNSURE else value


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


def _plain(text: str) -> Json:
    """Return plain JSON, parsed several times as fast; `_UNSURE` where somebody has to look closer.

    Every key has its colon. So if there are no more colons than keys in what was parsed, no key was given twice. Nor
    was one if there are no more of those colons that follow a quotation mark: inside a text that has a backslash
    before it, and so has that of a key that ends with a backslash.

    Raises:
        ValueError: it is no JSON, or such as the fast parser does not take.
    """
    content = text.encode()  # looked through faster than text
    value: Json = from_json(content, allow_inf_nan=False)
    keys, depth = _measured(value)
    once = keys == content.count(b":") or (_BACKSLASH_AT_END not in content and keys == len(_KEY.findall(content)))
    return value if once and depth <= MAX_DEPTH else cast(Json, _UNSURE)


def _closely(text: str, what: str) -> Json:
    """Parse JSON that is not plain, or none."""
    try:
        value: Json = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except RecursionError as error:
        raise UnreadableActivityError(f"{what} is nested too deep") from error
    except ValueError as error:
        raise UnreadableActivityError(f"{what} is not readable JSON") from error
    if _measured(value)[1] > MAX_DEPTH:
        raise UnreadableActivityError(f"{what} is nested too deep")
    return _whole(value) if _has_halves(text) else value


def _has_halves(text: str) -> bool:
    """Whether there may be half surrogates in the strings of `text`."""
    return "\\ud" in text or "\\uD" in text


def _measured(value: Json) -> tuple[int, int]:
    """Count the keys of all objects in `value`, and how deep they are nested."""
    keys = depth = 0
    level: list[Any] = [value] if isinstance(value, dict | list) else []
    while level:
        depth += 1
        objects: list[dict[str, Any]] = [item for item in level if type(item) is dict]
        lists: list[list[Any]] = [item for item in level if type(item) is list]
        keys += sum(map(len, objects))
        inner = chain(chain.from_iterable(map(_VALUES, objects)), chain.from_iterable(lists))
        level = [item for item in inner if type(item) is dict or type(item) is list]
    return keys, depth


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
