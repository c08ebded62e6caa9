"""Lists and objects inside JSON of unknown shape: what is of another type counts as empty."""

from typing import Any, cast


def listed(value: Any) -> list[Any]:
    """Return `value` if it is a list; the values of an object (Rails takes both); else nothing."""
    if isinstance(value, dict):
        return list(cast("dict[str, Any]", value).values())
    return cast("list[Any]", value) if isinstance(value, list) else []


def as_object(value: Any) -> dict[str, Any]:
    """Return `value` if it is an object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list."""
    return [cast("dict[str, Any]", item) for item in listed(value) if isinstance(item, dict)]


def strings(value: Any) -> tuple[str, ...]:
    """Return the texts in a list, empty ones left out."""
    return tuple(item for item in listed(value) if isinstance(item, str) and item)
