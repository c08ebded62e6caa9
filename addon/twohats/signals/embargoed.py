"""Whether something goes out before its time: words or a file under the account's `embargo`, or a copy of that file.

What is scheduled for a time after the embargo keeps it.
"""

from collections.abc import Iterable
from datetime import datetime, tzinfo

from twohats.activity_signal import MAX_TEXT, TOO_LONG, ActivitySignal, Sources, Subject, why_unseen
from twohats.words.folding import folded
from twohats_policy.activity import Activity, Media
from twohats_policy.files import Embargo
from twohats_policy.request import SignalValue, Unknown
from twohats_policy.word_list import says


async def _work(sources: Sources, subject: Subject) -> SignalValue:
    held = _in_force(subject)
    words = [word for embargo in held for word in embargo.words]
    if words and _says(subject.activity, words):
        return True
    doubt: SignalValue = TOO_LONG if words and len(subject.text) > MAX_TEXT else False
    for file in (embargo.file for embargo in held if embargo.file):
        for media in subject.activity.media:
            found = await _shows(sources, media, file)
            if found is True:
                return True
            doubt = found if isinstance(found, Unknown) else doubt
    return doubt


async def _shows(sources: Sources, media: Media, file: str) -> SignalValue:
    fingerprint = sources.pictures.fingerprint(media.fingerprint) if media.fingerprint else None
    return await sources.embargoed.is_copy(fingerprint, media.kind, file) if fingerprint else why_unseen(media)


def _in_force(subject: Subject) -> list[Embargo]:
    zone = subject.policy.team.timezone
    out = max(subject.now.astimezone(zone), _scheduled(subject.activity.schedule, zone) or subject.now.astimezone(zone))
    return [embargo for embargo in (subject.entry.embargo if subject.entry else ()) if embargo.holds_at(out)]


def _scheduled(schedule: str, zone: tzinfo) -> datetime | None:
    """Return when it will go out; None for now, and for a word of the platform's own that is no time."""
    try:
        time = datetime.fromisoformat(schedule)
    except ValueError:
        return None
    return time.astimezone(zone) if time.tzinfo else None


def _says(activity: Activity, words: Iterable[str]) -> bool:
    """Tell whether people would read one of the words; in a tag they stand without spaces."""
    read = (activity.title, activity.text, *(media.alt for media in activity.media))
    text = folded("\n".join(part for part in read if part)[:MAX_TEXT])
    tags = " ".join(folded(tag) for tag in activity.tags)
    return any(says(text, word) or says(tags, "".join(word.split())) for word in map(folded, words))


SIGNAL = ActivitySignal("memory.embargoed", _work)
"""Worked out on the loop but for the files, which are read in a thread and looked at in a process."""
