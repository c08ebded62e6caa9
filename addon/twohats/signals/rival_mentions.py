"""The account's `rivals` that the activity names: in its words, as a tag or mention, or by a link to their site."""

from collections.abc import Iterator
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


@lru_cache(maxsize=64)
def _phrases(rivals: tuple[str, ...]) -> Phrases[str]:
    return Phrases[str].of((rival, rival) for rival in rivals if words(folded(rival)))


def _tell(subject: Subject) -> SignalValue:
    rivals = subject.entry.rivals if subject.entry else ()
    if not rivals:
        return ()
    said = {rival for rival, _, _ in _phrases(rivals).found(read(subject.text, subject.activity.tags).words)}
    marks = {*tags_of(subject.activity), *map(local, mentions_of(subject.activity))}
    hosts = tuple(_hosts(subject.activity))
    return tuple(rival for rival in rivals if rival in said or _marked(rival, marks) or _linked(rival, hosts))


def _marked(rival: str, marks: set[str]) -> bool:
    return "".join(words(folded(rival))) in marks or rival.casefold() in marks


def _hosts(activity: Activity) -> Iterator[str]:
    for link in links_of(activity):
        try:
            yield urlsplit(link if "://" in link else f"https://{link}").hostname or ""
        except ValueError:
            continue  # no address: a signal about links says so


def _linked(rival: str, hosts: tuple[str, ...]) -> bool:
    domain = rival.casefold()
    return "." in domain and any(host == domain or host.endswith(f".{domain}") for host in hosts)


SIGNAL = TextSignal("tags.rival_mentions", _tell)
