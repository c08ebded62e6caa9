"""Sign-ins: proof that somebody is the colleague they say they are, by the PIN or pass phrase in the team file.

A proof is good for one answer; nobody stays signed in. The team file holds Argon2id hashes (`twohats pin` makes them).
PINs are never stored, logged or told apart by time: an unknown person costs as much work as a known one.
"""

import asyncio
import base64
import math
import secrets
import unicodedata
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from twohats_policy.files import Person

MOST_TRIES = 5
"""Wrong tries of one person within `TRIES_SECONDS`; then only waiting helps."""

TRIES_SECONDS = 5 * 60.0
LEAST_LETTERS = 6
MOST_LETTERS = 256
_STRANGER = ""
"""All people whom the policy does not name count as one: a flood of names fills no memory."""


class Proof(StrEnum):
    """What came of a try."""

    RIGHT = "right"
    WRONG = "wrong"
    NO_PIN = "no_pin"  # the team file has none for this person, or one that cannot be used
    WAIT = "wait"  # too many wrong tries; this one was not looked at


@dataclass(frozen=True)
class Checked:
    """What came of a try, how many are left, and the seconds to wait before the next (0: none)."""

    proof: Proof
    left: int = MOST_TRIES
    wait: int = 0


class SignIns:
    """Checks PINs against the team file in force. Lives on one event loop; the work is done in threads, one at a time:
    each check takes 64 MiB for a moment.
    """

    def __init__(self, people: Callable[[], Mapping[str, Person]], clock: Callable[[], float]) -> None:
        """Check against `people` as they are at each try; `clock` counts seconds and never goes back."""
        self._people, self._clock = people, clock
        self._wrong: dict[str, deque[float]] = {}
        self._one = asyncio.Lock()

    def has_pin(self, person: str) -> bool:
        """Tell whether this person can sign in at all."""
        known = self._people().get(person)
        return known is not None and known.pin is not None

    async def check(self, person: str, pin: str) -> Checked:
        """Tell whether `pin` is this person's. A try counts as wrong until it turns out right, so that many at once
        are no more than many in a row.
        """
        tries = self._tries(person)
        if len(tries) >= MOST_TRIES:
            return Checked(Proof.WAIT, left=0, wait=math.ceil(tries[0] + TRIES_SECONDS - self._clock()))
        tries.append(self._clock())
        known = self._people().get(person)
        hashed = known.pin if known else None
        async with self._one:
            right = await asyncio.to_thread(matches, hashed or _nobodys_hash(), pin)
        if right is True and hashed is not None:
            tries.clear()
            return Checked(Proof.RIGHT)
        if known is not None and (hashed is None or right is None):
            return Checked(Proof.NO_PIN, left=MOST_TRIES - len(tries))
        return Checked(Proof.WRONG, left=MOST_TRIES - len(tries))

    def _tries(self, person: str) -> deque[float]:
        """Return when this person's wrong tries of the last minutes were."""
        tries = self._wrong.setdefault(person if person in self._people() else _STRANGER, deque())
        while tries and self._clock() - tries[0] >= TRIES_SECONDS:
            tries.popleft()
        return tries


def matches(hashed: str, pin: str) -> bool | None:
    """Tell whether the PIN is the one of this hash; None if the hash cannot be used. Blocks for about 50 ms."""
    from argon2 import PasswordHasher  # takes its time to import: only once somebody signs in
    from argon2.exceptions import VerificationError, VerifyMismatchError

    try:
        return PasswordHasher().verify(hashed, _spelled(pin[: MOST_LETTERS + 1]))
    except VerifyMismatchError:
        return False
    except (ValueError, VerificationError):
        return None


def hash_of(pin: str) -> str:
    """Return the hash of a PIN for the team file, with a salt of its own. Blocks for about 50 ms."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(_spelled(pin))


def _spelled(pin: str) -> bytes:
    """Return one spelling of a pass phrase: keyboards differ in how they make `é`, and forms cut the ends off."""
    return unicodedata.normalize("NFC", pin).strip().encode("utf-8", "surrogatepass")


@cache
def _nobodys_hash() -> str:
    """Return a hash that costs the usual work and that no PIN has."""
    salt, digest = (base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m=65536,t=3,p=4${salt}${digest}"
