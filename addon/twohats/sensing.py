"""Sensing: works out the signals that rules in force need, within one deadline for all of them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest, SignalValue

DEADLINE = 2.0  # seconds for all signals of one activity
_log = logging.getLogger(__name__)

type Signals = Mapping[str, SignalValue]
type _Telling = tuple[str, Callable[[], SignalValue]]


@dataclass(frozen=True)
class Sensing:
    """Works signals out, each in `seconds` at most."""

    sources: Sources
    seconds: float = DEADLINE

    async def work_out(self, needed: frozenset[str], subject: Subject) -> tuple[Signals, tuple[Signals, ...]]:
        """Return the needed signals of the activity, and those of each of its media in order."""
        about_words = [signal for signal in TEXT_SIGNALS if signal.key in needed]
        about_past = [signal for signal in MEMORY_SIGNALS if signal.key in needed]
        about_all = [signal for signal in ACTIVITY_SIGNALS if signal.key in needed]
        about_media = [signal for signal in MEDIA_SIGNALS if signal.key in needed and subject.activity.media]
        ends = asyncio.get_running_loop().time() + self.seconds
        pictured = [signal for signal in about_past if signal.pictured and about_media]
        about_past = [signal for signal in about_past if signal not in pictured]
        telling = [*_by_words(about_words, subject), *_by_memory(about_past, self.sources, subject)]
        found = await _told(telling, ends)  # first: a slow picture spoils no words
        if about_media:
            settled = await self.sources.uploads.settle(subject.activity, self.seconds)
            subject = replace(subject, activity=settled)
            found |= await _told(_by_memory(pictured, self.sources, subject), ends)
        found |= {signal.key: await _in_time(signal.work(self.sources, subject), ends) for signal in about_all}
        media = [
            {signal.key: await _in_time(signal.work(self.sources, item, subject), ends) for signal in about_media}
            for item in subject.activity.media
        ]
        return found, tuple(media)


def told_by_words(policy: Policy, request: DecisionRequest) -> Signals:
    """Return the signals that are about the words alone, for a question that nobody waits for."""
    subject = Subject(request.activity, request.account, policy, request.now)
    return {signal.key: _tell(signal, subject) for signal in TEXT_SIGNALS}


async def _told(telling: Sequence[_Telling], ends: float) -> dict[str, SignalValue]:
    """Return what is told in one turn of a worker thread; what is not told in time is unknown."""
    found: dict[str, SignalValue] = {key: TOO_SLOW for key, _ in telling}
    if not telling:
        return found
    turn = asyncio.to_thread(_take, telling, found)
    try:
        async with asyncio.timeout_at(ends):
            await turn
    except TimeoutError:
        return dict(found)
    return found


def _take(telling: Sequence[_Telling], found: dict[str, SignalValue]) -> None:
    for key, tell in telling:
        found[key] = tell()


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
