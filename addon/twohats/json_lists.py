"""Lists and objects inside JSON of unknown shape: what is of another type counts as empty."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from twohats.bodies.json_text import as_text, dig


def listed(value: Any) -> list[Any]:
    """Return `value` if it is a list; the values of an object (Rails takes both); else nothing."""
    if isinstance(value, dict):
        return list(cast("dict[str, Any]", value).values())
    return list(cast("Sequence[Any]", value)) if isinstance(value, list) else []


def as_object(value: Any) -> dict[str, Any]:
    """Return `value` if it is an object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list."""
    return [cast("dict[str, Any]", item) for item in listed(value) if isinstance(item, dict)]


def strings(value: Any) -> tuple[str, ...]:
    """Return the texts in a list, empty ones left out."""
    return tuple(item for item in listed(value) if isinstance(item, str) and item)


def first_under(value: Any, *names: str) -> str:
    """Return the first non-empty scalar under one of `names`, however deep."""
    for name in names:
        if found := next((text for text in _under(value, name) if text), ""):
            return found
    return ""


def _under(value: Any, name: str) -> Iterator[str]:
    found = dig(value, name)
    if not isinstance(found, dict | list):
        yield as_text(found)
    for item in listed(value):
        yield from _under(item, name)
