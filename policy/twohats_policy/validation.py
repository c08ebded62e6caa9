"""Plain values as strict models: every wrong key and value becomes a problem with its line and a remedy."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from twohats_policy.errors import Problem, did_you_mean, shown
from twohats_policy.fitting import fitting_part
from twohats_policy.source import Source
from twohats_policy.tree import Path

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "`true` or `false`",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a mapping (`key: value`)",
    "mapping_type": "a mapping (`key: value`)",
    "model_type": "a mapping (`key: value`)",
    "model_attributes_type": "a mapping (`key: value`)",
}


def validated[M: BaseModel](source: Source, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return the file as `model`, and everything that does not fit; then the model is what is left without that."""
    if not isinstance(source.value, dict):
        return None, [source.problem((), "is no mapping (`key: value`)", "start it with `twohats: 1`")]
    try:
        # Strict JSON mode takes words for enums and lists for tuples, and nothing else for anything.
        return model.model_validate_json(json.dumps(source.value)), []
    except ValidationError as error:
        locations = [found["loc"] for found in error.errors(include_url=False)]
        return fitting_part(source.value, locations, model), list(_problems(source, model, error))


def _problems(source: Source, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    seen: set[tuple[Path, str]] = set()
    for found in error.errors(include_url=False):
        path = _known_part(source, found["loc"])
        what, remedy = _in_words(cast("dict[str, Any]", found), path, source, model)
        if (path, what) not in seen:
            seen.add((path, what))
            yield source.problem(path, what, remedy)


def _known_part(source: Source, loc: tuple[int | str, ...]) -> Path:
    """Return the part of a pydantic location that is a path into the file (it may end in words of pydantic's own)."""
    path: Path = ()
    for step in loc:
        if (*path, step) not in source.spots:
            break
        path = (*path, step)
    return path


def _in_words(found: dict[str, Any], path: Path, source: Source, model: type[BaseModel]) -> tuple[str, str]:
    kind, value, context = str(found["type"]), found["input"], found.get("ctx", {})
    if kind == "extra_forbidden":
        key = str(path[-1]) if path else ""
        return f"{shown(key)} is no key here", did_you_mean(
            key, keys_at(model, path[:-1]), _keys_in_words(model, path[:-1])
        )
    if kind == "missing":
        missing = str(found["loc"][-1])
        return f"`{missing}` is missing", f"add `{missing}:`"
    if kind == "enum" or kind == "literal_error":
        return _no_such_word(value, _offered(str(context["expected"])))
    return _about_the_value(kind, value, context, found)


def _no_such_word(value: Any, offered: tuple[str, ...]) -> tuple[str, str]:
    if value in offered:  # the right word as the wrong type: a number in quotes
        return f"`{json.dumps(value)}` is text", f"write `{value}` without quotes"
    remedy = did_you_mean(str(value), offered, f"use one of: {', '.join(offered)}")
    return f"{_value(value)} is none of the words offered here", remedy


def _offered(expected: str) -> tuple[str, ...]:
    """Return the words of pydantic's list (`'a', 'b' or 'c'`, also as members of an enum, or numbers)."""
    return tuple(re.findall(r"'([^']+)'", expected)) or tuple(expected.replace(" or ", ", ").split(", "))


def _about_the_value(kind: str, value: Any, context: dict[str, Any], found: dict[str, Any]) -> tuple[str, str]:
    if kind == "misfit":  # says itself what is wrong (`texts`)
        return str(context["what"]), str(context["remedy"])
    if kind in _TYPES:
        wanted = _TYPES[kind]
        remedy = "put it in quotes" if wanted == "text" and isinstance(value, int | float) else f"write {wanted} here"
        return f"{_value(value)} is not {wanted}", remedy
    if kind == "string_pattern_mismatch":
        return (
            f"{_value(value)} is not written as it must be",
            "use lower-case letters, digits, `-`, `_` and `.` (a time as `2026-09-11T23:40`)",
        )
    if kind in {"string_too_short", "too_short"}:
        return "is empty", "write something, or delete the key"
    if kind == "greater_than_equal":
        return f"{_value(value)} is too small", f"write {context['ge']} or more"
    if kind == "less_than_equal":
        return f"{_value(value)} is too large", f"write {context['le']} or less"
    if kind in {"string_too_long", "too_long"}:
        return f"is longer than {context['max_length']} characters", "make it shorter"
    return f"{_value(value)} does not fit", str(found["msg"])[:1].lower() + str(found["msg"])[1:]


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    return shown(value if isinstance(value, str) else json.dumps(value, default=str))


def _keys_in_words(model: type[BaseModel], path: Path) -> str:
    keys = keys_at(model, path)
    return f"the keys here are {', '.join(f'`{key}`' for key in keys)}" if keys else "delete it"


def keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """Return the keys that the model at `path` offers, by its JSON Schema."""
    schema = model.model_json_schema()
    node: dict[str, Any] = schema
    for step in path:
        node = _inner(_resolved(node, schema), step)
    return tuple(_resolved(node, schema).get("properties", {}))


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = str(node.get("$ref", ""))
    return schema["$defs"][reference.rpartition("/")[2]] if reference else node


def _inner(node: dict[str, Any], step: str | int) -> dict[str, Any]:
    if isinstance(step, int):
        return cast("dict[str, Any]", node.get("items", {}))
    named: dict[str, Any] = node.get("properties", {})
    if step in named:
        return cast("dict[str, Any]", named[step])
    patterns: dict[str, Any] = node.get("patternProperties", {})  # mappings with keys that people choose
    others: dict[str, Any] = node.get("additionalProperties") or {}
    return next(iter(patterns.values()), others)
