"""Which links lead to an error: people would see a page that is not there."""

from twohats.activity_signal import ActivitySignal, Sources, Subject
from twohats.links.looking import links_that
from twohats.links.target import LinkTarget
from twohats_policy.request import SignalValue


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    post, whose = subject.activity, subject.account
    return await links_that(_is_broken, sources.links, post, whose, subject.policy, subject.fetch)


def _is_broken(target: LinkTarget) -> bool:
    return target.broken


SIGNAL = ActivitySignal("links.broken", _work)
