"""Posts with links, and sites that answer from a table."""

from dataclasses import dataclass, field
from typing import cast

from tests.support.clock import Clock
from twohats.activity_signal import ActivitySignal, Sources, Subject
from twohats.adapter import Reply, Request
from twohats.links.links import Links
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Verb
from twohats_policy.parse import load
from twohats_policy.policy import Policy
from twohats_policy.request import SignalValue

TEAM = """\
twohats: 1
accounts: {acme: {kind: brand, links: [acme.example]}, plain: {kind: brand}}
"""


@dataclass
class OnlyLinks:
    """The one source that signals about links look at."""

    links: Links = field(default_factory=lambda: Links(lambda: 0.0))


def rules(more: str = "") -> Policy:
    """Return a policy with a brand that has its own site and one that has none."""
    return load({"team.yaml": TEAM + more}, employee="", packs={}, extras=frozenset())


def about(text: str, sites: dict[str, Reply] | None = None, *, ref: str = "acme", more: str = "") -> Subject:
    """Return a post of a brand whose links lead where `sites` say."""

    async def fetch(request: Request) -> Reply:
        found = (sites or {}).get(request.url)
        if found is None:
            raise OSError("no such host")
        return found

    account = ActingAccount(platform="x", kind=AccountKind.BRAND, ref=ref)
    return Subject(Activity(platform="x", verb=Verb.POST, text=text), account, rules(more), Clock()(), fetch)


async def told(signal: ActivitySignal, subject: Subject) -> SignalValue:
    """Work the signal out."""
    return await signal.work(cast(Sources, OnlyLinks()), subject)
