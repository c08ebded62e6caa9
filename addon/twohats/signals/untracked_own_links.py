"""Which links to the account's own site carry no tracking (`utm_source` and its like); nothing is looked up for it."""

from urllib.parse import parse_qsl, urlsplit

from twohats.activity_signal import Subject, TextSignal
from twohats.links.target import parts_of
from twohats_policy.facts import links_in
from twohats_policy.request import SignalValue

TRACKING = frozenset({"utm_source", "utm_medium", "utm_campaign", "utm_id", "mtm_campaign", "pk_campaign", "cid"})


def _tell(subject: Subject) -> SignalValue:
    own = tuple(map(str.lower, subject.entry.links)) if subject.entry else ()
    return tuple(link for link in links_in(subject.activity) if _is_own(link, own) and not _is_tracked(link))


def _is_own(link: str, own: tuple[str, ...]) -> bool:
    parts = parts_of(link)
    host = (parts.hostname or "").rstrip(".") if parts else ""
    return any(host == domain or host.endswith(f".{domain}") for domain in own)


def _is_tracked(link: str) -> bool:
    return any(name.lower() in TRACKING for name, _ in parse_qsl(urlsplit(link).query))


SIGNAL = TextSignal("links.untracked_own", _tell)
