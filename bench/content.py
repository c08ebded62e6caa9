"""How often the signals about content are right, and what they cost: `uv run python bench/content.py [--json FILE]`.

Rates on posts and pictures of stated origin (`tests/support/posts`, pictures made here); each number should be low. The
same numbers stand in docs/content.md.
"""

import argparse
from pathlib import Path

import content_words
from report import show


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    show("words, tags and mentions", [*content_words.rows(), *content_words.times()], wanted.json)


if __name__ == "__main__":
    main()
