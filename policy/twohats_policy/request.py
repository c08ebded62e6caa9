"""Decision requests: everything the engine may know when it decides."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from twohats_policy.account import ActingAccount, Frozen
from twohats_policy.activity import Activity


class Unknown(Frozen):
    """A signal that could not be computed, with the reason; a restricting rule that needs it counts as met."""

    reason: str


type SignalValue = bool | int | float | str | tuple[str, ...] | Unknown
"""One signal's value."""


class DecisionRequest(Frozen):
    """The question to the engine. Time and history come as arguments: the engine has no clock and no memory.

    `hat` is what the person declares to be wearing (an account's key, `brand`, `personal`, or empty: not declared).
    `signals` are about the activity (`text.language`), `media_signals` about each of its media in order
    (`seen_on_personal`).
    """

    employee: str
    activity: Activity
    account: ActingAccount
    login: ActingAccount
    now: datetime
    hat: str = ""
    readable: bool = True
    known_call: bool = True
    signals: Mapping[str, SignalValue] = Field(default_factory=dict)
    media_signals: tuple[Mapping[str, SignalValue], ...] = ()
