"""Texts that nobody would write, for every signal about words at once."""

import time

import pytest

from tests.support.subjects import about
from twohats.activity_signal import MAX_TEXT
from twohats.signals import TEXT_SIGNALS
from twohats_policy.request import Unknown

ACME = "languages: [en, sv], protected: [W.E.B. Du Bois, Acme Tools], rivals: [Drill Kings], mentions: [partner]"
SEEDS = {
    "one letter": "a",
    "words": "ab ",
    "many words": "".join(f"w{number:x}q " for number in range(MAX_TEXT // 6)),
    "line feeds": "\n",
    "right to left": "\u202eabc\u202c ",
    "zero width": "a\u200b",
    "emoji alone": "\U0001f389",
    "families": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "long ligatures": "\ufdfa",
    "mixed scripts": "\u0440\u0430\u0443pal \u03b1\u03b2\u03b3 ",
    "marks on one letter": "\u0301",
    "half characters": "\ud800 a",
    "zeros": "\x00a",
    "brackets": "[",
    "fields": "{{",
    "stars": "*** a\n",
    "spaced": "a b ",
    "disguised": "a4$! ",
    "tags": "#a ",
    "one long tag": "#aB",
    "risky tags": "#penisland ",
    "mentions": "@a ",
    "quotations": '"a b c d e ',
    "addresses": "https://a.b ",
    "passwords": "password: ",
    "labels": "link:\n",
    "slips": "acm tols ",
    "marks": "!",
}


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS.keys())
def test_no_text_stops_a_signal_or_takes_it_two_seconds(seed: str) -> None:
    subject = about((seed * (MAX_TEXT // len(seed) + 1))[:MAX_TEXT], acme=ACME)
    start = time.thread_time()
    for signal in TEXT_SIGNALS:
        value = signal.tell(subject)
        assert isinstance(value, bool | int | float | str | tuple | Unknown), signal.key
    assert time.thread_time() - start < 2


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\ufe0f", "\ud800", "\x00", "@", "?", "..."])
def test_next_to_nothing_is_told_as_nothing(text: str) -> None:
    told = {signal.key: signal.tell(about(text, acme=ACME)) for signal in TEXT_SIGNALS}
    assert not [key for key, value in told.items() if value not in {False, "", "none", ()}]
