"""Pictures: looks at media in a process of its own and keeps what was seen, in memory and bounded.

Nothing here runs on the event loop: `look` hands the bytes to one waiting thread, which asks the worker process and
ends it when it takes too long. Pillow and numpy are loaded by that process alone, and only with the first picture.
"""

import base64
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from twohats.media.fingerprint import Fingerprint, Secret, Unreadable, digest_in
from twohats.media.mp4 import is_film
from twohats.media.traits import Traits, told
from twohats.media.worker_process import WorkerProcess
from twohats.question import Picture

MAX_CONTENT = 32 << 20  # bytes; larger files are not looked at, only digested
MAX_WAITING = 128 << 20  # bytes in line; beyond it files go by unlooked at, which is an answer of its own
LOOK_SECONDS = 2.0
_KEPT_LOOKS = 256  # a thumbnail of 16 KiB and a preview of some 40 KiB each
_KEPT_FINGERPRINTS = 4096


@dataclass(frozen=True)
class Look:
    """What one look told. `problem` says why there are no hashes; `thumbnail` is 128 by 128 grey, `preview` a small
    JPEG.
    """

    fingerprint: Fingerprint
    traits: Traits = field(default_factory=Traits)
    problem: str = ""
    thumbnail: bytes = field(default=b"", repr=False)
    preview: bytes = field(default=b"", repr=False)


class Pictures:
    """Looks at media. `secret` keys everything that leaves; close it when the guard ends."""

    def __init__(self, secret: Secret, seconds: float = LOOK_SECONDS, waiting: int = MAX_WAITING) -> None:
        self.secret = secret
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="twohats-pictures")
        self._worker = WorkerProcess(seconds)
        self._line = threading.Lock()
        self._most, self._waiting = waiting, 0
        self._looks: OrderedDict[str, Look] = OrderedDict()
        self._fingerprints: OrderedDict[str, Fingerprint] = OrderedDict()
        self._traits: OrderedDict[str, Traits] = OrderedDict()

    def look(self, content: bytes, name: str = "") -> Future[Look]:
        """Start looking at the bytes of one whole file, called `name` if it has one; the same bytes are looked at once.

        With too much in line the answer comes at once and has not even a digest.
        """
        if self._waiting + len(content) > self._most:
            return _unlooked()
        with self._line:
            self._waiting += len(content)
        looking = self._thread.submit(self._look, content, name)
        looking.add_done_callback(lambda _: self._leave(len(content)))
        return looking

    def seen(self, text: str) -> Look | None:
        """Return an earlier look by the text form of its fingerprint, while it is remembered."""
        return self._looks.get(digest_in(text))

    def fingerprint(self, text: str) -> Fingerprint | None:
        """Return the whole fingerprint for its text form (`Media.fingerprint`), while it is remembered."""
        return self._fingerprints.get(digest_in(text))

    def traits(self, text: str) -> Traits | None:
        """Return what the picture is like, by the text form of its fingerprint, while it is remembered."""
        return self._traits.get(digest_in(text))

    def remember(self, fingerprint: Fingerprint, traits: Traits | None = None) -> None:
        """Keep a fingerprint, and what the picture is like, that come from elsewhere (the store)."""
        _keep(self._fingerprints, fingerprint.digest, fingerprint, _KEPT_FINGERPRINTS)
        if traits is not None:
            _keep(self._traits, fingerprint.digest, traits, _KEPT_FINGERPRINTS)

    def preview(self, fingerprint: str) -> Picture | None:
        """Return the small picture for a question: at most 512 pixels a side, without the original's metadata."""
        look = self.seen(fingerprint)
        return Picture("image/jpeg", look.preview) if look is not None and look.preview else None

    def close(self) -> None:
        """End the worker; looks under way come back unreadable."""
        self._worker.end()
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._worker.end()

    def _leave(self, length: int) -> None:
        with self._line:
            self._waiting -= length

    def _look(self, content: bytes, name: str) -> Look:
        digest = self.secret.digest(content)
        known = None if is_film(content) else self._looks.get(digest)  # the words about a film can have changed
        look = known or self._told(digest, self._ask(content))
        traits = look.traits.named(name) if name else look.traits
        if known is None or traits != known.traits:
            look = replace(look, traits=traits)
            self.remember(look.fingerprint, traits)
            _keep(self._looks, digest, look, _KEPT_LOOKS)
        return look

    def _ask(self, content: bytes) -> Mapping[str, Any] | Unreadable:
        if len(content) > MAX_CONTENT:
            return Unreadable("the file is too large to look at")
        return self._worker.ask(content) if content else Unreadable("the file is empty")

    def _told(self, digest: str, answer: Mapping[str, Any] | Unreadable) -> Look:
        if isinstance(answer, Unreadable):
            return Look(Fingerprint(digest), Traits(doubt=answer.reason), problem=answer.reason)
        traits = told(answer["traits"])
        if traits.doubt:
            return Look(Fingerprint(digest), traits, problem=traits.doubt)
        stored, asked = (
            tuple(self.secret.scramble(bytes.fromhex(hashed)) for hashed in answer[name])
            for name in ("stored", "asked")
        )
        return Look(
            Fingerprint(digest, stored, asked, answer["quality"], tuple(answer.get("shots", ()))),
            traits,
            problem="" if asked else "the picture is one flat colour",
            thumbnail=base64.b64decode(answer["thumbnail"]),
            preview=base64.b64decode(answer["preview"]),
        )


def _keep[Value](kept: OrderedDict[str, Value], digest: str, value: Value, most: int) -> None:
    kept[digest] = value
    while len(kept) > most:
        kept.popitem(last=False)


def _unlooked() -> Future[Look]:
    answer: Future[Look] = Future()
    answer.set_result(Look(Fingerprint(""), problem="too many files at once"))
    return answer
