"""Marks: what is kept of a text so that a near copy of it is known again, without the text.

A text is cut into its words and its pairs of neighbouring words; each is digested under a secret key, and the 64
smallest digests are kept (a bottom-k minhash). How many two texts have in common tells how alike they are. Without the
key nobody can try texts against a stolen memory. The whole word order is not kept, and no word can be read back.
"""

import hashlib
import re
import unicodedata
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from itertools import pairwise

MOST = 64
"""Marks of one text; a short one has fewer."""

LEAST_WORDS = 4
"""Shorter texts go out from everywhere: "thank you so much" would be a copy of everybody's."""

ALIKE = 0.5
"""From this likeness on two texts are near copies; bench/copies.py measures it."""

_MOST_CHARACTERS = 20_000
_KEPT = 64
_UNSEEN = frozenset({"Cf", "Mn", "Mc", "Me"})
_LINK = re.compile(r"(?:https?://|\bwww\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"[@\uff20][\w.-]+(?:@[\w.-]+)?")
_WORD = re.compile(r"\w+")
_TAGS_AT_THE_END = re.compile(r"[#\uff03]\S*\Z")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


class Marker:
    """Marks texts under `key`. Any thread may call; the last texts are not worked out twice."""

    def __init__(self, key: bytes) -> None:
        own = hashlib.blake2b(key, person=b"twohats-marks", digest_size=32).digest()
        self._of_a_text = hashlib.blake2b(key=own, digest_size=16)
        self._of_a_piece = hashlib.blake2b(key=own, digest_size=4)
        self._last: OrderedDict[bytes, bytes] = OrderedDict()

    def marks(self, text: str) -> bytes:
        """Return the marks of a text, smallest first, four bytes each; nothing for a text that is too short."""
        name = _digest(self._of_a_text, text)
        found = self._last.get(name)
        if found is None:
            found = self._last[name] = self._marked(words(text))
            while len(self._last) > _KEPT:
                self._drop_oldest()
        return found

    def _marked(self, found: list[str]) -> bytes:
        if _length(found) < LEAST_WORDS:
            return b""
        keyed = self._of_a_piece
        smallest = sorted({int.from_bytes(_digest(keyed, piece)) for piece in _pieces(found)})[:MOST]
        return array("I", smallest).tobytes()

    def _drop_oldest(self) -> None:
        try:
            self._last.popitem(last=False)
        except KeyError:
            return  # another thread was faster


def _digest(keyed: "hashlib.blake2b", text: str) -> bytes:
    """Return the digest of a text; a copy of what has taken in the key is half the work of taking it in again."""
    found = keyed.copy()
    found.update(text.encode(errors="surrogatepass"))
    return found.digest()


def words(text: str) -> list[str]:
    """Return the words that count: in one case and spelling, without links, names, signs nobody sees, and the tags that
    follow the text.
    """
    plain = text[:_MOST_CHARACTERS].casefold()
    seen = plain if plain.isascii() else _seen(plain)
    return _WORD.findall(_without_last_tags(_MENTION.sub(" ", _LINK.sub(" ", seen))))


def likeness(one: bytes, other: bytes) -> float:
    """Return how much two texts have in common, 0 to 1, by their marks."""
    return share(frozenset(numbers(one)), frozenset(numbers(other)))


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of marks that both have, among the smallest of all: no larger one is kept of every text."""
    both, either = one & other, one | other
    if len(either) > MOST:
        largest = sorted(either)[MOST - 1]
        return sum(mark <= largest for mark in both) / MOST
    return len(both) / len(either) if either else 0.0


def numbers(marks: bytes) -> array[int]:
    """Return the marks as numbers, smallest first."""
    found = array("I")
    found.frombytes(marks)
    return found


def _seen(text: str) -> str:
    """Return the text in one form of each sign, without the signs that nobody sees and the accents left over."""
    plain = unicodedata.normalize("NFKC", text)[:_MOST_CHARACTERS].casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign) not in _UNSEEN)


def _pieces(found: list[str]) -> Iterator[str]:
    """Yield words and pairs of words; of a script without spaces, signs and pairs of signs."""
    parts = [part for word in found for part in (word if _UNSPACED.search(word) else (word,))]
    yield from parts
    yield from (f"{first} {second}" for first, second in pairwise(parts))


def _length(found: list[str]) -> float:
    """Return how many words those are; two signs of a script without spaces count as one."""
    return sum(len(word) / 2 if _UNSPACED.search(word) else 1 for word in found)


def _without_last_tags(text: str) -> str:
    parts = text.split()
    while parts and _TAGS_AT_THE_END.match(parts[-1]):
        parts.pop()
    return " ".join(parts)
