"""The page `docs/platforms.md`: `uv run python -m tests.support.platform_page` writes it from headers and cassettes."""

from pathlib import Path

from tests.support.cassettes import labelled
from twohats.adapters import ADAPTERS
from twohats.platform_table import Sample, header_of, page

PAGE = Path(__file__).parents[2] / "docs" / "platforms.md"


def samples() -> list[Sample]:
    """Return every cassette as the page counts it: the first word of its name is the way in."""
    return [
        Sample(
            platform=one.adapter.name,
            way=one.path.stem.partition("-")[0],
            origin=one.cassette.origin,
            verbs=tuple(activity.verb for activity in one.cassette.activities),
        )
        for one in labelled()
    ]


def text() -> str:
    """Return the page as it must be."""
    return page([header_of(adapter) for adapter in ADAPTERS], samples())


if __name__ == "__main__":
    PAGE.write_text(text(), "utf-8")
