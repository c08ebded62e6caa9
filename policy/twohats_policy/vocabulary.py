"""The names offered to rules, declared once: type, meaning, and where the value comes from.

From this declaration come the type check of conditions (`environment`), the values at decision time, the signals a rule
needs, and `docs/rule-names.md`. A new name is one line in `GROUPS`; a new signal is one line with `signal=`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from twohats_policy.activity import Activity, MediaKind, Verb
from twohats_policy.facts import AccountFacts, Facts, MediaFacts, TargetFacts


class Kind(StrEnum):
    """The type of a value in a condition."""

    TEXT = "string"
    NUMBER = "int"
    SCORE = "double"
    TRUTH = "bool"
    TEXTS = "list of string"
    GROUP = "group"
    GROUPS = "list of groups"


@dataclass(frozen=True)
class Signal:
    """Something that must be worked out: its key in the request, and the extra that has to be installed (empty: none)."""

    key: str
    extra: str = ""


@dataclass(frozen=True)
class Name:
    """One name of a group. Either `read` gives its value from the group's facts, or `signal` says which signal it is.

    `values` lists all it can be, where that is a closed set; `group` names the members of a GROUP or GROUPS.
    """

    name: str
    kind: Kind
    about: str
    read: Callable[[Any], Any] | None = None
    signal: Signal | None = None
    values: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class Group:
    """Names that belong together: `post`, `account`, one of `post.media`."""

    name: str
    about: str
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All names offered: the variables a condition starts from, and the groups behind them."""

    variables: tuple[Name, ...]
    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        """Refuse a declaration in which a signal shares its name with anything else: conditions are read by name."""
        names = [name for group in self.groups for name in group.names]
        for signal in (name for name in names if name.signal):
            if sum(name.name == signal.name for name in names) > 1:
                raise ValueError(f"`{signal.name}` is a signal and must be the only name of that spelling")

    @cached_property
    def signals(self) -> Mapping[str, Signal]:
        """The signals by the name that conditions use."""
        return {name.name: name.signal for group in self.groups for name in group.names if name.signal}

    @cached_property
    def media_signals(self) -> frozenset[str]:
        """Keys of the signals that are about one piece of media."""
        return frozenset(name.signal.key for group in self.groups if group.name == "media" for name in group.names if name.signal)

    @cached_property
    def closed(self) -> Mapping[str, frozenset[str]]:
        """All values of the names that have a closed set of them."""
        found: dict[str, frozenset[str]] = {}
        for name in (name for group in self.groups for name in group.names if name.values):
            found[name.name] = found.get(name.name, frozenset()) | set(name.values)
        return found

    def members(self, group: str) -> tuple[str, ...]:
        """Return the names in a group."""
        return tuple(name.name for found in self.groups if found.name == group for name in found.names)


def _activity(get: Callable[[Activity], Any]) -> Callable[[Facts], Any]:
    return lambda facts: get(facts.activity)


def _account(get: Callable[[AccountFacts], Any]) -> Callable[[AccountFacts], Any]:
    return get


def _entry(attribute: str, nothing: Any = "") -> Callable[[AccountFacts], Any]:
    return lambda facts: getattr(facts.entry, attribute) if facts.entry else nothing


VERBS = tuple(verb.value for verb in Verb)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ACCOUNT_KINDS = ("brand", "personal", "unknown")

POST = Group(
    "post",
    "What is about to become public.",
    (
        Name("platform", Kind.TEXT, "Where it goes: `x`, `instagram`, `bluesky` …", _activity(lambda a: a.platform)),
        Name("verb", Kind.TEXT, "What the call does.", _activity(lambda a: a.verb.value), values=VERBS),
        Name("shown_as", Kind.TEXT, "What people will see: a scheduled reply is a `reply`.", _activity(lambda a: a.shown_as.value), values=VERBS),
        Name("text", Kind.TEXT, "Its text.", _activity(lambda a: a.text)),
        Name("title", Kind.TEXT, "Its title, where the platform has one.", _activity(lambda a: a.title)),
        Name("links", Kind.TEXTS, "Its links, those in the text too.", lambda f: f.links),
        Name("tags", Kind.TEXTS, "Its hashtags, those in the text too, without `#`, lower case.", lambda f: f.tags),
        Name("mentions", Kind.TEXTS, "Whom it mentions, without `@`, lower case.", lambda f: f.mentions),
        Name("media", Kind.GROUPS, "Its pictures, videos and sounds, in order.", lambda f: f.media, group="media"),
        Name("targets", Kind.GROUPS, "Where it goes besides its own account: groups, boards, other networks.", lambda f: f.targets, group="target"),
        Name("reply_to", Kind.TEXT, "The platform's id of what it answers; empty: no reply.", _activity(lambda a: a.reply_to)),
        Name("quote_of", Kind.TEXT, "The platform's id of what it quotes.", _activity(lambda a: a.quote_of)),
        Name("subject", Kind.TEXT, "The platform's id of what is liked, reposted, followed, edited or deleted.", _activity(lambda a: a.subject)),
        Name("audience", Kind.TEXT, "Who will see it, in the platform's own word.", _activity(lambda a: a.audience)),
        Name("schedule", Kind.TEXT, "When it will go out (ISO 8601, UTC); empty: now.", _activity(lambda a: a.schedule)),
        Name("text_seen_on_personal", Kind.TRUTH, "Whether the same words went out from a personal account before.", signal=Signal("text.seen_on_personal")),
        Name("language", Kind.TEXT, "The language the call itself names; often empty.", _activity(lambda a: a.language)),
    ),
)  # fmt: skip

MEDIA = Group(
    "media",
    "One picture, video or sound: `post.media.exists(m, m.kind == 'video')`.",
    (
        Name("kind", Kind.TEXT, "What it is, as far as the call says.", lambda m: m.media.kind.value, values=tuple(kind.value for kind in MediaKind)),
        Name("alt", Kind.TEXT, "Its description for people who cannot see it.", lambda m: m.media.alt),
        Name("url", Kind.TEXT, "The address the platform will fetch it from; empty: it was uploaded.", lambda m: m.media.url),
        Name("seen_on_personal", Kind.TRUTH, "Whether the same picture went out from a personal account before.", signal=Signal("seen_on_personal")),
        Name("approved", Kind.TRUTH, "Whether it is one of the account's approved pictures.", signal=Signal("approved")),
    ),
)  # fmt: skip

TARGET = Group(
    "target",
    "One place it goes to besides its own account: `post.targets.exists(t, t.kind == 'personal')`.",
    (
        Name("network", Kind.TEXT, "The platform of the target.", lambda t: t.target.network),
        Name("ref", Kind.TEXT, "The policy's key of the account behind it; empty: none.", lambda t: t.ref),
        Name("kind", Kind.TEXT, "The kind of that account.", lambda t: t.kind, values=ACCOUNT_KINDS),
        Name("id", Kind.TEXT, "The network's id of the target.", lambda t: t.target.platform_id),
        Name("username", Kind.TEXT, "The network's name of the target.", lambda t: t.target.username),
    ),
)  # fmt: skip

ACCOUNT = Group(
    "account",
    "An account: `account` is the one people will see as the author, `login` the one that is signed in.",
    (
        Name("ref", Kind.TEXT, "Its key in `accounts`; empty: the policy does not name it.", _account(lambda a: a.ref)),
        Name("kind", Kind.TEXT, "Whose it is.", _account(lambda a: a.kind), values=ACCOUNT_KINDS),
        Name("name", Kind.TEXT, "What the policy calls it.", _entry("name")),
        Name("owner", Kind.TEXT, "Whose personal account it is: a key of `people`.", lambda a: (a.entry.owner or "") if a.entry else ""),
        Name("yours", Kind.TRUTH, "Whether the employee may post as it.", _account(lambda a: a.yours)),
        Name("platform", Kind.TEXT, "Its platform.", _account(lambda a: a.acting.platform)),
        Name("username", Kind.TEXT, "Its name on the platform, as the call or the platform says.", _account(lambda a: a.acting.username)),
        Name("id", Kind.TEXT, "Its id on the platform.", _account(lambda a: a.acting.platform_id)),
        Name("confidence", Kind.TEXT, "How far the sign that names it can be trusted.", _account(lambda a: a.confidence), values=("none", "hint", "remembered", "stated")),
        Name("tags", Kind.TEXTS, "Its house hashtags, lower case.", lambda a: [tag.lower() for tag in a.entry.tags] if a.entry else []),
        Name("links", Kind.TEXTS, "Its own link domains.", _entry("links", ())),
        Name("languages", Kind.TEXTS, "The languages it writes in.", _entry("languages", ())),
        Name("has_approved_media", Kind.TRUTH, "Whether the policy gives it a folder of approved pictures.", lambda a: bool(a.entry and a.entry.media)),
    ),
)  # fmt: skip

NOW = Group(
    "now",
    "The local time, in the policy's `timezone`.",
    (
        Name("hour", Kind.NUMBER, "0 to 23.", lambda now: now.hour),
        Name("minute", Kind.NUMBER, "0 to 59.", lambda now: now.minute),
        Name("weekday", Kind.TEXT, "The day of the week.", lambda now: WEEKDAYS[now.weekday()], values=WEEKDAYS),
        Name("date", Kind.TEXT, "The day, as `2026-09-11`.", lambda now: now.date().isoformat()),
    ),
)

VARIABLES = (
    Name("post", Kind.GROUP, POST.about, lambda f: f, group="post"),
    Name("account", Kind.GROUP, "The account people will see as the author.", lambda f: f.account, group="account"),
    Name("login", Kind.GROUP, "The account that is signed in.", lambda f: f.login, group="account"),
    Name("now", Kind.GROUP, NOW.about, lambda f: f.now, group="now"),
    Name("hat", Kind.TEXT, "What the employee declares to be wearing: an account's key, `brand`, `personal`, or empty.", lambda f: f.request.hat),
    Name("employee", Kind.TEXT, "The employee at the keyboard: a key of `people`.", lambda f: f.request.employee),
    Name("employee_name", Kind.TEXT, "The employee's name.", lambda f: f.person_name),
)  # fmt: skip

VOCABULARY = Vocabulary(VARIABLES, (POST, MEDIA, TARGET, ACCOUNT, NOW))
"""The names of this version."""
