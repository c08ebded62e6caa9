"""Which links end on a site that says of itself that it is for adults: by its top-level domain or its name.

A site that says nothing of the kind is not found: there is no list of them in twohats.
"""

from twohats.activity_signal import ActivitySignal, Sources, Subject
from twohats.links.looking import links_that
from twohats.links.target import LinkTarget
from twohats_policy.request import SignalValue

ADULT_ENDINGS = frozenset({"xxx", "porn", "adult", "sex", "cam"})
ADULT_WORDS = ("porn", "xvideo", "xxx", "onlyfans", "nsfw", "hentai", "redtube", "xhamster")


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    post, whose = subject.activity, subject.account
    return await links_that(_is_adult, sources.links, post, whose, subject.policy, subject.fetch)


def _is_adult(target: LinkTarget) -> bool:
    name, _, ending = target.host.rpartition(".")
    return ending in ADULT_ENDINGS or any(word in name for word in ADULT_WORDS)


SIGNAL = ActivitySignal("links.adult", _work)
