"""Policies: everything that applies to one employee, ready for decisions. Made by `parse.load`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cel_expr_python import cel

from twohats_policy.account_book import AccountBook
from twohats_policy.activity import Activity, Verb
from twohats_policy.condition import Condition
from twohats_policy.condition_set import ConditionSet
from twohats_policy.decision import Effect, Mode, Place
from twohats_policy.environment import Environment
from twohats_policy.example import Example
from twohats_policy.files import AccountEntry, Budget, Person
from twohats_policy.rule import Rule, Scope
from twohats_policy.team import Team
from twohats_policy.truth import Truth

type ScopeKey = tuple[str, Verb, Verb, str, str]

MANY_GROUPS = 3
"""More groups than this about one activity are merged, once, when the first such activity comes: evaluating a list
costs more than most of its conditions.
"""

_MOST_KEYS = 4096


@dataclass(frozen=True)
class RuleInForce:
    """A rule that applies to the employee, with where it is written and its compiled condition (None: always).

    An `observed` one is looked at like any other, but determines nothing.
    """

    rule: Rule
    place: Place
    condition: Condition | None = None
    observed: bool = False

    @property
    def needs(self) -> frozenset[str]:
        """Keys of the signals it looks at."""
        return self.condition.needs if self.condition else frozenset()


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one scope, evaluated together."""

    scope: Scope
    always: tuple[RuleInForce, ...]
    conditional: tuple[RuleInForce, ...]
    conditions: ConditionSet

    @classmethod
    def of(cls, scope: Scope, rules: Sequence[RuleInForce], environment: Environment) -> "RuleGroup":
        """Return the group; rules that look at signals come last, so that an unknown one spoils no other batch."""
        conditional = tuple(sorted((rule for rule in rules if rule.condition), key=lambda rule: bool(rule.needs)))
        conditions = [rule.condition for rule in conditional if rule.condition]
        always = tuple(rule for rule in rules if not rule.condition)
        return cls(scope, always, conditional, ConditionSet.of(conditions, environment))

    @property
    def rules(self) -> tuple[RuleInForce, ...]:
        """All rules of the scope."""
        return self.always + self.conditional

    @cached_property
    def needs(self) -> frozenset[str]:
        """Keys of the signals that its rules look at."""
        return frozenset(key for rule in self.conditional for key in rule.needs)

    def truths(self, activation: cel.Activation) -> Iterator[tuple[RuleInForce, Truth]]:
        """Yield each conditional rule whose condition is not false, with its truth."""
        return ((self.conditional[place], truth) for place, truth in self.conditions.met(activation))


@dataclass(frozen=True)
class Policy:
    """All that applies to `employee`. `empty` says that neither the team, the person nor a pack gave any rule; `places`
    where the keys of the team file are written, those that are left out aside.
    """

    employee: str
    team: Team
    rules: tuple[RuleInForce, ...]
    groups: tuple[RuleGroup, ...]
    environment: Environment
    unknown_account: Effect = Effect.ASK
    not_your_account: Effect = Effect.ASK
    unknown_call: Effect = Effect.NOTE
    unreadable: Effect = Effect.ASK
    probe: bool = True
    link_checks: bool = True
    budget: Budget = field(default_factory=Budget)
    empty: bool = False
    examples: tuple[Example, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict[str, Place])
    _in_scope: dict[ScopeKey, tuple[RuleGroup, ...]] = field(
        default_factory=dict[ScopeKey, tuple[RuleGroup, ...]], repr=False
    )
    _merged: dict[tuple[int, ...], RuleGroup] = field(default_factory=dict[tuple[int, ...], RuleGroup], repr=False)

    @property
    def accounts(self) -> AccountBook:
        """The accounts, found by what a call shows."""
        return self.team.accounts

    @property
    def people(self) -> Mapping[str, Person]:
        """The employees by key."""
        return self.team.people

    @cached_property
    def watched(self) -> frozenset[str]:
        """Ids of the rules that are only observed."""
        return frozenset(rule.rule.id for rule in self.rules if rule.observed)

    def account(self, ref: str | None) -> AccountEntry | None:
        """Return the account with this key, None if there is none."""
        return self.team.account(ref)

    def observes(self, ref: str | None) -> bool:
        """Tell whether decisions about the account are only written down."""
        entry = self.account(ref)
        return entry is not None and entry.mode is Mode.OBSERVE

    def colleagues(self, employee: str, ref: str | None) -> tuple[str, ...]:
        """Return who could give the employee a second opinion about the account: those who may release it. About one
        that the policy does not have, everybody who may release any.
        """
        return self.team.approvers(employee, ref if ref and self.account(ref) else "")

    def media_folder(self, ref: str | None) -> str | None:
        """Return the account's folder of approved pictures, relative to the policy folder, None if it has none."""
        entry = self.account(ref)
        return entry.media or None if entry else None

    def avatar(self, ref: str | None) -> str | None:
        """Return the file of the account's picture, relative to the policy folder, None if it has none."""
        entry = self.account(ref)
        return entry.avatar if entry else None

    def in_scope(self, activity: Activity, ref: str | None) -> tuple[RuleGroup, ...]:
        """Return the groups of rules that are about this activity of the account with this key (None: unknown)."""
        entry = self.account(ref)
        known, kind = (ref or "", entry.kind.value) if entry else ("", "unknown")
        key = (activity.platform, activity.verb, activity.shown_as, known, kind)
        if key not in self._in_scope:
            if len(self._in_scope) >= _MOST_KEYS:
                self._in_scope.clear()
                self._merged.clear()
            self._in_scope[key] = self._about(activity, known, kind)
        return self._in_scope[key]

    def _about(self, activity: Activity, ref: str, kind: str) -> tuple[RuleGroup, ...]:
        """Return the groups about the activity; many of them as one, made once for all activities they are about."""
        places = tuple(n for n, group in enumerate(self.groups) if group.scope.covers(activity, ref, kind))
        if len(places) <= MANY_GROUPS:
            return tuple(self.groups[place] for place in places)
        if places not in self._merged:
            rules = [rule for place in places for rule in self.groups[place].rules]
            self._merged[places] = RuleGroup.of(Scope(), rules, self.environment)
        return (self._merged[places],)


def grouped(rules: Iterable[RuleInForce], environment: Environment) -> tuple[RuleGroup, ...]:
    """Return the rules by scope."""
    scopes: dict[Scope, list[RuleInForce]] = {}
    for rule in rules:
        scopes.setdefault(rule.rule.scope, []).append(rule)
    return tuple(RuleGroup.of(scope, members, environment) for scope, members in scopes.items())
