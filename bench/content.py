"""How often the signals about content are right, and what they cost: `uv run python bench/content.py [--json FILE]`.

Rates on posts and pictures of stated origin (`tests/support/posts`, pictures made here; with `--portraits FOLDER` those
of the packages that `portraits.py` names). The same numbers stand in docs/content.md.
"""

import argparse
from pathlib import Path

import content_words
import portraits
import variations
from report import show

PICTURES = 20


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, help="folder of packages with pictures of people")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    show("words, tags and mentions", [*content_words.rows(), *content_words.times()], wanted.json)
    variations.tell(variations.made(PICTURES))
    variations.tell_round(PICTURES)
    if wanted.portraits:
        portraits.tell(wanted.portraits)


if __name__ == "__main__":
    main()
