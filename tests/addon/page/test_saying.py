import pytest

from twohats.page.saying import Said, said
from twohats.question import NO_GROUNDS, Bypass, Grounds


def test_fields_are_read_and_made_printable() -> None:
    fields = {"why": "approved", "vouched": " Bo\u202e ", "reason": "x" * 500, "typed": "@acme"}
    found = said(lambda name: fields.get(name, ""))
    assert (found.why, found.vouched, found.typed) == ("approved", "Bo\ufffd", "@acme")
    assert len(found.reason) == 400


@pytest.mark.parametrize("why", ["", "because", "FALSE-ALARM"])
def test_a_word_that_is_no_reason_counts_as_nothing_said(why: str) -> None:
    assert Said(why=why, vouched="Bo").grounds == NO_GROUNDS


def test_a_name_belongs_to_an_approval_only() -> None:
    assert Said(why="approved", vouched="Bo").grounds == Grounds(Bypass.APPROVED, "Bo")
    assert Said(why="emergency", vouched="Bo").grounds == Grounds(Bypass.EMERGENCY)


def test_an_approval_without_a_name_lacks_it() -> None:
    assert Said(why="approved").lacks_name
    assert not Said(why="false-alarm").lacks_name
