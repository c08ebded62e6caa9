"""What is left of a file when the entries that do not fit are taken out, so that all the others are looked at too."""

import json
import re
from collections.abc import Iterable

from pydantic import BaseModel, ValidationError

from twohats_policy.rule import WORD
from twohats_policy.tree import Path, Value


def fitting_part[M: BaseModel](value: dict[str, Value], misfits: Iterable[Path], model: type[M]) -> M | None:
    """Return `value` as `model` without the entries that hold the `misfits`, None if that does not fit either.

    Rules and tests keep their numbers: a stand-in takes the place of one that does not fit.
    """
    left: dict[str, Value] = {**value, "twohats": 1}
    for path in dict.fromkeys(path[:2] for path in misfits):
        left = _without(left, path)
    try:
        return model.model_validate_json(json.dumps(left))
    except ValidationError:
        return None


def _without(value: dict[str, Value], path: Path) -> dict[str, Value]:
    key = str(path[0]) if path else ""
    inner = value.get(key)
    if key == "twohats":
        return value
    if len(path) == 2 and isinstance(inner, dict):
        return {**value, key: {name: item for name, item in inner.items() if name != path[1]}}
    if len(path) == 2 and isinstance(inner, list):
        return {**value, key: [_stand_in(key, n, item) if n == path[1] else item for n, item in enumerate(inner)]}
    return {name: item for name, item in value.items() if name != key}


def _stand_in(key: str, number: int, item: Value) -> Value:
    """Return an entry that is always right, under the id of the one it stands for."""
    if key == "rules":
        id = item.get("id") if isinstance(item, dict) else None
        known = isinstance(id, str) and re.fullmatch(WORD, id)
        return {"id": id if known else f"stand-in-{number}", "effect": "note", "message": "-"}
    return {"name": "-", "activity": {"platform": "x", "account": "unknown"}, "expect": "note"}
