"""What the pages under `docs/` say, in a form that tests can hold against the code."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_BLOCK = re.compile(r'^```(\w+) title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    """Return the text of a page of `docs/`."""
    return (DOCS / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under a heading of the second level, empty if there is none."""
    _, found, rest = f"\n{text}".partition(f"\n## {heading}\n")
    return rest.partition("\n## ")[0] if found else ""


def headings(text: str) -> list[str]:
    """Return the headings of the second level."""
    return re.findall(r"^## (.+)$", _FENCE.sub("", text), re.MULTILINE)


def terms(text: str) -> set[str]:
    """Return the words in the first column of the tables in `text`."""
    return set(_ROW.findall(text))


def blocks(text: str) -> dict[str, str]:
    """Return the examples of a page by their titles, which are file names."""
    return {title: content for _, title, content in _BLOCK.findall(text)}


def paths_named(text: str) -> Iterator[str]:
    """Yield the paths of this repository that a page names in running text."""
    found = re.findall(r"`((?:addon|policy|tests|docs|bench|\.ci)/[^`<>*{} ]*)`", _FENCE.sub("", text))
    yield from (path for path in found if "fribble" not in path)
