"""Prepared content: what an earlier call got ready for a later one to publish (an Instagram container, a draft, a
poll).

In memory only, since it holds text; bounded, and forgotten after 25 hours: no platform keeps a container longer than
a day.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from twohats_policy.activity import Activity, Media, Verb

MAX_PREPARED = 500
KEPT = timedelta(hours=25)

_CARRIED = (
    "actor",
    "form",
    "text",
    "title",
    "links",
    "tags",
    "mentions",
    "media",
    "targets",
    "reply_to",
    "quote_of",
    "audience",
    "schedule",
    "language",
)


class Prepared:
    """Prepared activities by (platform, key)."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._found: OrderedDict[tuple[str, str], tuple[datetime, Activity]] = OrderedDict()

    def keep(self, platform: str, key: str, activity: Activity) -> None:
        """Remember a prepared activity without its bytes; a newer one under the same key replaces it."""
        single = key if len(activity.media) == 1 else ""
        media = tuple(_without_bytes(item, single) for item in activity.media)
        self._found[platform, key] = (self._now(), activity.model_copy(update={"media": media}))
        self._found.move_to_end((platform, key))
        while len(self._found) > MAX_PREPARED:
            self._found.popitem(last=False)

    def find(self, platform: str, key: str) -> Activity | None:
        """Return what was prepared under this key, or None."""
        when, activity = self._found.get((platform, key), (None, None))
        return activity if when is not None and self._now() - when < KEPT else None


def _without_bytes(media: Media, key: str) -> Media:
    """A file that came in the preparing call itself is found again under the call's own key."""
    own = media.key or (key if media.content is not None else "")
    return media.model_copy(update={"content": None, "key": own})


def with_content(activity: Activity, prepared: Activity) -> Activity:
    """Return the activity with the prepared content wherever the call itself says nothing; a plain post becomes what
    was prepared (an answer, a story).
    """
    carried = {name: getattr(prepared, name) for name in _CARRIED if not getattr(activity, name)}
    if activity.verb is Verb.POST and prepared.form:
        carried["verb"] = prepared.form
    return activity.model_copy(update=carried)
