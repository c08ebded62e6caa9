"""Examples: the `tests:` of policy files, run against the policy they stand in (`twohats check`)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from twohats_policy.account import AccountKind, ActingAccount, Frozen, Strength
from twohats_policy.activity import Activity, Media, Target
from twohats_policy.decision import Decision
from twohats_policy.engine import decide
from twohats_policy.example import Example, ExampleActivity, ExampleMedia, ExampleTarget
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest, SignalValue

NOON = "2026-01-14T12:00"
"""When an example without `now` takes place: a Wednesday."""

type MediaFacts = Callable[[str, str], Mapping[str, SignalValue]]
"""(file named in an example, account's key) -> the signals of that file."""

type WordFacts = Callable[[Policy, DecisionRequest], Mapping[str, SignalValue]]
"""(policy, question) -> the signals that the words of an example give by themselves."""


def no_words(_policy: Policy, _request: DecisionRequest) -> Mapping[str, SignalValue]:
    """Return nothing: where no words are looked at."""
    return {}


class Failure(Frozen):
    """An example that came out otherwise than expected: in words, and the decision itself."""

    example: str
    words: str
    decision: Decision


def run_tests(
    policy: Policy,
    media_facts: MediaFacts,
    examples: Iterable[Example] | None = None,
    word_facts: WordFacts = no_words,
) -> list[Failure]:
    """Return the examples (left out: those of the policy's own files) that the policy decides otherwise than they
    expect.

    `media_facts` looks at a file that an example names, `word_facts` at its words; what they raise is the caller's.
    """
    wanted = policy.examples if examples is None else examples
    return [failure for example in wanted for failure in _failures(policy, example, media_facts, word_facts)]


def request_of(
    policy: Policy, example: Example, media_facts: MediaFacts, word_facts: WordFacts = no_words
) -> DecisionRequest:
    """Return the question that the example puts to the engine."""
    request = _request(policy, example, media_facts)
    said = {**_quiet(policy, policy.environment.vocabulary.post_signals), **word_facts(policy, request)}
    return request.model_copy(update={"signals": {**said, **example.activity.signals}})


def _request(policy: Policy, example: Example, media_facts: MediaFacts) -> DecisionRequest:
    given = example.activity
    account = _account(policy, given.platform, given.account)
    login = _account(policy, given.platform, given.login) if given.login else account
    return DecisionRequest(
        employee=policy.employee,
        activity=_activity(policy, given),
        account=account,
        login=login,
        now=_now(policy, example.now or NOON),
        hat=example.hat,
        readable=example.readable,
        media_signals=tuple(_media_signals(policy, media, given.account, media_facts) for media in given.media),
    )


def _failures(policy: Policy, example: Example, media_facts: MediaFacts, word_facts: WordFacts) -> Iterator[Failure]:
    decision = decide(policy, request_of(policy, example, media_facts, word_facts))
    rules = f" ({', '.join(decision.rules)})" if decision.rules else ""
    if decision.effect is not example.expect:
        words = f"expected {example.expect}, got {decision.effect}{rules}{_seen(decision)}"
        yield Failure(example=example.name, words=words, decision=decision)
    elif example.rules is not None and set(example.rules) != set(decision.rules):
        words = f"expected the rules {', '.join(example.rules) or 'none'}, got {', '.join(decision.rules) or 'none'}"
        yield Failure(example=example.name, words=words, decision=decision)


def _seen(decision: Decision) -> str:
    """Say what is only observed: putting a rule back to observe makes the examples fail that expect it to hold."""
    watched = ", ".join(reason.rule for reason in decision.watched)
    return f"; only observed: {watched}" if watched else ""


def _activity(policy: Policy, given: ExampleActivity) -> Activity:
    same = given.model_dump(exclude={"account", "login", "signals", "media", "targets"})
    media = tuple(_media(number, item) for number, item in enumerate(given.media))
    return Activity(**same, media=media, targets=tuple(_target(policy, target) for target in given.targets))


def _media(number: int, given: ExampleMedia) -> Media:
    return Media(key=str(number), kind=given.kind, alt=given.alt, url=given.url)


def _target(policy: Policy, given: ExampleTarget) -> Target:
    return Target(network=given.network, ref=given.account if policy.account(given.account) else "")


def _account(policy: Policy, platform: str, ref: str) -> ActingAccount:
    entry = policy.account(ref)
    if entry is None:
        return ActingAccount(platform=platform)
    handle = entry.handles.get(platform)
    return ActingAccount(
        platform=platform,
        kind=AccountKind(entry.kind.value),
        ref=ref,
        platform_id=handle.id[0] if handle and handle.id else "",
        username=(handle.username or "") if handle else "",
        confidence=Strength.STATED,
    )


def _now(policy: Policy, local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=policy.team.timezone).astimezone(UTC)


def _media_signals(policy: Policy, media: ExampleMedia, ref: str, media_facts: MediaFacts) -> dict[str, SignalValue]:
    quiet = _quiet(policy, policy.environment.vocabulary.media_signals)
    looked_at = dict(media_facts(media.file, ref)) if media.file else dict[str, SignalValue]()
    return {**quiet, **looked_at, **media.signals}


def _quiet(policy: Policy, keys: frozenset[str]) -> dict[str, SignalValue]:
    """Return signals that have nothing to say: an example need not deny what it does not name."""
    return {key: value for key, value in policy.environment.vocabulary.quiet.items() if key in keys}
