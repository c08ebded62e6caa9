"""Rules that can never fire, never matter, or hold what nobody could release: warnings of `twohats check`."""

from collections.abc import Iterator

from twohats_policy.account import Frozen
from twohats_policy.decision import Effect, Place
from twohats_policy.policy import Policy, RuleInForce
from twohats_policy.second_person import cannot_be_released, settings_without_release


class Warned(Frozen):
    """One doubtful thing in a policy that works: where, which rule (or setting of the team), and what about it."""

    place: Place
    rule: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: `{self.rule}` {self.words}"


def warnings(policy: Policy) -> tuple[Warned, ...]:
    """Return the doubts about the rules and settings of a policy, in the order of files and lines."""
    found = [
        Warned(place=rule.place, rule=rule.rule.id, words=words)
        for rule in policy.rules
        for words in _doubts(policy, rule)
    ]
    found += [
        Warned(place=policy.places[key], rule=key, words=words) for key, words in settings_without_release(policy)
    ]
    return tuple(sorted(found, key=lambda warned: (warned.place.file, warned.place.line)))


def _doubts(policy: Policy, rule: RuleInForce) -> Iterator[str]:
    if not _reachable(policy, rule):
        yield "can never fire: no account of its scope is on its platforms"
    elif rule.condition is not None and rule.condition.never:
        yield "can never fire: its condition is always false"
    elif stricter := _shadow(policy, rule):
        yield f"never matters: `{stricter.rule.id}` ({stricter.place}) always gives {stricter.rule.effect} in its scope"
    if rule.rule.effect is Effect.SECOND and not rule.observed:
        yield from filter(None, [cannot_be_released(policy, rule.rule.scope)])


def _reachable(policy: Policy, rule: RuleInForce) -> bool:
    scope = rule.rule.scope
    if not scope.account or "unknown" in scope.account:
        return True
    entries = policy.accounts.entries.items()
    covered = (entry for ref, entry in entries if ref in scope.account or entry.kind in scope.account)
    return any(not scope.platforms or entry.handles.keys() & set(scope.platforms) for entry in covered)


def _shadow(policy: Policy, rule: RuleInForce) -> RuleInForce | None:
    """Return a rule without condition that is stricter wherever this one applies, and in force."""
    return next(
        (
            other
            for other in policy.rules
            if other.condition is None
            and not other.observed
            and other.rule.effect.rank > rule.rule.effect.rank
            and rule.rule.scope.within(other.rule.scope)
        ),
        None,
    )
