"""Fingerprints: what twohats keeps of a picture instead of the picture.

A fingerprint is a keyed digest of the exact bytes (of a film: of its footage), and 256-bit perceptual hashes of several
views of the picture. The hashes pass through a secret permutation of their bits and a secret mask before they leave
this module's `Secret`: distances between them stay what they were, but a stolen index cannot be probed with anybody's
pictures (facts: media 1).
"""

import hashlib
import hmac
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate

from twohats.media.mp4 import footage

HASH_BYTES = 32
CERTAIN_BITS = 31
PROBABLE_BITS = 46
LIKENESS_BITS = 62
LIKENESS_QUALITY = 30  # of 100; below it, pictures of one object on a plain ground look alike (facts: media 1)


class Closeness(IntEnum):
    """How alike two pictures are, weakest first."""

    NONE = 0
    LOOKS_LIKE = 1
    PROBABLE = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Unreadable:
    """Content that could not be looked at, and why, in words for people."""

    reason: str


@dataclass(frozen=True)
class Fingerprint:
    """What is kept of one piece of media.

    `digest` is the keyed SHA-256 of the bytes, in hex; `stored` are the hashes to keep, `asked` those to search with,
    the first of both that of the whole picture; `quality` is 0 (flat) to 100. `shots` are a video's: how many of
    `asked` belong to each of its frames, in their order; a picture has none. Media that cannot be looked at has only a
    digest.
    """

    digest: str
    stored: tuple[bytes, ...] = ()
    asked: tuple[bytes, ...] = ()
    quality: int = 0
    shots: tuple[int, ...] = ()

    @property
    def frames(self) -> list[tuple[bytes, ...]]:
        """Those to search with, by the video's frames."""
        ends = accumulate(self.shots)
        return [self.asked[end - length : end] for end, length in zip(ends, self.shots, strict=True)]

    @property
    def visual(self) -> bool:
        """Whether look-alikes can be searched for."""
        return bool(self.asked)

    def __str__(self) -> str:
        whole = self.stored[0].hex() if self.stored else ""
        return f"{self.digest}.{whole}" if whole else self.digest

    def packed(self) -> str:
        """Return quality and hashes as one line for the store; the digest has a column of its own."""
        pictured = ";".join((str(self.quality), _hexes(self.stored), _hexes(self.asked)))
        return f"{pictured};{','.join(map(str, self.shots))}" if self.shots else pictured


def unpacked(digest: str, line: str) -> Fingerprint:
    """Return the fingerprint that `packed` wrote.

    Raises:
        ValueError: the line is not one of ours.
    """
    quality, stored, asked, *shots = line.split(";")
    counts = tuple(int(count) for part in shots for count in part.split(","))
    return Fingerprint(digest, _hashes(stored), _hashes(asked), int(quality), counts)


def digest_in(text: str) -> str:
    """Return the digest part of a fingerprint written as text (`Media.fingerprint`)."""
    return text.partition(".")[0]


def closeness(distance: int, quality: int) -> Closeness:
    """Judge a distance in bits between a stored hash and one of a picture of this quality (facts: media 1)."""
    if distance <= CERTAIN_BITS:
        return Closeness.CERTAIN
    if distance <= PROBABLE_BITS:
        return Closeness.PROBABLE
    if distance <= LIKENESS_BITS and quality >= LIKENESS_QUALITY:
        return Closeness.LOOKS_LIKE
    return Closeness.NONE


def distance(one: bytes, other: bytes) -> int:
    """Return the number of bits in which two hashes differ."""
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


@dataclass(frozen=True)
class Secret:
    """The installation's secret: keyed digests, and the permutation and mask for hashes. `key` comes from
    `Keys.derive("fingerprint")`.
    """

    key: bytes

    def digest(self, content: bytes) -> str:
        """Return the keyed digest of the exact bytes, of a film's footage: HMAC of their SHA-256, 32 hex digits."""
        return hmac.digest(self.key, b"media\0" + hashlib.sha256(footage(content)).digest(), "sha256").hex()[:32]

    def words(self, text: str) -> str:
        """Return the keyed digest of a text, 32 hex digits."""
        return hmac.digest(self.key, b"text\0" + text.encode(errors="surrogatepass"), "sha256").hex()[:32]

    def scramble(self, plain: bytes) -> bytes:
        """Return a hash with its bits permuted and masked; distances stay the same."""
        order, mask = _permutation(self.key)
        bits = f"{int.from_bytes(plain):0256b}"
        return (int("".join([bits[place] for place in order]), 2) ^ mask).to_bytes(HASH_BYTES)


def _hexes(hashes: tuple[bytes, ...]) -> str:
    return ",".join(hashed.hex() for hashed in hashes)


def _hashes(hexes: str) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(hashed) for hashed in hexes.split(",") if hashed)


@lru_cache(maxsize=8)
def _permutation(key: bytes) -> tuple[tuple[int, ...], int]:
    stream = hashlib.shake_256(key + b"\0permutation").digest(256 * 8 + HASH_BYTES)
    order = sorted(range(256), key=lambda place: stream[place * 8 : place * 8 + 8])
    return tuple(order), int.from_bytes(stream[256 * 8 :])
