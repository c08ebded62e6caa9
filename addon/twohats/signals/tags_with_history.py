"""Tags that stand for something grave, as `tag: what it is about`; house tags are left out.

The list is `lexicons/tags.toml`: each entry has a date. What a tag means today only a look at the network tells: that
is what `new_tags` is for.
"""

from functools import cache

from twohats.activity_signal import TOO_LONG, Subject, TextSignal
from twohats.lexicons import table, terms
from twohats.words.naming import overfull, tags_of
from twohats_policy.request import SignalValue


@cache
def _listed() -> dict[str, str]:
    entries = table("tags")["tag"]
    return {tag: f"{entry['about']} ({entry['since']})" for entry in entries for tag in terms(entry["tags"])}


@cache
def _beginnings() -> dict[str, str]:
    return {tag.removesuffix("*"): about for tag, about in _listed().items() if tag.endswith("*")}


def _tell(subject: Subject) -> SignalValue:
    house = {tag.casefold() for tag in subject.entry.tags} if subject.entry else set[str]()
    tags = tags_of(subject.activity)
    told = ((tag, _about(tag)) for tag in tags if tag not in house)
    found = tuple(f"{tag}: {about}" for tag, about in told if about)
    return TOO_LONG if overfull(tags) and not found else found


def _about(tag: str) -> str:
    if tag in _listed():
        return _listed()[tag]
    return next((about for beginning, about in _beginnings().items() if tag.startswith(beginning)), "")


SIGNAL = TextSignal("tags.tags_with_history", _tell)
