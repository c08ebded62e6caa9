"""The `observe:` list as text: where a word of it is written, so that it can be taken out or joined by another."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML

KEY = "observe"
_BEFORE = ("use", "twohats")
"""Keys that a new list is written below, the first that is there."""


@dataclass(frozen=True)
class Part:
    """A value as it is written, from `start` up to `end`. `items` are those of a list, `flow` says that it stands in
    brackets; a single word has neither, and of a mapping nothing is known.
    """

    start: int
    end: int
    column: int
    word: bool = False
    flow: bool = False
    items: tuple["Part", ...] | None = None

    @property
    def last(self) -> int:
        """Where its last word ends: a list without brackets reaches up to the next key."""
        return self.items[-1].last if self.items and not self.flow else self.end


type Layout = Mapping[str, tuple[Part, Part]]
"""The keys of a file, each with where it and its value are written."""


def layout(text: str) -> Layout | None:
    """Return where the keys of a file are written; None if they do not stand one to a line."""
    reader: Any = YAML(typ="safe", pure=True)
    root: Any = reader.compose(text)
    if root is None or root.id != "mapping" or root.flow_style:
        return None
    pairs: list[tuple[Any, Any]] = root.value
    return {str(key.value): (_part(key), _part(value)) for key, value in pairs}


def _part(node: Any) -> Part:
    start, end = node.start_mark, node.end_mark
    if node.id != "sequence":
        return Part(start.index, end.index, start.column, word=node.id == "scalar")
    inner: list[Any] = node.value
    return Part(start.index, end.index, start.column, flow=bool(node.flow_style), items=tuple(map(_part, inner)))


def added(text: str, keys: Layout, word: str) -> str | None:
    """Return the text with one more word in the list, None if that takes a person."""
    match keys.get(KEY):
        case None:
            place = next((keys[name][1].last for name in _BEFORE if name in keys), None)
            return None if place is None else _with_line(text, place, f"{KEY}: [{word}]")
        case _, Part(word=True) as only:
            return _spliced(text, only.start, only.end, f"[{text[only.start : only.end]}, {word}]")
        case _, Part(items=()) as empty:
            return _spliced(text, empty.start + 1, empty.start + 1, word)
        case _, Part(flow=True, items=(*_, last)):
            return _spliced(text, last.end, last.end, f", {word}")
        case _, Part(items=(*_, last)) as block:
            return _with_line(text, last.end, f"{' ' * block.column}- {word}")
        case _:
            return None


def removed(text: str, keys: Layout, number: int) -> str | None:
    """Return the text without the word of this number, counted from 0; None if that takes a person."""
    match keys.get(KEY):
        case _, Part(word=True) as only:
            return _spliced(text, only.start, only.end, "[]")
        case _, Part(flow=True, items=(_,)) as only:
            return _spliced(text, only.start, only.end, "[]")
        case _, Part(flow=True, items=(_, *_) as words):
            return _without_word(text, words, number)
        case key, Part(items=(_, *_) as words):
            return _without_line(text, key, words, number)
        case _:
            return None


def _without_word(text: str, words: Sequence[Part], number: int) -> str:
    word = words[number]
    if number < len(words) - 1:
        return _spliced(text, word.start, words[number + 1].start)
    before = words[number - 1].end
    if "#" not in text[before : word.start]:
        return _spliced(text, before, word.end)
    comma = re.match(r"[ \t]*,", text[word.end :])
    return _spliced(text, word.start, word.end + (comma.end() if comma else 0))


def _without_line(text: str, key: Part, words: Sequence[Part], number: int) -> str | None:
    start, end = text.rfind("\n", 0, words[number].start) + 1, _line_end(text, words[number].end)
    if not text[start:end].lstrip().startswith("-"):
        return None
    if len(words) > 1:
        return _spliced(text, start, end + text[end : end + 2].find("\n") + 1)
    colon = text.index(":", key.end) + 1
    return _spliced(text, colon, end, f" []{text[colon:start].rstrip()}")  # comments between the two stay


def _with_line(text: str, place: int, line: str) -> str:
    """Return the text with one more line below the one of `place`, ended like the others."""
    end = _line_end(text, place)
    return _spliced(text, end, end, ("\r\n" if "\r\n" in text else "\n") + line)


def _line_end(text: str, place: int) -> int:
    """Return where the line of `place` ends, before its line break."""
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    return end - 1 if text[:end].endswith("\r") else end


def _spliced(text: str, start: int, end: int, words: str = "") -> str:
    return text[:start] + words + text[end:]
