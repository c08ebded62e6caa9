"""Tags that read badly when their words are parted in another place, as `tag: reading`. House tags are left out."""

from twohats.activity_signal import TOO_LONG, Subject, TextSignal
from twohats.words.naming import overfull, tags_of
from twohats.words.splits import worst_reading
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    entry = subject.entry
    house = {tag.casefold() for tag in entry.tags} if entry else set[str]()
    languages = entry.languages if entry else ()
    tags = tags_of(subject.activity)
    readings = ((tag, worst_reading(tag, languages)) for tag in tags if tag not in house)
    found = tuple(f"{tag}: {reading}" for tag, reading in readings if reading)
    return TOO_LONG if overfull(tags) and not found else found


SIGNAL = TextSignal("tags.risky_splits", _tell)
