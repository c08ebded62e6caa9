"""The suite as it is shipped, and that it can fail."""

import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.incident_media import FOLDER as MEDIA
from tests.support.incident_media import pictures
from twohats.incidents import suite
from twohats.incidents.incident import Incident, Scene, merged, read_suite
from twohats.incidents.place import suite_folder
from twohats.incidents.suite import Result, SuiteError, policy_of, run_all
from twohats.policy_file import pack_texts
from twohats_policy.decision import Effect

FOLDER = suite_folder()
SHIPPED = read_suite(FOLDER)
OUT_OF_REACH = {1, 12, 16, 31, 35, 41, 46}


async def results(*numbers: int) -> dict[int, Result]:
    """Run some incidents; none named: all."""
    wanted = tuple(incident for incident in SHIPPED if not numbers or incident.number in numbers)
    return {result.incident.number: result async for result in run_all(wanted, FOLDER)}


async def test_every_incident_is_stopped_by_its_rule_and_every_twin_passes_in_silence() -> None:
    found = await results()
    assert [number for number, result in found.items() if not result.as_expected] == []
    reached = {number: result for number, result in found.items() if not result.incident.unreachable}
    assert (len(found), len(reached), sum(result.stopped for result in reached.values())) == (46, 39, 39)
    assert sum(result.silent for result in found.values()) == 46


def test_all_46_are_there_and_seven_say_why_they_are_out_of_reach() -> None:
    assert [incident.number for incident in SHIPPED] == list(range(1, 47))
    assert {incident.number for incident in SHIPPED if incident.unreachable} == OUT_OF_REACH
    assert {incident.number for incident in SHIPPED if incident.scene is None} == OUT_OF_REACH - {12, 16}
    assert all(incident.source and incident.kinds and incident.ok_about for incident in SHIPPED)


def test_the_effects_are_those_of_the_facts_or_stricter() -> None:
    effects = Counter(incident.expect.effect for incident in SHIPPED if incident.expect and not incident.unreachable)
    assert effects == {Effect.SECOND: 16, Effect.ASK: 13, Effect.BLOCK: 10}


@pytest.mark.parametrize("incident", [one for one in SHIPPED if one.scene], ids=lambda incident: incident.name)
def test_a_twin_differs_in_few_things(incident: Incident) -> None:
    changed = list(_leaves(incident.ok))
    assert 1 <= len(changed) <= 4, changed


def _leaves(patch: Any) -> list[Any]:
    return [leaf for value in patch.values() for leaf in _leaves(value)] if hasattr(patch, "values") else [patch]


@pytest.mark.parametrize(
    ("rule", "number"),
    [("foul-words", 5), ("draft-marker", 39), ("hat-mismatch", 40), ("weapon-emoji", 32), ("private-note", 30)],
)
async def test_a_rule_that_is_broken_is_seen(rule: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_packs(monkeypatch, f"id: {rule}\n", f"id: {rule}\n    mode: observe\n")
    result = (await results(number))[number]
    assert (result.stopped, result.as_expected) == (False, False)


async def test_a_rule_that_stops_everything_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_packs(monkeypatch, "when: size(post.draft_markers) > 0", "when: post.platform == 'x'")
    result = (await results(39))[39]
    assert result.stopped
    assert (result.silent, result.as_expected) == (False, False)


def _with_packs(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Let the suite run with packs in which `old` is `new`."""
    changed = {name: text.replace(old, new) for name, text in pack_texts().items()}
    assert changed != pack_texts()
    monkeypatch.setattr(suite, "pack_texts", lambda: changed)


@pytest.fixture(autouse=True)
def _no_policy_from_another_test() -> None:
    suite.loaded.cache_clear()


async def test_an_incident_that_cannot_be_run_is_one_line() -> None:
    for broken, words in (
        (
            {"request": {"url": "https://api.x.com/2/users/me", "method": "GET", "form": None}},
            "is not read as publishing",
        ),
        ({"team": {"nonsense": 1}}, "nonsense"),
        ({"request": {"file": "gone.png", "form": None}}, "gone.png"),
    ):
        shipped = next(incident for incident in SHIPPED if incident.number == 2)
        incident = shipped.model_copy(update={"scene": merged(shipped.scene, broken)})
        with pytest.raises(SuiteError) as raised:
            _ = [result async for result in run_all((incident,), FOLDER)]
        assert words in str(raised.value)
        assert str(raised.value).endswith("mend its file")


@pytest.mark.parametrize(
    ("seat", "effect"),
    [
        ({"locked": True, "idle_minutes": 0}, Effect.ASK),
        ({"locked": False, "idle_minutes": 45}, Effect.ASK),
        ({"locked": False, "idle_minutes": 1}, Effect.ALLOW),
        ({}, Effect.ASK),
    ],
)
async def test_a_scene_says_whether_somebody_is_at_the_computer(seat: dict[str, Any], effect: Effect) -> None:
    shipped = next(incident for incident in SHIPPED if incident.number == 24)
    alone = {"team": {"use": ["nobody-there"], "raise": None}, **seat}
    incident = shipped.model_copy(update={"scene": merged(shipped.scene, alone)})
    (result,) = [result async for result in run_all((incident,), FOLDER)]
    assert result.decision is not None
    assert (result.decision.effect, result.decision.rules) == (
        effect,
        ("nobody-at-the-computer",) if effect is Effect.ASK else (),
    )


def test_a_person_may_have_rules_of_their_own() -> None:
    rule = {"id": "never", "for": {"verbs": ["post"]}, "effect": "block", "message": "No."}
    request = {"url": "https://api.x.com/2/tweets", "json": {"text": "hi"}}
    scene = {"employee": "anna", "now": "2011-01-01T00:00:00Z", "request": request, "person": {"rules": [rule]}}
    policy = policy_of(Scene.model_validate(scene, strict=False), FOLDER)
    assert policy.employee == "anna"
    assert "never" in {rule.rule.id for rule in policy.rules}


@pytest.mark.parametrize("name", pictures())
def test_the_pictures_are_drawn_by_the_script(name: str) -> None:
    drawn, kept = pictures()[name], (MEDIA / name).read_bytes()
    assert len(kept) < 4096
    assert _pixels(drawn) == _pixels(kept)


def _pixels(content: bytes) -> object:
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes() if content[:4] == b"\x89PNG" else content


def test_nothing_lies_in_the_folder_that_the_script_does_not_draw() -> None:
    assert {path.relative_to(MEDIA).as_posix() for path in MEDIA.rglob("*") if path.is_file()} == set(pictures())


def test_the_suite_lies_beside_the_tests() -> None:
    assert Path(FOLDER).name == "incidents"
