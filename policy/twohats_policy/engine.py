"""The engine: a policy and a request in, a decision out.

The strictest effect wins; the order of rules never matters; a condition that cannot be told counts as met if its
effect restricts; an empty policy asks; a rule that is only observed determines nothing. The engine has no clock, no
memory and no access to the network: the time, the history and every signal are part of the request, and working them
out is the caller's business.
"""

from collections.abc import Iterable, Iterator, Sequence

from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity
from twohats_policy.built_in import built_in
from twohats_policy.decision import Decision, Effect, Reason
from twohats_policy.facts import facts, target_facts
from twohats_policy.message import FIRST, in_language
from twohats_policy.policy import Policy, RuleGroup, RuleInForce
from twohats_policy.request import DecisionRequest, SignalValue, Unknown
from twohats_policy.truth import Unsure


def decide(policy: Policy, request: DecisionRequest) -> Decision:
    """Return what happens to the activity, and every rule that met."""
    met = [*built_in(policy, request), *_rules_met(policy, request)]
    decision = _with_watched(policy, request, met) if policy.watched else _weighed(policy, request, met)
    if decision.effect is not Effect.ALLOW and _observed(policy, request):
        return decision.model_copy(update={"effect": Effect.ALLOW, "observed": True})
    return decision


def strictest(decisions: Iterable[Decision]) -> Decision:
    """Return one decision for several activities of one call: the strictest effect, with the reasons of all. What an
    account that is only observed would have been asked about is watched, where another activity decides.

    Raises:
        ValueError: there is none; a call without activities is not judged.
    """
    found = tuple(decisions)
    effect = max((decision.effect for decision in found), key=lambda effect: effect.rank)
    winning = [decision for decision in found if decision.effect is effect]
    reasons = _in_order(_each_once(reason for decision in winning for reason in decision.reasons))
    idle = [decision for decision in found if decision.observed and decision.effect is not effect]
    counting = [decision for decision in found if decision not in idle]
    watched = [reason for decision in found for reason in decision.watched]
    return Decision(
        effect=effect,
        reasons=reasons,
        others=_besides(reasons, _all(counting)),
        observed=any(decision.observed for decision in winning),
        wait_seconds=max(decision.wait_seconds for decision in winning),
        approvers=_common([decision.approvers for decision in winning]),
        watched=_besides(reasons, [*watched, *_all(idle)]),
    )


def _all(decisions: Iterable[Decision]) -> list[Reason]:
    return [reason for decision in decisions for reason in (*decision.reasons, *decision.others)]


def _besides(reasons: Sequence[Reason], more: Iterable[Reason]) -> tuple[Reason, ...]:
    return _in_order(reason for reason in _each_once(more) if reason not in reasons)


def needs(policy: Policy, activity: Activity, account: ActingAccount) -> frozenset[str]:
    """Return the keys of the signals that rules about this activity look at; those about media only if it has some."""
    found = frozenset[str]().union(*(group.needs for group in policy.in_scope(activity, account.ref)))
    return found if activity.media else found - policy.environment.vocabulary.media_signals


def _observed(policy: Policy, request: DecisionRequest) -> bool:
    """Tell whether the account is only observed, and so is every account of the policy that the activity goes to."""
    if not policy.observes(request.account.ref):
        return False
    behind = (target_facts(policy.team, target).ref for target in request.activity.targets)
    return all(policy.observes(ref) for ref in behind if ref)


def _rules_met(policy: Policy, request: DecisionRequest) -> Iterator[Reason]:
    groups = policy.in_scope(request.activity, request.account.ref) if request.known_call else ()
    for group in groups:
        yield from (_reason(rule) for rule in group.always)
    conditional = [group for group in groups if group.conditional]
    if conditional:
        yield from _conditions_met(policy, request, conditional)


def _conditions_met(policy: Policy, request: DecisionRequest, groups: Sequence[RuleGroup]) -> Iterator[Reason]:
    activation = policy.environment.activation(facts(policy.team, request))
    for group in groups:
        for rule, truth in group.truths(activation):
            if truth is True:
                yield _reason(rule)
            elif isinstance(truth, Unsure) and rule.rule.effect.restricts:
                yield _reason(rule, unsure=_unsure(policy, request, rule, truth))


def _reason(met: RuleInForce, *, unsure: tuple[str, ...] = ()) -> Reason:
    rule = met.rule
    return Reason(
        rule=rule.id,
        effect=rule.effect,
        message=in_language(rule.message, FIRST),
        messages=rule.message,
        place=met.place,
        unsure=unsure,
        risk=rule.risk,
    )


def _unsure(policy: Policy, request: DecisionRequest, rule: RuleInForce, truth: Unsure) -> tuple[str, ...]:
    """Return the signals that are missing, else what CEL said."""
    about_media = policy.environment.vocabulary.media_signals
    missing = (key for key in sorted(rule.needs) if not _known(key, request, about_media))
    return tuple(missing) or (truth.why,)


def _known(key: str, request: DecisionRequest, about_media: frozenset[str]) -> bool:
    if key not in about_media:
        return _told(request.signals.get(key))
    given = request.media_signals
    return len(given) >= len(request.activity.media) and all(_told(signals.get(key)) for signals in given)


def _told(value: SignalValue | None) -> bool:
    return value is not None and not isinstance(value, Unknown)


def _with_watched(policy: Policy, request: DecisionRequest, met: Sequence[Reason]) -> Decision:
    """Return the decision of the rules in force alone, and keep those that are only observed beside it."""
    watched = _in_order(reason for reason in met if reason.rule in policy.watched)
    decision = _weighed(policy, request, [reason for reason in met if reason.rule not in policy.watched])
    return decision.model_copy(update={"watched": watched})


def _weighed(policy: Policy, request: DecisionRequest, reasons: Sequence[Reason]) -> Decision:
    if not reasons:
        return Decision(effect=Effect.ALLOW)
    effect = max((reason.effect for reason in reasons), key=lambda effect: effect.rank)
    determining = _in_order(reason for reason in reasons if reason.effect is effect)
    return Decision(
        effect=effect,
        reasons=determining,
        others=_in_order(reason for reason in reasons if reason.effect is not effect),
        wait_seconds=_wait(policy, determining) if effect is Effect.WAIT else 0,
        approvers=policy.colleagues(request.employee, request.account.ref) if effect is Effect.SECOND else (),
    )


def _wait(policy: Policy, determining: Sequence[Reason]) -> int:
    ids = {reason.rule for reason in determining}
    seconds = [rule.rule.wait_seconds or 0 for rule in policy.rules if rule.rule.id in ids]
    return max(seconds, default=0) or USUAL_WAIT


USUAL_WAIT = 10
"""Seconds of an undo window whose reason names none."""


def _in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: (-reason.effect.rank, reason.rule)))


def _each_once(reasons: Iterable[Reason]) -> list[Reason]:
    found: list[Reason] = []
    for reason in reasons:
        if reason not in found:
            found.append(reason)
    return found


def _common(groups: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return who is in all groups: one second person must be able to approve the whole call."""
    shared = set(groups[0]).intersection(*groups)
    return tuple(sorted(shared))
