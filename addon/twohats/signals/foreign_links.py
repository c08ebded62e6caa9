"""Which links end on a site that is not one of the account's own. An account without `links` has no foreign ones."""

from functools import partial

from twohats.activity_signal import ActivitySignal, Sources, Subject
from twohats.links.looking import links_that
from twohats.links.target import LinkTarget
from twohats_policy.request import SignalValue


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    own = subject.entry.links if subject.entry else ()
    if not own:
        return ()
    foreign = partial(_is_foreign, own)
    post, whose = subject.activity, subject.account
    return await links_that(foreign, sources.links, post, whose, subject.policy, subject.fetch)


def _is_foreign(own: tuple[str, ...], target: LinkTarget) -> bool:
    return not any(target.host == domain or target.host.endswith(f".{domain}") for domain in map(str.lower, own))


SIGNAL = ActivitySignal("links.foreign", _work)
