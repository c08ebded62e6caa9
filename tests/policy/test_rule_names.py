"""The page of names offered to rules."""

from pathlib import Path

from twohats_policy.names import VOCABULARY
from twohats_policy.rule_names import page

PAGE = Path(__file__).parents[2] / "docs" / "rule-names.md"


def test_the_page_is_the_one_in_the_docs() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_every_name_stands_on_the_page() -> None:
    text = page()

    for group in VOCABULARY.groups:
        for name in group.names:
            assert f"| `{name.name}` | " in text
    for name in VOCABULARY.variables:
        assert f"`{name.name}`" in text
