"""Where a second person is asked for and nobody could be one: the post would wait for ever."""

from collections.abc import Iterable, Iterator

from twohats_policy.decision import Effect
from twohats_policy.policy import Policy
from twohats_policy.rule import Scope

_REMEDY = "add each to the `approves_for` of a colleague"


def cannot_be_released(policy: Policy, scope: Scope) -> str:
    """Return in words which accounts of a scope nobody could release for this employee; empty if there are none."""
    return _words(ref or "accounts that are not listed" for ref in _accounts(policy, scope) if not _any(policy, ref))


def settings_without_release(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield the settings of the team that ask for a second person whom nobody could be, with words about each."""
    if policy.unknown_account is Effect.SECOND and not _any(policy, None):
        yield "unknown_account", _words(["accounts that are not listed"])
    if policy.not_your_account is Effect.SECOND and not _any(policy, None):
        yield "not_your_account", _words(["accounts of others"])
    if policy.unreadable is Effect.SECOND and (words := cannot_be_released(policy, Scope())):
        yield "unreadable", words
    if policy.unknown_call is Effect.SECOND and not _any(policy, None):
        yield "unknown_call", _words(["calls that twohats does not know"])


def _any(policy: Policy, ref: str | None) -> bool:
    return bool(policy.colleagues(policy.employee, ref))


def _accounts(policy: Policy, scope: Scope) -> Iterator[str | None]:
    """Yield the accounts of a scope that the employee may post as (nobody in particular: all); None: unknown ones."""
    for ref, entry in policy.accounts.entries.items():
        theirs = not policy.employee or policy.team.may_post_as(policy.employee, ref)
        meant = not scope.account or ref in scope.account or entry.kind in scope.account
        if theirs and meant and (not scope.platforms or entry.handles.keys() & set(scope.platforms)):
            yield ref
    if "unknown" in scope.account:
        yield None


def _words(stranded: Iterable[str]) -> str:
    names = [name if " " in name else f"`{name}`" for name in stranded]
    return f"asks for a second person, but nobody can release {', '.join(names)}; {_REMEDY}" if names else ""
