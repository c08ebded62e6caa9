"""A presence that tells one thing, for signals about it."""

from dataclasses import dataclass
from typing import cast

from tests.support.clock import Clock
from tests.support.holders import ACME, post
from tests.support.remembering import rules
from twohats.activity_signal import ActivitySignal, Sources, Subject
from twohats.presence import Glance
from twohats_policy.request import SignalValue


@dataclass
class OnlyPresence:
    """The one source that these signals look at, which is its own presence."""

    glance: Glance

    @property
    def presence(self) -> "OnlyPresence":
        """Return itself."""
        return self

    def look(self) -> Glance:
        """Tell the one thing."""
        return self.glance


async def told(signal: ActivitySignal, glance: Glance) -> SignalValue:
    """Work the signal out."""
    subject = Subject(post(), ACME, rules(), Clock()())
    return await signal.work(cast(Sources, OnlyPresence(glance)), subject)
