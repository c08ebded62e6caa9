"""Rules as files spell them: one typed scope, one condition, one effect."""

from collections.abc import Iterable
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field, Strict

from twohats_policy.account import Frozen
from twohats_policy.activity import SILENT_VERBS, Activity, Verb
from twohats_policy.decision import Effect, Mode, Risk
from twohats_policy.message import Message


def as_list(value: Any) -> tuple[Any, ...]:
    """Let a single word stand for a list of one, as people write it."""
    return tuple(cast("Iterable[Any]", value)) if isinstance(value, list | tuple) else (value,)


WORD = r"^[a-z0-9][a-z0-9._-]{0,63}$"
Word = Annotated[str, Field(pattern=WORD)]
"""An id that people choose: lower-case letters, digits, dot, dash, underscore."""

Words = Annotated[tuple[Word, ...], BeforeValidator(as_list, json_schema_input_type=Word | list[Word])]
Verbs = Annotated[
    tuple[Annotated[Verb, Strict(False)], ...], BeforeValidator(as_list, json_schema_input_type=Verb | list[Verb])
]


class Scope(Frozen):
    """Which activities a rule is about; what is left out does not narrow it.

    Without `verbs` a rule is about everything that publishes; deletes and uploads must be named.
    """

    account: Words = Field(
        default=(), description="An account's key, `brand`, `personal` or `unknown`; or a list of these."
    )
    platforms: Words = Field(default=(), description="Platforms by the names of `docs/platforms.md`, such as `x`.")
    verbs: Verbs = Field(default=(), description="What the call does. A scheduled post is both `schedule` and `post`.")

    def covers(self, activity: Activity, account: str, kind: str) -> bool:
        """Tell whether an activity of the account with this key (empty: none) and kind is in the scope."""
        if self.account and account not in self.account and kind not in self.account:
            return False
        if self.platforms and activity.platform not in self.platforms:
            return False
        return self._covers_verb(activity)

    def _covers_verb(self, activity: Activity) -> bool:
        if activity.verb in SILENT_VERBS:
            return activity.verb in self.verbs
        return not self.verbs or activity.verb in self.verbs or activity.shown_as in self.verbs

    def within(self, other: "Scope") -> bool:
        """Tell whether every activity in this scope is in `other` as well."""
        return (
            _within(self.account, other.account)
            and _within(self.platforms, other.platforms)
            and _within(self.verbs or PUBLISHING, other.verbs or PUBLISHING)
        )


PUBLISHING = tuple(verb for verb in Verb if verb not in SILENT_VERBS)
"""The verbs of a rule that names none."""


def _within(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    return not outer or (bool(inner) and set(inner) <= set(outer))


class Rule(Frozen):
    """One rule as it is written."""

    id: Word = Field(description="The rule's name in logs, questions and `exempt`.")
    scope: Scope = Field(default=Scope(), alias="for", description="Which activities it is about: cheap and typed.")
    when: str | None = Field(default=None, description="A CEL condition; left out: always, within the scope.")
    effect: Effect = Field(description="allow < note < wait < ask < second < block; the strictest rule wins.")
    message: Message = Field(description="What people read when it meets; or one text for each language.")
    because: str = Field(default="", max_length=500, description="Why the rule exists: the incident, the agreement.")
    wait_seconds: Annotated[int, Field(ge=1, le=3600)] | None = Field(
        default=None, description="How long the undo window of the effect `wait` is."
    )
    risk: Risk = Field(
        default=Risk.NORMAL, description="`high`: a yes takes typing the account's name. For what must not slip."
    )
    mode: Mode = Field(default=Mode.ENFORCE, description="`observe`: when it meets, it is only written down.")
