"""Uploaded files by the key their post will use: looked at once, then only the fingerprint is kept, in memory and in
the store.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from twohats.media import traits
from twohats.media.fingerprint import Fingerprint, unpacked
from twohats.media.pictures import Look, Pictures
from twohats.media.prepared import KEPT
from twohats.media.upload_parts import Parts
from twohats.state.store import Row, Store, StoreError
from twohats_policy.activity import Media, MediaKind

MAX_FILES = 2_000

type Key = tuple[str, str]
type Tell = Callable[[Media], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class File:
    """One uploaded file; `look` is under way or done."""

    kind: MediaKind
    size: int
    at: datetime
    look: "Future[Look] | None" = None
    stored: Fingerprint | None = None

    @property
    def fingerprint(self) -> Fingerprint | None:
        """The fingerprint, once the look is done."""
        if self.look is not None and self.look.done() and not self.look.cancelled():
            return self.look.result().fingerprint
        return self.stored


class UploadFiles:
    """Files by (platform, key). One key can hold a video and its cover: clients choose the same id for both (facts:
    private 17).
    """

    def __init__(self, store: Store, pictures: Pictures, now: Callable[[], datetime]) -> None:
        self._store = store
        self._pictures = pictures
        self._now = now
        self._parts = Parts()
        self._files: OrderedDict[Key, dict[MediaKind, File]] = OrderedDict()
        self._alts: OrderedDict[Key, str] = OrderedDict()

    def keep(self, key: Key, media: Media, tell: Tell) -> None:
        """Keep a file, a piece of one, or what is said about one. `tell` gets the fingerprint of a whole file, from
        another thread.
        """
        if media.alt:
            self._keep_alt(key, media.alt)
        if media.content and media.offset is None:
            self._begin(key, media, media.content, tell)
            return
        if media.offset is not None:
            self._parts.add(key, media.offset, media.content)
        if media.size is not None:
            self._parts.expect(key, media.size)
        if self._parts.complete(key):
            self._assemble(key, media, tell)

    def assemble(self, key: Key, media: Media) -> None:
        """Look at a file in pieces whose size nobody announced, now that its post is here and no piece will follow."""
        self._assemble(key, media, lambda _: None)

    def alt(self, key: Key) -> str:
        """Return the alt text given to an upload by a call of its own."""
        return self._alts.get(key, "")

    def looks(self, key: Key) -> "list[Future[Look]]":
        """Return the looks at the files under a key, under way or done."""
        return [file.look for file in self._files.get(key, {}).values() if file.look is not None]

    def filled(self, key: Key, media: Media) -> Media | None:
        """Return the media with fingerprint, kind and size of the file under the key, or None if there is none."""
        files = self._found(key)
        if not files:
            return None
        file = files.get(media.kind) or files.get(MediaKind.VIDEO) or next(iter(files.values()))
        fingerprint = self._with_cover(file, files)
        return media.model_copy(
            update={
                "fingerprint": str(fingerprint) if fingerprint else "",
                "kind": kind_of(media.kind if media.kind is not MediaKind.UNKNOWN else file.kind, fingerprint),
                "size": media.size if media.size is not None else file.size,
            }
        )

    def _assemble(self, key: Key, media: Media, tell: Tell) -> None:
        if content := self._parts.whole(key):
            self._begin(key, media, content, tell)

    def _begin(self, key: Key, media: Media, content: bytes, tell: Tell) -> None:
        self._parts.drop(key)
        look = self._pictures.look(content, media.name)
        self._files.setdefault(key, {})[media.kind] = File(media.kind, len(content), self._now(), look=look)
        self._files.move_to_end(key)
        while len(self._files) > MAX_FILES:
            self._files.popitem(last=False)
        told = media.model_copy(update={"content": None, "size": len(content)})
        look.add_done_callback(lambda done: self._looked(done, key, told, tell))

    def _looked(self, look: "Future[Look]", key: Key, media: Media, tell: Tell) -> None:
        if look.cancelled() or not look.result().fingerprint.digest:
            return
        fingerprint = look.result().fingerprint
        kind = kind_of(media.kind, fingerprint)
        try:
            self._write(key, look.result(), kind, media.size or 0)
            tell(media.model_copy(update={"fingerprint": str(fingerprint), "kind": kind}))
        except StoreError as error:
            log.warning("an upload is remembered in memory only: %s", error)

    def _write(self, key: Key, look: Look, kind: MediaKind, size: int) -> None:
        now = self._now()
        own = look.fingerprint
        values = (*key, own.digest, own.packed(), kind.value, size, now.isoformat(), look.traits.packed())
        with self._store.transaction() as transaction:
            transaction.execute("DELETE FROM uploads WHERE at < ?", ((now - KEPT).isoformat(),))
            transaction.execute(_INSERT, values)

    def _with_cover(self, file: File, files: dict[MediaKind, File]) -> Fingerprint | None:
        """A video goes by its own digest and by the looks of the cover that came under the same key."""
        own, cover = file.fingerprint, next((other.fingerprint for other in files.values() if other is not file), None)
        if own is None or own.visual or cover is None or not cover.visual:
            return own
        both = replace(cover, digest=own.digest)
        self._pictures.remember(both, self._pictures.traits(cover.digest))
        return both

    def _found(self, key: Key) -> dict[MediaKind, File]:
        horizon = self._now() - KEPT
        found = {kind: file for kind, file in self._files.get(key, {}).items() if file.at > horizon}
        if found:
            return found
        rows = self._store.query(_SELECT, (*key, horizon.isoformat()))
        return {file.kind: file for file in map(self._restored, rows)}

    def _restored(self, row: Row) -> File:
        fingerprint = unpacked(row["digest"], row["fingerprint"])
        self._pictures.remember(fingerprint, traits.unpacked(row["traits"]))
        return File(MediaKind(row["kind"]), row["size"], datetime.fromisoformat(row["at"]), stored=fingerprint)

    def _keep_alt(self, key: Key, alt: str) -> None:
        self._alts[key] = alt
        while len(self._alts) > MAX_FILES:
            self._alts.popitem(last=False)


def kind_of(kind: MediaKind, fingerprint: Fingerprint | None) -> MediaKind:
    """Return the kind that was said, or IMAGE for what could be looked at as a picture."""
    seen = kind is MediaKind.UNKNOWN and fingerprint is not None and fingerprint.visual
    return MediaKind.IMAGE if seen else kind


_SELECT = "SELECT * FROM uploads WHERE platform = ? AND key = ? AND at > ?"
_INSERT = (
    "INSERT OR REPLACE INTO uploads (platform, key, digest, fingerprint, kind, size, at, traits) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
