"""Explanations: why a decision is what it is, what lost against it, and the smallest changes that would flip it.

A change is tried out by deciding again, never guessed. Flipping means that the activity would pass where it is held
now, or be held where it passes.
"""

from collections.abc import Iterator
from enum import StrEnum

from twohats_policy.account import AccountKind, ActingAccount, Frozen, Strength
from twohats_policy.built_in import EMPTY_POLICY, NOT_YOUR_ACCOUNT, UNKNOWN_ACCOUNT, UNKNOWN_CALL
from twohats_policy.decision import Decision, Effect, Reason
from twohats_policy.engine import decide
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest


class ChangeKind(StrEnum):
    """What would have to be different."""

    RULES = "rules"
    ACCOUNT = "account"
    HAT = "hat"
    POSTS_AS = "posts_as"
    LIST_ACCOUNT = "list_account"
    SETTING = "setting"
    ENFORCE = "enforce"


class Change(Frozen):
    """One change that would flip the decision: `names` are what it is about (rule ids, an account's key), `words` say
    it.
    """

    kind: ChangeKind
    names: tuple[str, ...]
    effect: Effect
    words: str


class Explanation(Frozen):
    """Why: the determining reasons, the milder ones that lost, and the changes, smallest first. What is only observed
    is in the decision's `watched`.
    """

    decision: Decision
    lost: tuple[Reason, ...]
    changes: tuple[Change, ...]


def explain(policy: Policy, request: DecisionRequest, decision: Decision | None = None) -> Explanation:
    """Return why the request is decided as it is; `decision` saves deciding again."""
    decided = decision or decide(policy, request)
    changes = sorted(
        _changes(policy, request, decided), key=lambda change: (len(change.names), change.kind, change.names)
    )
    return Explanation(decision=decided, lost=decided.others, changes=tuple(changes))


def _changes(policy: Policy, request: DecisionRequest, decision: Decision) -> Iterator[Change]:
    if decision.observed:
        return
    yield from _other_hat(policy, request, decision)
    yield from _other_accounts(policy, request, decision)
    if decision.effect.restricts:
        yield from _fewer_rules(policy, decision)
        yield from _settings(policy, request, decision)
    elif decision.would.restricts:
        yield _in_force(decision)


def _in_force(decision: Decision) -> Change:
    """What would hold it if its observed rules were in force: the strictest of them are enough."""
    names = tuple(reason.rule for reason in decision.watched if reason.effect is decision.would)
    rules = f"the rule {names[0]}" if len(names) == 1 else f"the rules {', '.join(names)}"
    words = f"with {rules} in force, and not only observed, the effect would be {decision.would}"
    return Change(kind=ChangeKind.ENFORCE, names=names, effect=decision.would, words=words)


def _fewer_rules(policy: Policy, decision: Decision) -> Iterator[Change]:
    """Without every rule that restricts it, it would pass; built-in reasons are not taken away like that."""
    reasons = [reason for reason in (*decision.reasons, *decision.others) if reason.effect.restricts]
    ids = tuple(reason.rule for reason in reasons if reason.place)
    if len(ids) < len(reasons):
        return
    effect = max(
        (reason.effect for reason in decision.others if not reason.effect.restricts), key=_rank, default=Effect.ALLOW
    )
    rules = f"the rule {ids[0]}" if len(ids) == 1 else f"the rules {', '.join(ids)}"
    words = f"without {rules} the effect would be {effect} (`people.{policy.employee}.exempt` takes a team's rule off)"
    yield Change(kind=ChangeKind.RULES, names=ids, effect=effect, words=words)


def _other_accounts(policy: Policy, request: DecisionRequest, decision: Decision) -> Iterator[Change]:
    """What the same activity would get from the employee's other accounts on the platform."""
    platform = request.activity.platform
    for ref, entry in policy.accounts.entries.items():
        usable = policy.team.may_post_as(request.employee, ref) and platform in entry.handles
        if not usable or ref == request.account.ref:
            continue
        kind = AccountKind(entry.kind.value)
        other = ActingAccount(platform=platform, ref=ref, kind=kind, confidence=Strength.STATED)
        effect = decide(policy, request.model_copy(update={"account": other, "login": other})).effect
        if effect.restricts != decision.effect.restricts:
            words = f"from {entry.name or ref} the effect would be {effect}"
            yield Change(kind=ChangeKind.ACCOUNT, names=(ref,), effect=effect, words=words)


def _other_hat(policy: Policy, request: DecisionRequest, decision: Decision) -> Iterator[Change]:
    """What it would get under the hat of the account it goes out from."""
    ref = request.account.ref
    if not request.hat or ref is None or policy.account(ref) is None or request.hat == ref:
        return
    effect = decide(policy, request.model_copy(update={"hat": ref})).effect
    if effect.restricts != decision.effect.restricts:
        yield Change(
            kind=ChangeKind.HAT, names=(ref,), effect=effect, words=f"with the hat {ref} the effect would be {effect}"
        )


def _settings(policy: Policy, request: DecisionRequest, decision: Decision) -> Iterator[Change]:
    """What the team file would have to say, where a built-in reason is the only one that restricts."""
    restricting = [reason.rule for reason in (*decision.reasons, *decision.others) if reason.effect.restricts]
    if len(restricting) != 1:
        return
    ref = request.account.ref or ""
    match restricting[0]:
        case rule if rule == NOT_YOUR_ACCOUNT:
            words = f"with `{ref}` in `people.{request.employee}.posts_as` it would pass"
            yield Change(kind=ChangeKind.POSTS_AS, names=(ref,), effect=Effect.ALLOW, words=words)
        case rule if rule == UNKNOWN_ACCOUNT:
            words = "listed under `accounts`, with this handle, the account would be judged by its own rules"
            yield Change(kind=ChangeKind.LIST_ACCOUNT, names=(UNKNOWN_ACCOUNT,), effect=Effect.ALLOW, words=words)
        case rule if rule in {UNKNOWN_CALL, EMPTY_POLICY}:
            setting = "use" if rule == EMPTY_POLICY else "unknown_call"
            words = f"`{setting}` in the team file decides this"
            yield Change(kind=ChangeKind.SETTING, names=(setting,), effect=Effect.ALLOW, words=words)
        case _:
            return


def _rank(effect: Effect) -> int:
    return effect.rank
