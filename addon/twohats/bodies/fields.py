"""The named values of a call, wherever they were: query, form, multipart, top-level JSON (facts: official 0.3)."""

import re
from collections.abc import Iterable, Iterator

from twohats.bodies.json_text import Json, as_text, parse_json
from twohats.errors import UnreadableActivityError

_NUMBERED = re.compile(r"(.+)\[\d*\]", re.DOTALL)


class Fields:
    """Values by name. A name may have several values; values that were JSON are kept as they were."""

    def __init__(self, pairs: list[tuple[str, Json]]) -> None:
        """Keep `pairs` in order."""
        self._values: dict[str, list[Json]] = {}
        self._numbered: dict[str, list[str]] | None = None
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    def __contains__(self, name: str) -> bool:
        """Whether `name` is given at all, even empty."""
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order they came."""
        return iter(self._values)

    def first(self, *names: str) -> Json:
        """Return the first value of the first of `names` that is there, or None."""
        return next((self._values[name][0] for name in names if name in self._values), None)

    def text(self, *names: str) -> str:
        """Return the first non-empty value of `names` as text (numbers and booleans as JSON writes them), or ''.

        Raises:
            UnreadableActivityError: the name has several different texts, so nobody can tell which one counts.
        """
        for name in names:
            texts = {as_text(value) for value in self._values.get(name, ())} - {""}
            if len(texts) > 1:
                raise UnreadableActivityError(f"`{name}` is given more than once, with different values")
            if texts:
                return texts.pop()
        return ""

    def all(self, *names: str) -> tuple[str, ...]:
        """Return every value of `names` as text; lists, `name[]`, `name[0]` and comma lists are taken apart."""
        return tuple(
            text
            for name in names
            for key in self._spellings(name)
            for value in self._values[key]
            for text in _flat(value)
        )

    def json(self, name: str) -> Json:
        """Return the value of `name`, parsed if it is JSON in a string, or None if it is not there.

        Raises:
            UnreadableActivityError: the string is not JSON, or there are several different values.
        """
        values = self._values.get(name, [])
        if any(value != values[0] for value in values):
            raise UnreadableActivityError(f"`{name}` is given more than once, with different values")
        value = self.first(name)
        return parse_json(value, what=f"`{name}`") if isinstance(value, str) and value else value

    def _spellings(self, name: str) -> list[str]:
        if self._numbered is None:
            self._numbered = _numbered(self._values)
        return [*([name] if name in self._values else ()), *self._numbered.get(name, ())]


def _numbered(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the names that are one of a list (`name[]`, `name[0]`), by the name of the list."""
    found: dict[str, list[str]] = {}
    for name in names:
        if match := _NUMBERED.fullmatch(name) if name.endswith("]") else None:
            found.setdefault(match[1], []).append(name)
    return found


def _flat(value: Json) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _flat(item)]
    return [piece.strip() for piece in as_text(value).split(",") if piece.strip()]
