"""Decisions: the effect, the rules that determined it, and why."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field

from twohats_policy.account import Frozen
from twohats_policy.message import in_language


class Effect(StrEnum):
    """What happens to an activity, mildest first. Compare by `rank`: as words they would sort by the alphabet."""

    ALLOW = "allow"
    NOTE = "note"
    WAIT = "wait"
    ASK = "ask"
    SECOND = "second"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """Position from mildest (0) to strictest (5)."""
        return _RANKS[self]

    @property
    def restricts(self) -> bool:
        """Whether the effect can keep an activity from going out."""
        return self.rank >= _RANKS[Effect.WAIT]


_RANKS = {effect: rank for rank, effect in enumerate(Effect)}


type Holding = Literal[Effect.ASK, Effect.SECOND, Effect.BLOCK]
"""The effects that hold a call until somebody says yes, or for good."""


class Risk(StrEnum):
    """How bad a wrong yes would be. A question of high risk cannot be answered yes in passing: not from a notification,
    and on the page only by typing whose account it is.
    """

    NORMAL = "normal"
    HIGH = "high"


class Mode(StrEnum):
    """Whether what is decided is carried out, or only written down."""

    ENFORCE = "enforce"
    OBSERVE = "observe"


class Place(Frozen):
    """Where a rule is written."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Reason(Frozen):
    """Why one rule met: its id, its words for people (`messages` by language, if there are several), and where it is
    written.

    `unsure` names what could not be told (a signal that could not be computed), when that is why a restricting rule
    counts as met.
    """

    rule: str
    effect: Effect
    message: str
    messages: Mapping[str, str] = Field(default_factory=dict)
    place: Place | None = None
    unsure: tuple[str, ...] = ()
    risk: Risk = Risk.NORMAL

    def words(self, language: str) -> str:
        """Return its words for people in `language` (`sv`); in the first one, where there are none."""
        return in_language(self.messages, language) or self.message


class Decision(Frozen):
    """The engine's answer. `reasons` are the determining rules (those of the strictest effect), in id order;
    `others` are the rules that met with a milder effect. `wait_seconds` belongs to WAIT, `approvers` to SECOND.

    `observed` says that the whole account is only observed; `watched` are the rules that met but are themselves only
    observed, so that they determined nothing. `would` is what would have happened without either.
    """

    effect: Effect
    reasons: tuple[Reason, ...] = ()
    others: tuple[Reason, ...] = ()
    observed: bool = False
    wait_seconds: int = 0
    approvers: tuple[str, ...] = ()
    watched: tuple[Reason, ...] = ()

    @property
    def risk(self) -> Risk:
        """How bad a wrong yes would be: the worst of the determining rules."""
        return Risk.HIGH if any(reason.risk is Risk.HIGH for reason in self.reasons) else Risk.NORMAL

    @property
    def would(self) -> Effect:
        """What would have happened if nothing were only observed."""
        effects = (self.effect, *(reason.effect for reason in (*self.reasons, *self.watched)))
        return max(effects, key=lambda effect: effect.rank)

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the determining rules."""
        return tuple(reason.rule for reason in self.reasons)
