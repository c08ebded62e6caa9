"""What signals know of words: topics, swearing, drafts, hashtags, days, languages; text files, one subject each.

Each file says at its top where it comes from and under which licence. No slur and no explicit word stands here in
clear: `swearing.txt` has them as hashes (`words.hashes`).
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return the file `name`.toml."""
    return tomllib.loads(_text(f"{name}.toml"))


def lines(name: str) -> list[str]:
    """Return the lines of the file `name`.txt without comments and empty lines."""
    return [line for line in _text(f"{name}.txt").splitlines() if line and not line.startswith("#")]


def terms(text: str) -> tuple[str, ...]:
    """Return the terms of a list that is written with commas between them."""
    return tuple(term for term in (part.strip() for part in text.split(",")) if term)


def _text(name: str) -> str:
    file = resources.files("twohats.lexicons")
    for step in name.split("/"):
        file = file / step
    return file.read_text("utf-8")
