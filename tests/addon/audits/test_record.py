"""One line of the trail: its shape, and that every line that was ever written still loads."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.support.state import happening
from twohats.audits.record import (
    VERSION,
    AuditRecord,
    RecordedAnswer,
    RecordedDecision,
    RecordedText,
    RecordedWould,
    load,
)
from twohats.audits.recording import describe
from twohats.moments import timestamp
from twohats_policy.decision import Effect

GOLDEN = Path(__file__).parents[1] / "golden" / "audit"
LINES = sorted(path for path in GOLDEN.glob("v*/*.json") if path.stem != "trail")
FIELDS = (
    *("id", "time", "employee", "hat", "client", "platform", "verb", "account", "login", "targets", "text", "media"),
    *("decision", "answer", "verdict", "refused_with", "outcome", "chain"),
)


def changed(**fields: Any) -> str:
    return json.dumps(json.loads((GOLDEN / "v1" / "personal-post.json").read_text("utf-8")) | fields)


@pytest.mark.parametrize("path", LINES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_line_of_any_version_still_loads(path: Path) -> None:
    version = int(path.parent.name.removeprefix("v"))
    text = path.read_text("utf-8")

    assert load(version, text).line() == json.loads(text)


def test_there_are_samples_of_every_version() -> None:
    assert {path.parent.name for path in LINES} == {f"v{number}" for number in range(1, VERSION + 1)}


def test_a_line_has_exactly_the_documented_fields_in_their_order() -> None:
    line = describe(happening(), "01", b"key").line()

    assert tuple(line) == FIELDS
    assert list(line["client"]) == ["agent", "process", "listener"]
    assert list(line["account"]) == ["ref", "kind", "platform_id", "username", "confidence", "evidence"]
    assert list(line["text"]) == ["sha", "length", "kept"]
    assert list(line["media"][0]) == ["fingerprint", "kind", "bytes"]
    assert list(line["decision"]) == ["effect", "rules", "reasons"]
    assert list(line["answer"]) == ["by", "choice", "reason", "seconds", "channel"]


def test_the_documentation_explains_every_field_and_its_example_loads() -> None:
    page = (Path(__file__).parents[3] / "docs" / "audit.md").read_text("utf-8")
    (example,) = [line for line in page.splitlines() if line.startswith('{"id"')]

    assert load(VERSION, example).line() == json.loads(example)
    for field in FIELDS:
        assert f"\n| `{field}` |" in page or f"\n| `{field}[]` |" in page, field


def test_a_text_that_is_not_kept_has_no_field_for_it() -> None:
    assert RecordedText(sha="s", length=1).model_dump() == {"sha": "s", "length": 1}
    assert RecordedText(sha="s", length=1, kept="").model_dump() == {"sha": "s", "length": 1, "kept": ""}


def test_an_answer_has_no_field_for_what_was_not_given() -> None:
    plain = {"by": "anna", "choice": "send", "reason": "", "seconds": 0.0}
    vouched = {"channel": "page", "bypass": "approved", "vouched": "Bo"}

    assert RecordedAnswer(by="anna", choice="send").model_dump() == plain
    assert RecordedAnswer.model_validate_json(json.dumps(plain | vouched)).model_dump(mode="json") == plain | vouched


def test_a_decision_says_what_would_have_happened_only_where_something_was_observed() -> None:
    plain = RecordedDecision(effect=Effect.ASK)
    observed = RecordedDecision(effect=Effect.ALLOW, would=RecordedWould(effect=Effect.ASK, rules=("links",)))

    assert "would" not in plain.model_dump()
    assert observed.model_dump(mode="json")["would"] == {"effect": "ask", "rules": ["links"]}


def test_times_are_in_utc_to_the_millisecond() -> None:
    stockholm = datetime(2026, 1, 15, 13, 0, 0, 123999, tzinfo=timezone(timedelta(hours=1)))

    assert describe(happening(time=stockholm), "01", b"key").line()["time"] == "2026-01-15T12:00:00.123Z"
    assert timestamp(datetime(2026, 1, 15, 12, 0, tzinfo=UTC)) == "2026-01-15T12:00:00.000Z"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        changed(token="made up"),
        changed(verb="shout"),
        changed(verdict="maybe"),
        changed(time="2026-01-15T12:00:00"),
        changed(time=1768478400),
        changed(employee=None),
    ],
)
def test_what_is_not_a_record_does_not_load(line: str) -> None:
    with pytest.raises(ValidationError):
        load(1, line)


def test_a_line_of_a_newer_version_is_refused() -> None:
    with pytest.raises(ValueError, match="records of version 2 are newer than this twohats"):
        load(VERSION + 1, changed())


def test_a_record_cannot_be_changed() -> None:
    record = AuditRecord.model_validate_json(changed())

    with pytest.raises(ValidationError, match="frozen"):
        record.employee = "bo"  # type: ignore[misc]
