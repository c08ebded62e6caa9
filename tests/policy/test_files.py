"""Policy files as models."""

import json
from datetime import date, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from tests.policy.test_texts import HASHED
from twohats_policy.files import AccountEntry, Handle, PersonFile, TeamFile


def team(**keys: object) -> TeamFile:
    return TeamFile.model_validate_json(json.dumps({"twohats": 1, **keys}))


def test_signs_before_names_and_tags_are_taken_off() -> None:
    entry = AccountEntry.model_validate_json(
        '{"kind": "brand", "tags": ["#a", "b"], "handles": {"x": {"username": "@acme"}}}'
    )

    assert entry.tags == ("a", "b")
    assert entry.handles["x"].username == "acme"


def test_one_id_or_several_are_taken() -> None:
    assert Handle.model_validate_json('{"id": "1"}').id == ("1",)
    assert Handle.model_validate_json('{"id": ["1", "2"]}').id == ("1", "2")


def test_the_defaults_are_the_careful_ones() -> None:
    empty = team()

    assert (empty.unknown_account, empty.unknown_call, empty.unreadable) == ("ask", "note", "ask")
    assert empty.probe
    assert empty.link_checks
    assert empty.observe == ()
    assert (empty.budget.asks, empty.budget.per) == (1, 25)


@pytest.mark.parametrize(
    "keys",
    [
        {"twohats": 2},
        {"unreadable": "note"},
        {"zzz": 1},
        {"people": {"Anna B": {}}},
        {"budget": {"asks": 0}},
        {"budget": {"per": -1}},
        {"people": {"anna": {"pin": "4711"}}},
        {"accounts": {"a": {"kind": "brand", "avatar": "../a.png"}}},
        {"accounts": {"a": {"kind": "unknown"}}},
        {"accounts": {"a": {"kind": "brand", "handles": {"m": {"server": "https://m.example"}}}}},
        {"tests": [{"name": "n", "activity": {"platform": "x", "account": "a"}, "expect": "allow", "now": "today"}]},
    ],
)
def test_what_does_not_fit_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        team(**keys)


def test_a_person_file_cannot_hold_the_teams_settings() -> None:
    with pytest.raises(ValidationError):
        PersonFile.model_validate_json('{"twohats": 1, "employee": "a", "unknown_account": "allow"}')


def test_a_persons_pin_is_never_shown() -> None:
    people = team(people={"anna": {"name": "Anna", "pin": HASHED}}).people

    assert people["anna"].pin == HASHED
    assert "argon2" not in f"{people['anna']!r} {people['anna']} {people}"


def test_bad_news_covers_its_days_both_ends_included() -> None:
    entry = AccountEntry.model_validate_json(
        '{"kind": "brand", "bad_news": [{"from": "2026-11-20", "to": "2026-11-22", "what": "layoffs"}]}'
    )

    days = [date(2026, 11, day) for day in (19, 20, 22, 23)]
    assert [entry.bad_news[0].covers(day) for day in days] == [False, True, True, False]


def test_an_embargo_holds_until_its_time() -> None:
    entry = AccountEntry.model_validate_json(
        '{"kind": "brand", "embargo": [{"words": "Project Falcon", "until": "2026-12-01T09:00"}]}'
    )

    (embargo,) = entry.embargo
    stockholm = timezone(timedelta(hours=1))
    times = [datetime(2026, 12, 1, 8, 59, tzinfo=stockholm), datetime(2026, 12, 1, 9, 0, tzinfo=stockholm)]
    assert [embargo.holds_at(time) for time in times] == [True, False]


@pytest.mark.parametrize("entry", ['{"until": "2026-12-01T09:00"}', '{"words": [], "until": "2026-12-01T09:00"}'])
def test_an_embargo_on_nothing_is_refused(entry: str) -> None:
    with pytest.raises(ValidationError, match="holds back nothing"):
        AccountEntry.model_validate_json(f'{{"kind": "brand", "embargo": [{entry}]}}')
