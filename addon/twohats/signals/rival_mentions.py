"""The account's `rivals` that the activity names: in its words, as a tag or mention, or by a link to their site."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from twohats.activity_signal import Subject, TextSignal
from twohats.words.folding import folded
from twohats.words.naming import links_of, local, mentions_of, tags_of
from twohats.words.phrases import Phrases
from twohats.words.reading import read
from twohats.words.tokens import words
from twohats_policy.activity import Activity
from twohats_policy.request import SignalValue


@dataclass(frozen=True)
class _Rival:
    """A rival as listed, as a tag or mention, and as a site (empty: the name is none)."""

    name: str
    marks: frozenset[str]
    domain: str


@lru_cache(maxsize=64)
def _known(rivals: tuple[str, ...]) -> tuple[_Rival, ...]:
    return tuple(
        _Rival(
            name=rival,
            marks=frozenset({"".join(words(folded(rival))), rival.casefold()}),
            domain=rival.casefold() if "." in rival else "",
        )
        for rival in rivals
    )


@lru_cache(maxsize=64)
def _phrases(rivals: tuple[str, ...]) -> Phrases[str]:
    return Phrases[str].of((rival, rival) for rival in rivals if words(folded(rival)))


def _tell(subject: Subject) -> SignalValue:
    rivals = subject.entry.rivals if subject.entry else ()
    if not rivals:
        return ()
    known = _known(rivals)
    said = {rival for rival, _, _ in _phrases(rivals).found(read(subject.text, subject.activity.tags).words)}
    marks = {*tags_of(subject.activity), *map(local, mentions_of(subject.activity))}
    hosts = tuple(_hosts(subject.activity)) if any(rival.domain for rival in known) else ()
    named = (one for one in known if one.name in said or not one.marks.isdisjoint(marks) or _linked(one.domain, hosts))
    return tuple(rival.name for rival in named)


def _hosts(activity: Activity) -> Iterator[str]:
    for link in links_of(activity):
        try:
            yield urlsplit(link if "://" in link else f"https://{link}").hostname or ""
        except ValueError:
            continue  # no address: a signal about links says so


def _linked(domain: str, hosts: tuple[str, ...]) -> bool:
    return bool(domain) and any(host == domain or host.endswith(f".{domain}") for host in hosts)


SIGNAL = TextSignal("tags.rival_mentions", _tell)
