"""Subjects of signals: a text on its way out from the brand `acme`, under a policy with as little else as possible."""

from datetime import UTC, datetime
from functools import cache

from twohats.activity_signal import Subject, TextSignal
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Verb
from twohats_policy.parse import load
from twohats_policy.policy import Policy
from twohats_policy.request import SignalValue

NOW = datetime(2026, 1, 14, 11, 0, tzinfo=UTC)
"""A Wednesday on which nothing is remembered; noon in Stockholm."""

TEAM = """\
twohats: 1
accounts:
  acme: {{kind: brand, name: Acme Tools, handles: {{x: {{username: acmetools}}}}, links: [acme.example]{acme}}}
  anna: {{kind: personal, owner: anna, handles: {{x: {{username: annaberg}}}}}}
people:
  anna: {{name: Anna Berg, posts_as: [acme]}}
timezone: Europe/Stockholm
use: [hygiene]
"""


@cache
def policy(acme: str = "") -> Policy:
    """Return the policy; `acme` are further keys of the brand, as in a flow mapping."""
    text = TEAM.format(acme=f", {acme}" if acme else "")
    return load({"team.yaml": text}, employee="anna", packs={"hygiene": PACK}, extras=frozenset())


PACK = "twohats: 1\npack: hygiene\nabout: Nothing.\nrules: [{id: nothing, effect: note, message: Nothing.}]\n"


def about(text: str, *, acme: str = "", now: datetime = NOW, verb: Verb = Verb.POST, **more: object) -> Subject:
    """Return the subject; `more` are further fields of the activity."""
    activity = Activity.model_validate({"platform": "x", "verb": verb, "text": text, **more})
    account = ActingAccount(platform="x", kind=AccountKind.BRAND, ref="acme", username="acmetools")
    return Subject(activity, account, policy(acme), now)


def told(signal: TextSignal, text: str, *, acme: str = "", **more: object) -> SignalValue:
    """Return what the signal tells about the text."""
    return signal.tell(about(text, acme=acme, **more))  # type: ignore[arg-type]
