"""The chain's arithmetic: every column counts, and without the key nothing fits."""

from dataclasses import replace

import pytest

from twohats.audits.chain import Head, Link, canonical

KEY = b"k" * 32
LINK = Link(seq=2, entry="decision", id="01", at="2026-01-15T12:00:00.000Z", version=1, body="{}").chained(
    KEY, "before"
)


def test_a_row_follows_the_row_it_was_written_after() -> None:
    assert LINK.follows(KEY, "before")
    assert not LINK.follows(KEY, "another")
    assert not LINK.follows(b"x" * 32, "before")


@pytest.mark.parametrize(
    "change",
    [{"seq": 3}, {"entry": "outcome"}, {"id": "02"}, {"at": ""}, {"version": 2}, {"body": "{ }"}, {"chain": "é"}],
)
def test_any_changed_column_shows(change: dict[str, int | str]) -> None:
    assert not replace(LINK, **change).follows(KEY, "before")  # type: ignore[arg-type]


def test_what_moves_from_one_column_to_the_next_shows() -> None:
    assert not replace(LINK, entry="decision0", id="1").follows(KEY, "before")


def test_a_head_is_sealed_with_its_number_and_chain() -> None:
    head = Head(2, LINK.chain)

    assert head.sealed_by(KEY, head.seal(KEY))
    assert not Head(3, LINK.chain).sealed_by(KEY, head.seal(KEY))
    assert not Head(2, "other").sealed_by(KEY, head.seal(KEY))
    assert not head.sealed_by(b"x" * 32, head.seal(KEY))


def test_json_has_one_spelling() -> None:
    assert canonical({"b": 1, "a": "å\ud800"}) == '{"a":"\\u00e5\\ud800","b":1}'
