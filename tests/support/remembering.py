"""A memory of what went out, and signals that look into it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from tests.support.clock import Clock
from tests.support.holders import SECRET
from twohats.activity_signal import MemorySignal, Sources, Subject
from twohats.histories.holder import Whose
from twohats.history import History
from twohats.media.fingerprint import Fingerprint
from twohats.state.store import Store
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity
from twohats_policy.parse import load
from twohats_policy.policy import Policy
from twohats_policy.request import SignalValue

TEAM = """\
twohats: 1
accounts:
  acme: {kind: brand, tags: [AcmeTools]}
  bolt: {kind: brand}
  anna: {kind: personal, owner: anna}
people: {anna: {posts_as: [acme, bolt]}}
"""


def rules(more: str = "") -> Policy:
    """Return the policy; `more` stands at the end of the file."""
    return load({"team.yaml": TEAM + more}, employee="", packs={}, extras=frozenset())


@dataclass
class KnownPictures:
    """Pictures that were looked at, by digest."""

    held: dict[str, Fingerprint] = field(default_factory=dict[str, Fingerprint])

    def fingerprint(self, text: str) -> Fingerprint | None:
        """Return the whole fingerprint."""
        return self.held.get(text.partition(".")[0])


@dataclass
class Memory:
    """What signals about the past look at, and a clock to turn."""

    history: History
    pictures: KnownPictures
    clock: Clock
    policy: Policy = field(default_factory=rules)

    async def told(self, signal: MemorySignal, account: ActingAccount, activity: Activity) -> SignalValue:
        """Work the signal out."""
        subject = Subject(activity, account, self.policy, self.clock())
        return await asyncio.to_thread(signal.look, cast(Sources, self), subject)


@contextmanager
def memory(folder: Path) -> Iterator[Memory]:
    """Open a memory of anna's in this folder."""
    store, clock, pictures = Store.open(folder), Clock(), KnownPictures()
    yield Memory(History(store, SECRET, pictures.fingerprint, clock, lambda: Whose("anna")), pictures, clock)
    store.close()
