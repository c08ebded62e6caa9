"""The reasons that need no rule: what cannot be told, and who may post as whom. Nobody can write a rule of these
names. What nobody could look at, and posting as somebody else, is of high risk.
"""

from collections.abc import Iterator

from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity
from twohats_policy.decision import Effect, Reason, Risk
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest

UNREADABLE = "unreadable"
UNSEEN_CONTENT = "unseen-content"
UNKNOWN_CALL = "unknown-call"
UNKNOWN_ACCOUNT = "unknown-account"
NOT_YOUR_ACCOUNT = "not-your-account"
EMPTY_POLICY = "empty-policy"

BUILT_IN = frozenset({UNREADABLE, UNSEEN_CONTENT, UNKNOWN_CALL, UNKNOWN_ACCOUNT, NOT_YOUR_ACCOUNT, EMPTY_POLICY})
"""Ids that rules of people and packs cannot have."""


def built_in(policy: Policy, request: DecisionRequest) -> Iterator[Reason]:
    """Yield the built-in reasons that meet."""
    if not request.readable:
        message = "This call looks like publishing, but cannot be read."
        yield Reason(rule=UNREADABLE, effect=policy.unreadable, message=message, risk=Risk.HIGH)
    if not request.known_call:
        yield Reason(
            rule=UNKNOWN_CALL, effect=policy.unknown_call, message="twohats does not know what this call does."
        )
    elif request.activity.publishes:
        yield from _about_publishing(policy, request)


def _about_publishing(policy: Policy, request: DecisionRequest) -> Iterator[Reason]:
    if policy.empty:
        yield Reason(rule=EMPTY_POLICY, effect=Effect.ASK, message="The policy has no rules: name packs under `use`.")
    if _unseen(request.activity):
        message = "What this publishes was prepared earlier and was not seen."
        yield Reason(rule=UNSEEN_CONTENT, effect=policy.unreadable, message=message, risk=Risk.HIGH)
    yield from _about_the_account(policy, request)


def _about_the_account(policy: Policy, request: DecisionRequest) -> Iterator[Reason]:
    entry, ref = policy.account(request.account.ref), request.account.ref or ""
    if entry is None:
        yield Reason(rule=UNKNOWN_ACCOUNT, effect=policy.unknown_account, message=_unknown(request.account))
    elif not policy.team.may_post_as(request.employee, ref):
        name = entry.name or ref
        whose = (
            f"{name} is the personal account of somebody else."
            if entry.owner
            else f"You are not among those who post as {name}."
        )
        yield Reason(rule=NOT_YOUR_ACCOUNT, effect=policy.not_your_account, message=whose, risk=Risk.HIGH)


def _unseen(activity: Activity) -> bool:
    return bool(activity.uses) and not activity.media and not activity.text


def _unknown(account: ActingAccount) -> str:
    name = account.username or account.platform_id
    return (
        f"The account {name} is not in the policy."
        if name
        else "It cannot be told which account this will appear under."
    )
