"""JSON values spoilt on purpose: the same shape with values of other types."""

import copy


def all_retyped(value: object) -> object:
    """Return `value` with every scalar replaced by one of another type."""
    if isinstance(value, dict):
        return {key: all_retyped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [all_retyped(item) for item in value]
    return ["x"] if isinstance(value, str) else {"x": 1}


def each_retyped(value: object) -> list[object]:
    """Return `value` with each of its parts, one at a time, replaced by values of other types."""
    wrong: list[object] = [None, True, 1.5, -1, "\ud83d", "", [], {}, [1], {"x": [None]}, 10**30]
    inner: list[tuple[object, object]] = (
        [*value.items()] if isinstance(value, dict) else [*enumerate(value)] if isinstance(value, list) else []
    )
    return wrong + [_put(value, key, spoilt) for key, item in inner for spoilt in each_retyped(item)]


def _put(value: object, key: object, item: object) -> object:
    changed = copy.copy(value)
    changed[key] = item  # type: ignore[index]
    return changed
