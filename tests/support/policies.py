"""Policies and questions for tests: the sample files of `tests/policies`, and the smallest request that they fit."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from twohats_policy.account import ActingAccount, Strength
from twohats_policy.activity import Activity, Media, Verb
from twohats_policy.errors import PolicyError
from twohats_policy.parse import load
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest, SignalValue

FOLDER = Path(__file__).parents[1] / "policies"
GOOD = FOLDER / "good"
NOON = datetime(2026, 1, 14, 11, 0, tzinfo=UTC)
"""A Wednesday; twelve o'clock in Stockholm."""

HEAD = """twohats: 1
accounts:
  acme: {kind: brand, name: Acme Tools, handles: {x: {id: "1111111111", username: acme}}}
  anna: {kind: personal, owner: anna, handles: {x: {id: "2222222222", username: anna}}}
  bo: {kind: personal, owner: bo, handles: {x: {username: bo}}}
people:
  anna: {name: Anna Berg, posts_as: [acme]}
  bo: {name: Bo Lind, approves_for: [acme]}
"""
"""A team without rules."""


def packs() -> dict[str, str]:
    """The packs that are shipped, by name."""
    folder = resources.files("twohats_policy") / "packs"
    return {entry.name.removesuffix(".yaml"): entry.read_text("utf-8") for entry in folder.iterdir()}


def good_files() -> dict[str, str]:
    """The sample team file and the file of one employee."""
    return {
        "team.yaml": (GOOD / "team.yaml").read_text("utf-8"),
        "people/anna.yaml": (GOOD / "people" / "anna.yaml").read_text("utf-8"),
    }


def rule(id: str, effect: str = "ask", more: str = "") -> str:
    """One rule as text of a file; `more` are further keys, as a flow mapping without braces."""
    return f"  - {{id: {id}, effect: {effect}, message: 'This is {id}.'{', ' + more if more else ''}}}\n"


def team(*rules: str, more: str = "") -> str:
    """A team file with these rules."""
    return f"{HEAD}{more}\nrules:\n{''.join(rules)}" if rules else f"{HEAD}{more}\n"


def person(*rules: str) -> str:
    """A file of the employee `anna` with these rules."""
    return f"twohats: 1\nemployee: anna\nrules:\n{''.join(rules)}"


def policy(team_text: str, person_text: str = "", *, employee: str = "anna", **options: Any) -> Policy:
    """The policy that these texts make."""
    files = {"team.yaml": team_text} | ({f"people/{employee}.yaml": person_text} if person_text else {})
    given: dict[str, Any] = {"packs": packs(), "extras": frozenset()}
    return load(files, employee=employee, **(given | options))


def good_policy() -> Policy:
    """The policy of the sample files."""
    return load(good_files(), employee="anna", packs=packs(), extras=frozenset())


def problems(team_text: str, person_text: str = "", **options: Any) -> list[str]:
    """What is wrong with these texts, as people read it; empty if nothing is."""
    try:
        policy(team_text, person_text, **options)
    except PolicyError as error:
        return [str(problem) for problem in error.problems]
    return []


def account(ref: str | None, platform: str = "x") -> ActingAccount:
    """The account with this key, as identity would give it."""
    return ActingAccount(platform=platform, ref=ref, confidence=Strength.STATED if ref else Strength.NONE)


def question(
    ref: str | None = "acme",
    *,
    verb: Verb = Verb.POST,
    platform: str = "x",
    media: int = 0,
    login: str | None = None,
    signals: Mapping[str, SignalValue] | None = None,
    media_signals: tuple[Mapping[str, SignalValue], ...] = (),
    asked: Mapping[str, Any] | None = None,
    **activity: Any,
) -> DecisionRequest:
    """A request by anna from the account `ref`; `activity` are fields of the activity, `asked` of the request."""
    pictures = tuple(Media(key=str(number)) for number in range(media))
    acting = account(ref, platform)
    return DecisionRequest(
        employee="anna",
        activity=Activity(platform=platform, verb=verb, media=pictures, **activity),
        account=acting,
        login=account(login, platform) if login else acting,
        now=NOON,
        signals=signals or {},
        media_signals=media_signals,
    ).model_copy(update=dict(asked or {}))
