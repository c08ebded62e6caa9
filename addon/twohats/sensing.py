"""Sensing: works out the signals that rules in force need, within one deadline for all of them."""

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace

from twohats.activity_signal import FAILED, MAX_TEXT, NOT_READ, TOO_LONG, TOO_SLOW, Sources, Subject, TextSignal
from twohats.signals import ACTIVITY_SIGNALS, MEDIA_SIGNALS, TEXT_SIGNALS
from twohats.state.store import StoreError
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest, SignalValue

DEADLINE = 2.0  # seconds for all signals of one activity
_log = logging.getLogger(__name__)

type Signals = Mapping[str, SignalValue]


@dataclass(frozen=True)
class Sensing:
    """Works signals out, each in `seconds` at most."""

    sources: Sources
    seconds: float = DEADLINE

    async def work_out(self, needed: frozenset[str], subject: Subject) -> tuple[Signals, tuple[Signals, ...]]:
        """Return the needed signals of the activity, and those of each of its media in order."""
        about_words = [signal for signal in TEXT_SIGNALS if signal.key in needed]
        about_all = [signal for signal in ACTIVITY_SIGNALS if signal.key in needed]
        about_media = [signal for signal in MEDIA_SIGNALS if signal.key in needed and subject.activity.media]
        if not (about_words or about_all or about_media):
            return {}, tuple({} for _ in subject.activity.media)
        ends = asyncio.get_running_loop().time() + self.seconds
        found = await _told(about_words, subject, ends) if about_words else {}  # first: a slow picture spoils no words
        if about_media:
            settled = await self.sources.uploads.settle(subject.activity, self.seconds)
            subject = replace(subject, activity=settled)
        found |= {signal.key: await _in_time(signal.work(self.sources, subject), ends) for signal in about_all}
        media = [
            {signal.key: await _in_time(signal.work(self.sources, item, subject), ends) for signal in about_media}
            for item in subject.activity.media
        ]
        return found, tuple(media)


def told_by_words(policy: Policy, request: DecisionRequest) -> Signals:
    """Return the signals that are about the words alone, for a question that nobody waits for."""
    found: dict[str, SignalValue] = {}
    _tell(list(TEXT_SIGNALS), Subject(request.activity, request.account, policy, request.now), found)
    return found


async def _told(signals: list[TextSignal], subject: Subject, ends: float) -> dict[str, SignalValue]:
    """Return what the words tell, worked out in one turn of a worker thread."""
    if len(subject.text) > MAX_TEXT:
        return {signal.key: TOO_LONG for signal in signals}
    found: dict[str, SignalValue] = {signal.key: TOO_SLOW for signal in signals}
    telling = asyncio.to_thread(_tell, signals, subject, found)
    try:
        async with asyncio.timeout_at(ends):
            await telling
    except TimeoutError:
        return dict(found)
    return found


def _tell(signals: list[TextSignal], subject: Subject, found: dict[str, SignalValue]) -> None:
    for signal in signals:
        try:
            found[signal.key] = signal.tell(subject)
        except Exception as error:  # noqa: BLE001  words can be anything; unknown makes a restricting rule ask
            _log.warning("signal `%s` failed: %s", signal.key, type(error).__name__)
            found[signal.key] = FAILED


async def _in_time(value: Awaitable[SignalValue], ends: float) -> SignalValue:
    try:
        async with asyncio.timeout_at(ends):
            return await value
    except TimeoutError:
        return TOO_SLOW
    except StoreError:
        return NOT_READ
