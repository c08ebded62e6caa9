"""What the gate writes down. `test_gate` sees the lines of whole calls."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.policies import question
from tests.support.state import ACME, KEYS, YES, Clock
from twohats.adapter import Published, Refusal
from twohats.audit import Audit
from twohats.guard import Client
from twohats.judge import Case
from twohats.ledger import Ledger
from twohats.state.store import Store
from twohats_policy.activity import Verb
from twohats_policy.decision import Decision, Effect

CLIENT = Client(agent="Tool/1", listener="127.0.0.1:8080", process="tool")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    store = Store.open(tmp_path)
    yield Ledger(Audit(store, KEYS, Clock()), "anna", Clock())
    store.close()


def case(effect: Effect = Effect.ALLOW, verb: Verb = Verb.POST, *, readable: bool = True) -> Case:
    return Case(question(verb=verb, asked={"readable": readable, "account": ACME}, text="hi"), Decision(effect=effect))


async def test_one_line_for_each_activity_says_who_what_and_how_it_ended(ledger: Ledger) -> None:
    await ledger.write((case(), case(verb=Verb.REACT)), None, CLIENT, None)
    first, second = ledger.audit.records()
    assert (first["employee"], first["client"]["process"], first["verb"], second["verb"]) == (
        "anna",
        "tool",
        "post",
        "react",
    )
    assert (first["verdict"], first["refused_with"], first["answer"]) == ("pass", None, None)


async def test_the_answer_stands_on_every_line_that_was_asked_about_and_on_no_other(ledger: Ledger) -> None:
    await ledger.write((case(Effect.ASK), case(), case(Effect.WAIT), case(Effect.NOTE)), YES, CLIENT, None)
    assert [bool(line["answer"]) for line in ledger.audit.records()] == [True, False, True, False]


async def test_a_refusal_stands_on_every_line(ledger: Ledger) -> None:
    await ledger.write((case(), case(Effect.BLOCK)), None, CLIENT, Refusal(403, "text/plain", b""))
    assert [(line["verdict"], line["refused_with"]) for line in ledger.audit.records()] == [
        ("refuse", {"status": 403})
    ] * 2


async def test_what_could_not_be_read_has_no_verb(ledger: Ledger) -> None:
    await ledger.write((case(Effect.ASK, readable=False),), YES, CLIENT, None)
    assert next(iter(ledger.audit.records()))["verb"] is None


async def test_uploads_that_nothing_restricts_leave_no_line(ledger: Ledger) -> None:
    upload, restricted = case(verb=Verb.UPLOAD), case(Effect.BLOCK, Verb.UPLOAD)
    unread = case(Effect.ALLOW, Verb.UPLOAD, readable=False)
    assert await ledger.write((upload,), None, CLIENT, None) == ()
    assert len(await ledger.write((upload, restricted, unread), None, CLIENT, None)) == 2


@pytest.mark.parametrize(
    ("status", "published", "wanted"),
    [
        (200, (Published("1", "https://x.com/1"),), [("published", "1")]),
        (500, (Published("1"),), [("published", "1")]),
        (200, (Published("1"), Published("2")), [("published", "1")]),
        (200, (), [("unknown", "")]),
        (403, (), [("failed", "")]),
        (None, (), [("unknown", "")]),
    ],
)
async def test_the_outcome_says_what_the_platform_said(
    ledger: Ledger, status: int | None, published: tuple[Published, ...], wanted: list[tuple[str, str]]
) -> None:
    written = await ledger.write((case(),), None, CLIENT, None)
    ledger.complete(written, status, published)
    assert [(line["outcome"]["status"], line["outcome"]["id"]) for line in ledger.audit.records()] == wanted


async def test_nothing_written_needs_no_outcome(ledger: Ledger) -> None:
    ledger.complete((), 200, (Published("1"),))
    assert list(ledger.audit.records()) == []
