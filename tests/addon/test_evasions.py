"""No disguise makes a publishing call pass as one that does nothing (facts: mitm h, private 17, official 0.7)."""

from collections import Counter

import pytest

from tests.support.cassettes import Labelled, labelled
from tests.support.evasions import Evasion, disguised, evasions, of_cassette, outcome
from tests.support.wire import Wire
from twohats_policy.activity import Activity

EVASIONS = evasions()
HELD = {"same": "activity", "more": "activity"}
LEAST = 120

FORM = "application/x-www-form-urlencoded"
EVERYWHERE: tuple[list[dict[str, dict[str, object]]], ...] = (
    [{"header": {"name": "X-HTTP-Method-Override", "value": "GET"}}],
    [{"header": {"name": "X-HTTP-Method-Override", "value": "PUT"}}],
    [{"query": {"text": "_method=GET"}}],
    [{"target": {"before": "/"}}],
    [{"target": {"before": "/%2F"}}],
    [{"target": {"before": "/a/%2e%2e"}}],
    [{"target": {"after": "/"}}],
    [{"target": {"after": "%3Bx=1"}}],
    [{"target": {"after": "#x"}}],
    [{"percent": {"of": "e"}}],
    [{"packed": {"with": ["gzip", "br"], "called": "GZip, br"}}],
    [{"packed": {"with": ["gzip"], "called": "identity"}}],
    [{"encoded": {"as": "utf-16"}}],
    [{"labelled": {"kind": None}}],
    [{"labelled": {"kind": "text/plain"}}],
    [{"labelled": {"kind": "image/png"}}],
    [{"labelled": {"kind": FORM}}],
    [{"header": {"name": "Content-Type", "value": "image/gif"}}],
    [{"as_form": {}}],
    [{"as_json": {}}],
    [{"coded_names": {}}],
    [{"padded": {"by": 300_000}}],
    [{"multipart": {}}],
    [{"multipart": {"end": ""}}],
    [{"multipart": {"disposition": 'form-data; name="{name}"; filename="a"'}}],
    [{"framed": {"by": "chunked"}}],
    [{"framed": {"by": "both"}}],
    [{"target": {"before": "https://cdn.example"}}],
)
"""Disguises that every publishing call of the cassettes is put into."""

every_evasion = pytest.mark.parametrize("evasion", EVASIONS, ids=lambda evasion: evasion.name)


@every_evasion
def test_an_evasion_is_read_for_what_it_is_or_not_at_all(evasion: Evasion) -> None:
    honest, found = outcome(evasion.honest), outcome(evasion.disguised)
    reads = evasion.entry.reads
    assert found.what == HELD.get(reads, reads), found
    if reads == "same":
        assert found.activities == honest.activities
    if reads == "more":
        assert {_words(activity) for activity in honest.activities} <= {_words(one) for one in found.activities}


@every_evasion
def test_the_honest_request_beside_it_reads_as_ever(evasion: Evasion) -> None:
    found = outcome(evasion.honest)
    read = [(str(activity.verb), activity.text) for activity in found.activities]
    if evasion.original.of or evasion.original.verb == "unreadable":
        assert found.what in {"activity", "unreadable"}
    else:
        assert read == [(evasion.original.verb, evasion.original.text)]


@every_evasion
def test_an_evasion_is_another_request(evasion: Evasion) -> None:
    assert evasion.disguised != evasion.honest or evasion.name == "batches/tool"


def test_there_are_many_and_each_has_its_own_name() -> None:
    names = Counter(evasion.name for evasion in EVASIONS)
    assert len(names) == len(EVASIONS) >= LEAST
    assert Counter(evasion.entry.reads for evasion in EVASIONS)["unknown"] <= 3


@pytest.mark.slow
@pytest.mark.parametrize("sample", labelled(), ids=lambda sample: sample.name)
def test_no_disguise_makes_a_post_look_like_nothing(sample: Labelled) -> None:
    honest = of_cassette(sample.cassette)
    if not any(activity.publishes for activity in outcome(honest).activities):
        return
    found = {str(by): outcome(sent).what for by in EVERYWHERE if (sent := _disguised(honest, by))}
    assert {by: what for by, what in found.items() if what in {"nothing", "unknown", "unguarded"}} == {}


def _words(activity: Activity) -> tuple[str, str, str]:
    return str(activity.verb), activity.title, activity.text


def _disguised(honest: Wire, by: list[dict[str, dict[str, object]]]) -> Wire | None:
    """Return the request in a disguise; None where its body is none that the disguise can be put on."""
    try:
        return disguised(honest, by)
    except (ValueError, UnicodeError):
        return None
