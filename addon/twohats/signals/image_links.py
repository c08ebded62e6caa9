"""Which links end at a bare picture or video: nothing around it says what it is (US Airways, 2014)."""

from twohats.activity_signal import ActivitySignal, Sources, Subject
from twohats.links.looking import links_that
from twohats.links.target import LinkTarget
from twohats_policy.request import SignalValue

IMAGE_HOSTS = frozenset({"imgur.com", "gyazo.com", "ibb.co", "postimg.cc", "prnt.sc", "pbs.twimg.com", "twitpic.com"})
"""Sites that show whatever anybody has put there."""


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    post, whose = subject.activity, subject.account
    return await links_that(_is_image, sources.links, post, whose, subject.policy, subject.fetch)


def _is_image(target: LinkTarget) -> bool:
    shown_there = any(target.host == host or target.host.endswith(f".{host}") for host in IMAGE_HOSTS)
    return shown_there or target.content_type.startswith(("image/", "video/"))


SIGNAL = ActivitySignal("links.image", _work)
