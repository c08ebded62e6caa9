"""Sensing: works out the signals that rules in force need, within one deadline for all of them.

Words and memory are told in one turn of a worker thread. A short text is told at once where nothing has to be read for
it and the last one of its kind was quick: Python lets a thread run that long before others may go on, so the thread
would hold them up just as long, and the way to it and back costs a tenth of a post's time.
"""

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from twohats.activity_signal import (
    FAILED,
    MAX_TEXT,
    NOT_READ,
    TOO_LONG,
    TOO_SLOW,
    MemorySignal,
    Sources,
    Subject,
    TextSignal,
)
from twohats.signals import ACTIVITY_SIGNALS, MEDIA_SIGNALS, MEMORY_SIGNALS, TEXT_SIGNALS
from twohats.state.store import StoreError
from twohats_policy.activity import Activity
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest, SignalValue

DEADLINE = 2.0  # seconds for all signals of one activity
SHORT = 500
"""Characters of a text with its tags, names and links that may be told at once."""

QUICK = 0.005
"""Seconds that Python leaves to a thread before others may go on."""

_MOST_KINDS = 256
_log = logging.getLogger(__name__)

type Signals = Mapping[str, SignalValue]
type _Telling = tuple[str, Callable[[], SignalValue]]
type _Kind = tuple[frozenset[str], bool]
"""Which signals are told, and whether there are tags: after the first of a kind, its lists are loaded."""


@dataclass
class _Turn:
    """What is told together, and how long that `took` (seconds of the processor; for ever, until it is over)."""

    telling: Sequence[_Telling]
    took: float = math.inf
    found: dict[str, SignalValue] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing told."""
        self.found = {key: TOO_SLOW for key, _ in self.telling}

    def taken(self) -> dict[str, SignalValue]:
        """Return everything."""
        start = time.thread_time()
        for key, tell in self.telling:
            self.found[key] = tell()
        self.took = time.thread_time() - start
        return self.found

    async def taken_in_a_thread(self, ends: float) -> dict[str, SignalValue]:
        """Return what a worker thread tells in time; the rest is unknown, and stays so though the thread goes on."""
        if not self.telling:
            return {}
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(ends):
                await asyncio.to_thread(self.taken)
        return dict(self.found)


@dataclass(frozen=True)
class Sensing:
    """Works signals out, each in `seconds` at most."""

    sources: Sources
    seconds: float = DEADLINE
    _quick: set[_Kind] = field(default_factory=set[_Kind], repr=False)

    async def work_out(self, needed: frozenset[str], subject: Subject) -> tuple[Signals, tuple[Signals, ...]]:
        """Return the needed signals of the activity, and those of each of its media in order."""
        about_words = [signal for signal in TEXT_SIGNALS if signal.key in needed]
        about_past = [signal for signal in MEMORY_SIGNALS if signal.key in needed]
        about_all = [signal for signal in ACTIVITY_SIGNALS if signal.key in needed]
        about_media = [signal for signal in MEDIA_SIGNALS if signal.key in needed and subject.activity.media]
        if not (about_words or about_past or about_all or about_media):
            return {}, tuple({} for _ in subject.activity.media)
        ends = asyncio.get_running_loop().time() + self.seconds
        pictured = [signal for signal in about_past if signal.pictured and about_media]
        about_past = [signal for signal in about_past if signal not in pictured]
        telling = [*_by_words(about_words, subject), *_by_memory(about_past, self.sources, subject)]
        found = await self._told(telling, subject, ends)  # first: a slow picture spoils no words
        if about_media:
            settled = await self.sources.uploads.settle(subject.activity, self.seconds)
            subject = replace(subject, activity=settled)
            found |= await _Turn(_by_memory(pictured, self.sources, subject)).taken_in_a_thread(ends)
        found |= {signal.key: await _in_time(signal.work(self.sources, subject), ends) for signal in about_all}
        media = [
            {signal.key: await _in_time(signal.work(self.sources, item, subject), ends) for signal in about_media}
            for item in subject.activity.media
        ]
        return found, tuple(media)

    async def _told(self, telling: Sequence[_Telling], subject: Subject, ends: float) -> dict[str, SignalValue]:
        """Return what is told: at once, if that is surely short, else in a worker thread."""
        turn = _Turn(telling)
        if not _is_short(subject.activity, subject.text):
            return await turn.taken_in_a_thread(ends)
        kind = frozenset(turn.found), bool(subject.activity.tags)
        at_once = kind in self._quick and self.sources.history.at_hand
        found = turn.taken() if at_once else await turn.taken_in_a_thread(ends)
        self._note(kind, quick=turn.took <= QUICK)
        return found

    def _note(self, kind: _Kind, *, quick: bool) -> None:
        if not quick:
            self._quick.discard(kind)
        elif len(self._quick) < _MOST_KINDS:
            self._quick.add(kind)


def told_by_words(policy: Policy, request: DecisionRequest) -> Signals:
    """Return the signals that are about the words alone, for a question that nobody waits for."""
    subject = Subject(request.activity, request.account, policy, request.now)
    return {signal.key: _tell(signal, subject) for signal in TEXT_SIGNALS}


def _is_short(activity: Activity, text: str) -> bool:
    """Tell whether there is little to tell about."""
    parts = (*activity.tags, *activity.mentions, *activity.links)
    return not activity.media and len(text) + sum(map(len, parts)) + len(parts) <= SHORT


def _by_words(signals: Sequence[TextSignal], subject: Subject) -> list[_Telling]:
    return [(signal.key, partial(_tell, signal, subject)) for signal in signals]


def _by_memory(signals: Sequence[MemorySignal], sources: Sources, subject: Subject) -> list[_Telling]:
    return [(signal.key, partial(_look, signal, sources, subject)) for signal in signals]


def _tell(signal: TextSignal, subject: Subject) -> SignalValue:
    if len(subject.text) > MAX_TEXT:
        return TOO_LONG
    try:
        return signal.tell(subject)
    except Exception as error:  # noqa: BLE001  words can be anything; unknown makes a restricting rule ask
        _log.warning("signal `%s` failed: %s", signal.key, type(error).__name__)
        return FAILED


def _look(signal: MemorySignal, sources: Sources, subject: Subject) -> SignalValue:
    try:
        return signal.look(sources, subject)
    except StoreError:
        return NOT_READ


async def _in_time(value: Awaitable[SignalValue], ends: float) -> SignalValue:
    try:
        async with asyncio.timeout_at(ends):
            return await value
    except TimeoutError:
        return TOO_SLOW
    except StoreError:
        return NOT_READ
