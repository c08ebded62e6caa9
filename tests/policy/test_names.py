"""The names of this version."""

import re

from twohats_policy.names import VOCABULARY
from twohats_policy.vocabulary import Kind


def test_every_name_says_what_it_is_in_one_sentence() -> None:
    for name in (*VOCABULARY.variables, *(name for group in VOCABULARY.groups for name in group.names)):
        assert re.fullmatch(r"[A-Z0-9].*[.…`]", name.about), name.name


def test_every_name_is_read_or_is_a_signal() -> None:
    for group in VOCABULARY.groups:
        for name in group.names:
            assert (name.read is None) == (name.signal is not None), name.name


def test_groups_that_are_used_exist() -> None:
    groups = {group.name for group in VOCABULARY.groups}
    names = [*VOCABULARY.variables, *(name for group in VOCABULARY.groups for name in group.names)]

    assert {name.group for name in names if name.kind in {Kind.GROUP, Kind.GROUPS}} == groups


def test_a_signal_is_about_the_post_or_about_its_media() -> None:
    assert "approved" in VOCABULARY.media_signals
    assert "text.seen_on_personal" in VOCABULARY.post_signals
    assert VOCABULARY.media_signals.isdisjoint(VOCABULARY.post_signals)
