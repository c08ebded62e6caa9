"""What no single value can show: names that must exist elsewhere, handles given twice, ids that are taken."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from twohats_policy.account_book import clashes
from twohats_policy.built_in import BUILT_IN
from twohats_policy.decision import Effect
from twohats_policy.errors import Problem, did_you_mean, shown
from twohats_policy.example import Example
from twohats_policy.files import AccountEntry, OwnKind, TeamFile
from twohats_policy.names import ACCOUNT_KINDS
from twohats_policy.rule import Rule
from twohats_policy.source import Source
from twohats_policy.tree import Path
from twohats_policy.vocabulary import Vocabulary

type Report = Callable[..., Problem]


@dataclass(frozen=True)
class Known:
    """The names that other places may refer to. `platforms` empty: not known here, any will do."""

    accounts: Collection[str]
    people: Collection[str]
    packs: Collection[str]
    platforms: Collection[str]
    vocabulary: Vocabulary


def team_problems(source: Source, team: TeamFile, known: Known) -> Iterator[Problem]:
    """Yield what is wrong between the accounts and people of the team file."""
    for ref, entry in team.accounts.items():
        yield from _account_problems(source, ref, entry, known)
    for first, second, claimed in clashes(team.accounts):
        path = ("accounts", second, "handles", claimed.platform, claimed.by)
        what = f"{shown(claimed.value)} is also the handle of `{first}`"
        yield source.problem(path, what, "one handle belongs to one account: delete one of the two")
    for id, person in team.people.items():
        for key, refs in (("posts_as", person.posts_as), ("approves_for", person.approves_for)):
            yield from missing(source, ("people", id, key), refs, known.accounts, "account")
    if timezone(team.timezone) is None:
        remedy = did_you_mean(team.timezone, available_timezones(), "use a name such as `Europe/Stockholm`")
        yield source.problem(("timezone",), f"{shown(team.timezone)} is no time zone", remedy)


def _account_problems(source: Source, ref: str, entry: AccountEntry, known: Known) -> Iterator[Problem]:
    path: Path = ("accounts", ref)
    if ref in ACCOUNT_KINDS:
        yield source.problem(path, f"`{ref}` is a kind, not a name for an account", "choose another key")
    if entry.kind is OwnKind.PERSONAL and entry.owner is None:
        yield source.problem(path, "a personal account without `owner`", "add `owner:` with a key of `people`")
    if entry.kind is OwnKind.BRAND and entry.owner is not None:
        yield source.problem((*path, "owner"), "a brand account has no `owner`", "list who may post under `posts_as`")
    if entry.owner is not None:
        yield from missing(source, (*path, "owner"), (entry.owner,), known.people, "person")
    for platform, handle in entry.handles.items():
        if not handle.id and not handle.username:
            place = (*path, "handles", platform)
            yield source.problem(place, "neither `id` nor `username`", "add at least one, best the `id`")
    yield from _platform_problems(source, (*path, "handles"), entry.handles, known)


def rule_problems(source: Source, rules: tuple[Rule, ...], known: Known) -> Iterator[Problem]:
    """Yield what is wrong with the rules of one file, their conditions aside."""
    lines: dict[str, int] = {}
    for number, rule in enumerate(rules):
        path: Path = ("rules", number)
        place = (*path, "id")
        if rule.id in BUILT_IN:
            yield source.problem(place, f"`{rule.id}` is the name of a built-in reason", "choose another id")
        if rule.id in lines:
            yield source.problem(
                place, f"`{rule.id}` is also the rule in line {lines[rule.id]}", "give each rule its own id"
            )
        lines.setdefault(rule.id, source.spot(place).line)
        scope = (*path, "for")
        yield from missing(
            source, (*scope, "account"), rule.scope.account, {*known.accounts, *ACCOUNT_KINDS}, "account"
        )
        yield from _platform_problems(source, (*scope, "platforms"), rule.scope.platforms, known)
        yield from _wait_problems(source, path, rule)


def _wait_problems(source: Source, path: Path, rule: Rule) -> Iterator[Problem]:
    if rule.effect is Effect.WAIT and rule.wait_seconds is None:
        yield source.problem((*path, "effect"), "`wait` without a time", "add `wait_seconds:`, for example 20")
    if rule.effect is not Effect.WAIT and rule.wait_seconds is not None:
        place = (*path, "wait_seconds")
        yield source.problem(
            place, f"means nothing with the effect `{rule.effect}`", "delete it, or use `effect: wait`"
        )


def taken_ids(source: Source, rules: tuple[Rule, ...], taken: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the rules whose id belongs to a rule of another file; `taken` gives the place of each."""
    for number, rule in enumerate(rules):
        if rule.id in taken:
            what = f"`{rule.id}` is also the rule in {taken[rule.id]}"
            yield source.problem(
                ("rules", number, "id"), what, "choose another id: a rule of the team cannot be replaced"
            )


def observe_problems(source: Source, observed: tuple[str, ...], rules: Collection[str]) -> Iterator[Problem]:
    """Yield the words of `observe:` that are no rules of the team or of a pack. Built-in reasons are always in force:
    what they do is a setting.
    """
    for id in observed:
        if id in BUILT_IN:
            place = source.nearest(("observe",), id, observed)
            yield source.problem(place, f"`{id}` is a built-in reason", "delete it: only rules can be observed")
    yield from missing(source, ("observe",), observed, {*rules, *BUILT_IN}, "rule")


def example_problems(source: Source, examples: tuple[Example, ...], known: Known) -> Iterator[Problem]:
    """Yield what is wrong with the names in `tests:`."""
    for number, example in enumerate(examples):
        path: Path = ("tests", number, "activity")
        refs = {*known.accounts, "unknown"}
        yield from missing(source, (*path, "account"), (example.activity.account,), refs, "account")
        if example.activity.login:
            yield from missing(source, (*path, "login"), (example.activity.login,), refs, "account")
        keys = {signal.key for signal in known.vocabulary.signals.values()}
        yield from missing(source, (*path, "signals"), example.activity.signals, keys, "signal")
        for index, media in enumerate(example.activity.media):
            yield from missing(
                source, (*path, "media", index, "signals"), media.signals, known.vocabulary.media_signals, "signal"
            )


def missing(
    source: Source, path: Path, names: Collection[str], offered: Collection[str], what: str
) -> Iterator[Problem]:
    """Yield a problem for each of `names`, found at `path`, that is not among `offered`."""
    for name in names:
        if name not in offered:
            otherwise = f"add it, or use one of: {', '.join(sorted(offered))}" if offered else "add it"
            place = source.nearest(path, name, names)
            yield source.problem(place, f"there is no {what} {shown(name)}", did_you_mean(name, offered, otherwise))


def _platform_problems(source: Source, path: Path, names: Collection[str], known: Known) -> Iterator[Problem]:
    if known.platforms:
        yield from missing(source, path, names, known.platforms, "platform")


def timezone(name: str) -> tzinfo | None:
    """Return the time zone of that name, None if there is none."""
    if name == "UTC":
        return UTC  # needs no database, which a bare Windows does not have
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
