"""The suite under nothing but the packs that every new policy uses: what a house gets that has decided nothing yet.

Left out are the effects that the suite's policy raises, packs beyond those of a new policy, `not_your_account`, and the
hat, which nobody can declare yet. What a house knows of itself stays: its tags, bad news, embargo, names, pictures.
"""

from collections.abc import Mapping
from typing import Any, cast

from twohats.incidents.incident import Incident
from twohats.incidents.suite import Result

_UNDECIDED = {"raise": None, "not_your_account": None}
"""As a patch of the suite's policy: null takes a key out (RFC 7396)."""


def as_shipped(incident: Incident) -> Incident:
    """Return the incident with its scene under the packs as they come; one without a scene as it is."""
    if incident.scene is None:
        return incident
    scene = {key: value for key, value in incident.scene.items() if key != "hat"}
    team = cast("Mapping[str, Any]", scene.get("team", {}))
    known = {key: value for key, value in team.items() if key != "use"}
    return incident.model_copy(update={"scene": {**scene, "team": {**known, **_UNDECIDED}}})


def held(result: Result) -> bool:
    """Whether somebody would have been asked, or it would have been refused."""
    return result.decision is not None and result.decision.effect.restricts
