"""Uploads: ties media and prepared content to the call that publishes them, by the key that call will use.

A file may come whole or in pieces, before its post, under a key the client chose or the platform answered with. On
disk are fingerprints only, so that a restart between upload and post costs nothing; text is kept in memory alone
(`prepared`).
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import datetime

from twohats.media.pictures import Look, Pictures
from twohats.media.prepared import Prepared, with_content
from twohats.media.upload_files import UploadFiles, kind_of
from twohats.state.store import Store
from twohats.text import annotated
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Media

SETTLE_SECONDS = 2.0
_DEEP = 3  # containers within containers: a carousel's children, and one more

type Seen = Callable[[ActingAccount, Activity], None]


class Uploads:
    """Keeps and completes. `seen` is told of every file once it has been looked at, with the login that uploaded it."""

    def __init__(self, store: Store, pictures: Pictures, now: Callable[[], datetime], seen: Seen | None = None) -> None:
        self._pictures = pictures
        self._seen = seen
        self._prepared = Prepared(now)
        self._files = UploadFiles(store, pictures, now)

    def keep(self, platform: str, login: ActingAccount, activity: Activity, key: str) -> None:
        """Keep what an upload or a preparing call holds, usable under `key` and under the keys its media name.
        Returns at once.
        """
        for media in activity.media:
            given = key if len(activity.media) == 1 else ""
            for name in dict.fromkeys(filter(None, (given, media.key))):
                self._files.keep((platform, name), media, lambda told: self._tell(login, activity, told))
        if key:
            self._prepared.keep(platform, key, activity)

    def knows(self, activity: Activity) -> bool:
        """Tell whether the content that the call publishes by reference was seen; if not, nobody can tell what goes
        out.
        """
        key = (activity.platform, activity.uses)
        return (
            not activity.uses
            or self._prepared.find(*key) is not None
            or self._files.filled(key, Media(key=activity.uses)) is not None
        )

    def complete(self, activity: Activity) -> Activity:
        """Return the activity with prepared content, and with fingerprint, kind, size and alt text of media seen
        before.

        What is unknown, or not looked at yet, stays without a fingerprint. Tags, links and mentions of the text are
        filled in.
        """
        whole = self._expanded(activity)
        media = tuple(self._filled(activity.platform, item) for item in whole.media)
        return annotated(whole if media == whole.media else whole.model_copy(update={"media": media}))

    async def settle(self, activity: Activity, seconds: float = SETTLE_SECONDS) -> Activity:
        """Complete the activity after looking at media in the call itself and waiting for looks under way, up to
        `seconds`.
        """
        whole = self._expanded(activity)
        inline = {
            place: self._pictures.look(item.content, item.name)
            for place, item in enumerate(whole.media)
            if _is_whole(item) and item.content
        }
        waiting = [*inline.values(), *self._under_way(whole)]
        if waiting:
            await asyncio.wait([asyncio.wrap_future(look) for look in waiting], timeout=seconds)
        media = tuple(_looked_at(item, inline.get(place)) for place, item in enumerate(whole.media))
        return self.complete(whole.model_copy(update={"media": media}) if inline else whole)

    def _tell(self, login: ActingAccount, activity: Activity, media: Media) -> None:
        if self._seen is not None:
            self._seen(login, activity.model_copy(update={"media": (media,)}))

    def _under_way(self, activity: Activity) -> "Iterator[Future[Look]]":
        for item in activity.media:
            key = (activity.platform, item.key)
            self._files.assemble(key, item)
            yield from self._files.looks(key)

    def _expanded(self, activity: Activity) -> Activity:
        """Put prepared content where the call refers to it: what it publishes as a whole, and containers among its
        media.
        """
        if activity.uses and (prepared := self._prepared.find(activity.platform, activity.uses)):
            activity = with_content(activity, prepared)
        elif activity.uses and not activity.media:
            activity = activity.model_copy(update={"media": (Media(key=activity.uses),)})
        media = tuple(found for item in activity.media for found in self._inner(activity.platform, item, _DEEP))
        return activity if media == activity.media else activity.model_copy(update={"media": media})

    def _inner(self, platform: str, media: Media, depth: int) -> tuple[Media, ...]:
        """A container's key stands for the media in it."""
        prepared = self._prepared.find(platform, media.key) if media.key and depth else None
        children = [child for child in prepared.media if child.key != media.key] if prepared else []
        named = [child for child in children if child.key or child.url]
        return tuple(found for child in named for found in self._inner(platform, child, depth - 1)) or (media,)

    def _filled(self, platform: str, media: Media) -> Media:
        if not media.key or media.fingerprint:
            return media
        key = (platform, media.key)
        found = self._files.filled(key, media) or media
        alt = found.alt or self._files.alt(key)
        return found if alt == found.alt else found.model_copy(update={"alt": alt})


def _is_whole(media: Media) -> bool:
    return bool(media.content) and media.offset is None


def _looked_at(media: Media, look: "Future[Look] | None") -> Media:
    if look is None or not look.done() or look.cancelled():
        return media
    fingerprint = look.result().fingerprint
    return media.model_copy(update={"fingerprint": str(fingerprint), "kind": kind_of(media.kind, fingerprint)})
