"""What the pages say of the packs as they come (docs/incidents.md)."""

import re
from pathlib import Path

from twohats.incidents.incident import read_suite
from twohats.incidents.place import suite_folder
from twohats.incidents.shipped import as_shipped, held
from twohats.incidents.suite import policy_of, run_all
from twohats.starter import Starter, write
from twohats_policy.decision import Effect

FOLDER = suite_folder()
REACHED = tuple(incident for incident in read_suite(FOLDER) if not incident.unreachable)
NEEDS_A_HAT, NOTED, NOT_SEEN = {8, 40, 45}, {27, 38}, {42}


async def test_with_the_packs_as_they_come_33_of_39_are_asked_about_or_refused() -> None:
    found = {result.incident.number: result async for result in run_all(tuple(map(as_shipped, REACHED)), FOLDER)}
    missed = {number for number, result in found.items() if not held(result)}
    assert (len(found), missed) == (39, NEEDS_A_HAT | NOTED | NOT_SEEN)
    noted = {number for number in missed if (one := found[number].decision) and one.effect is Effect.NOTE}
    assert noted == NOTED
    assert all(result.decision and result.decision.effect is not Effect.SECOND for result in found.values())


def test_nothing_but_the_packs_of_a_new_policy_is_used(tmp_path: Path) -> None:
    team, _ = write(tmp_path, Starter())
    (line,) = re.findall(r"^use: \[(.*)\]$", team.read_text("utf-8"), re.MULTILINE)
    for incident in map(as_shipped, REACHED):
        scene = incident.bad
        assert scene
        policy = policy_of(scene, FOLDER)
        packs = {rule.place.file.removeprefix("packs/").removesuffix(".yaml") for rule in policy.rules}
        assert (scene.hat, packs) == ("", set(line.split(", ")))


def test_an_incident_out_of_reach_stays_as_it_is() -> None:
    (incident,) = (one for one in read_suite(FOLDER) if one.number == 46)
    assert as_shipped(incident) is incident
