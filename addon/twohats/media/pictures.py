"""Pictures: looks at media in a process of its own and keeps what was seen, in memory and bounded.

Nothing here runs on the event loop: `look` hands the bytes to one waiting thread, which asks the worker process and
ends it when it takes too long. Pillow and numpy are loaded by that process alone, and only with the first picture.
"""

import base64
import json
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from twohats.media.fingerprint import Fingerprint, Secret, Unreadable, digest_in
from twohats.media.frames import read_frame, write_frame
from twohats.prompter import Picture

MAX_CONTENT = 32 << 20  # bytes; larger files are not looked at, only digested
MAX_WAITING = 128 << 20  # bytes in line; beyond it files go by unlooked at, which is an answer of its own
LOOK_SECONDS = 5.0
_KEPT_LOOKS = 256  # a thumbnail of 16 KiB and a preview of some 40 KiB each
_KEPT_FINGERPRINTS = 4096
_QUIET = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True)
class Look:
    """What one look told. `problem` says why there are no hashes; `thumbnail` is 128 by 128 grey, `preview` a small
    JPEG.
    """

    fingerprint: Fingerprint
    problem: str = ""
    thumbnail: bytes = field(default=b"", repr=False)
    preview: bytes = field(default=b"", repr=False)


class Pictures:
    """Looks at media. `secret` keys everything that leaves; close it when the guard ends."""

    def __init__(self, secret: Secret, seconds: float = LOOK_SECONDS, waiting: int = MAX_WAITING) -> None:
        self.secret = secret
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="twohats-pictures")
        self._worker: subprocess.Popen[bytes] | None = None
        self._line = threading.Lock()
        self._most, self._waiting = waiting, 0
        self._looks: OrderedDict[str, Look] = OrderedDict()
        self._fingerprints: OrderedDict[str, Fingerprint] = OrderedDict()

    def look(self, content: bytes) -> Future[Look]:
        """Start looking at the bytes of one whole file; the same bytes are looked at once.

        With too much in line the answer comes at once and has not even a digest.
        """
        if self._waiting + len(content) > self._most:
            return _unlooked()
        with self._line:
            self._waiting += len(content)
        looking = self._thread.submit(self._look, content)
        looking.add_done_callback(lambda _: self._leave(len(content)))
        return looking

    def seen(self, text: str) -> Look | None:
        """Return an earlier look by the text form of its fingerprint, while it is remembered."""
        return self._looks.get(digest_in(text))

    def fingerprint(self, text: str) -> Fingerprint | None:
        """Return the whole fingerprint for its text form (`Media.fingerprint`), while it is remembered."""
        return self._fingerprints.get(digest_in(text))

    def remember(self, fingerprint: Fingerprint) -> None:
        """Keep a fingerprint that comes from elsewhere (the store)."""
        self._fingerprints[fingerprint.digest] = fingerprint
        while len(self._fingerprints) > _KEPT_FINGERPRINTS:
            self._fingerprints.popitem(last=False)

    def preview(self, fingerprint: str) -> Picture | None:
        """Return the small picture for a question: at most 512 pixels a side, without the original's metadata."""
        look = self.seen(fingerprint)
        return Picture("image/jpeg", look.preview) if look is not None and look.preview else None

    def close(self) -> None:
        """End the worker; looks under way come back unreadable."""
        self._end_worker()
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._end_worker()

    def _leave(self, length: int) -> None:
        with self._line:
            self._waiting -= length

    def _look(self, content: bytes) -> Look:
        digest = self.secret.digest(content)
        if (known := self._looks.get(digest)) is not None:
            return known
        look = self._told(digest, self._ask(content))
        self.remember(look.fingerprint)
        self._looks[digest] = look
        while len(self._looks) > _KEPT_LOOKS:
            self._looks.popitem(last=False)
        return look

    def _told(self, digest: str, answer: Mapping[str, Any] | Unreadable) -> Look:
        if isinstance(answer, Unreadable):
            return Look(Fingerprint(digest), problem=answer.reason)
        stored, asked = (
            tuple(self.secret.scramble(bytes.fromhex(hashed)) for hashed in answer[name])
            for name in ("stored", "asked")
        )
        return Look(
            Fingerprint(digest, stored, asked, quality=answer["quality"]),
            problem="" if asked else "the picture is one flat colour",
            thumbnail=base64.b64decode(answer["thumbnail"]),
            preview=base64.b64decode(answer["preview"]),
        )

    def _ask(self, content: bytes) -> Mapping[str, Any] | Unreadable:
        if len(content) > MAX_CONTENT:
            return Unreadable("the file is too large to look at")
        if not content:
            return Unreadable("the file is empty")
        try:
            answer = self._exchange(content)
        except OSError:
            answer = b""
        if not answer:
            self._end_worker()
            return Unreadable("the picture could not be decoded, or not in time")
        told: dict[str, Any] = json.loads(answer)
        return Unreadable(str(told["unreadable"])) if "unreadable" in told else told

    def _exchange(self, content: bytes) -> bytes:
        """Ask the worker; an empty answer means that it died or was ended for being slow."""
        worker = self._running_worker()
        assert worker.stdin is not None
        assert worker.stdout is not None
        clock = threading.Timer(self._seconds, worker.kill)
        clock.start()
        try:
            write_frame(worker.stdin, content)
            return read_frame(worker.stdout) or b""
        finally:
            clock.cancel()

    def _running_worker(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self._end_worker()
            self._worker = subprocess.Popen(
                [sys.executable, "-P", "-m", "twohats.media.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=_QUIET,
            )
        return self._worker

    def _end_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                _close(pipe)


def _unlooked() -> Future[Look]:
    answer: Future[Look] = Future()
    answer.set_result(Look(Fingerprint(""), problem="too many files at once"))
    return answer


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was not yet written has nobody left to read it


def _environment() -> dict[str, str]:
    """The worker finds what we find, uses one thread, and nothing from its current folder (-P)."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return os.environ | {"PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
