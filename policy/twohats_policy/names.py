"""The names offered to rules, declared once: type, meaning, and where the value comes from.

From this declaration come the type check of conditions (`environment`), the values at decision time, the signals a rule
needs, and `docs/rule-names.md`. A new name is one entry here; a new signal is one entry in `signal_names`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from twohats_policy.activity import MediaKind, Verb
from twohats_policy.facts import Facts
from twohats_policy.signal_names import (
    LINK_SIGNALS,
    MEDIA_SIGNALS,
    MEMORY_SIGNALS,
    PRESENCE_SIGNALS,
    TAG_SIGNALS,
    WORD_SIGNALS,
)
from twohats_policy.vocabulary import Function, Group, Kind, Name, Vocabulary
from twohats_policy.word_list import says

VERBS = tuple(verb.value for verb in Verb)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ACCOUNT_KINDS = ("brand", "personal", "unknown")
CONFIDENCES = ("none", "hint", "remembered", "stated")


def _text(name: str, about: str, read: Callable[[Any], str], values: tuple[str, ...] = ()) -> Name:
    return Name(name, Kind.TEXT, about, read, values=values)


def _texts(name: str, about: str, read: Callable[[Any], Any]) -> Name:
    return Name(name, Kind.TEXTS, about, read)


def _truth(name: str, about: str, read: Callable[[Any], bool]) -> Name:
    return Name(name, Kind.TRUTH, about, read)


def _of_call(name: str, about: str) -> Name:
    """Return a text that the activity has under the same name."""

    def read(facts: Facts) -> str:
        return str(getattr(facts.activity, name))

    return _text(name, about, read)


def _weekday(now: datetime) -> str:
    return WEEKDAYS[now.weekday()]


POST = Group(
    "post",
    "What is about to become public.",
    (
        _of_call("platform", "Where it goes: `x`, `instagram`, `bluesky` …"),
        _text("verb", "What the call does.", lambda post: post.activity.verb.value, VERBS),
        _text("shown_as", "What people will see: a scheduled reply is a `reply`.", lambda post: post.shown_as, VERBS),
        _of_call("text", "Its text."),
        _of_call("title", "Its title, where the platform has one."),
        _texts("links", "Its links, those in the text too.", lambda post: post.links),
        _texts("tags", "Its hashtags, those in the text too, without `#`, lower case.", lambda post: post.tags),
        _texts("mentions", "Whom it mentions, without `@`, lower case.", lambda post: post.mentions),
        Name("media", Kind.GROUPS, "Its pictures, videos and sounds.", lambda post: post.media, group="media"),
        Name(
            "targets",
            Kind.GROUPS,
            "Where it goes besides its own account: groups, boards, other networks.",
            lambda post: post.targets,
            group="target",
        ),
        _of_call("reply_to", "The platform's id of what it answers; empty: no reply."),
        _of_call("quote_of", "The platform's id of what it quotes."),
        _of_call("subject", "The platform's id of what is liked, reposted, followed, edited or deleted."),
        _of_call("audience", "Who will see it, in the platform's own word."),
        _of_call("schedule", "When it will go out (ISO 8601, UTC); empty: now."),
        _of_call("language", "The language the call itself names; often empty."),
        *WORD_SIGNALS,
        *TAG_SIGNALS,
        *MEMORY_SIGNALS,
        *LINK_SIGNALS,
    ),
)

MEDIA = Group(
    "media",
    "One picture, video or sound: `post.media.exists(m, m.kind == 'video')`.",
    (
        _text("kind", "What it is, as far as the call says.", lambda m: m.media.kind.value, tuple(MediaKind)),
        _text("alt", "Its description for people who cannot see it.", lambda m: m.media.alt),
        _text("url", "The address the platform will fetch it from; empty: it was uploaded.", lambda m: m.media.url),
        *MEDIA_SIGNALS,
    ),
)

TARGET = Group(
    "target",
    "One place it goes to besides its own account: `post.targets.exists(t, t.kind == 'personal')`.",
    (
        _text("network", "The platform of the target.", lambda target: target.target.network),
        _text("ref", "The policy's key of the account behind it; empty: none.", lambda target: target.ref),
        _text("kind", "The kind of that account.", lambda target: target.kind, ACCOUNT_KINDS),
        _text("id", "The network's id of the target.", lambda target: target.target.platform_id),
        _text("username", "The network's name of the target.", lambda target: target.target.username),
    ),
)

ACCOUNT = Group(
    "account",
    "An account: `account` is the one people will see as the author, `login` the one that is signed in.",
    (
        _text("ref", "Its key in `accounts`; empty: the policy does not name it.", lambda account: account.ref),
        _text("kind", "Whose it is.", lambda account: account.kind, ACCOUNT_KINDS),
        _text("name", "What the policy calls it.", lambda account: account.name),
        _text("owner", "Whose personal account it is: a key of `people`.", lambda account: account.owner),
        _truth("yours", "Whether the employee may post as it.", lambda account: account.yours),
        _text("platform", "Its platform.", lambda account: account.acting.platform),
        _text("username", "Its name on the platform.", lambda account: account.acting.username),
        _text("id", "Its id on the platform.", lambda account: account.acting.platform_id),
        _text("confidence", "How good the sign that names it is.", lambda account: account.confidence, CONFIDENCES),
        _texts("tags", "Its house hashtags, lower case.", lambda account: account.tags),
        _texts("links", "Its own link domains.", lambda account: account.links),
        _texts("languages", "The languages it writes in.", lambda account: account.languages),
        _texts(
            "own_topics", "The touchy topics of its own trade: a brewery's `alcohol`.", lambda account: account.topics
        ),
        _texts(
            "own_bad_news",
            "What its `bad_news` say; `post.memorial_day` is one of them on such a day.",
            lambda account: account.bad_news,
        ),
        _truth(
            "has_approved_media",
            "Whether the policy gives it a folder of approved pictures.",
            lambda account: account.has_approved_media,
        ),
    ),
)

NOW = Group(
    "now",
    "The local time, in the policy's `timezone`.",
    (
        Name("hour", Kind.NUMBER, "0 to 23.", lambda now: now.hour),
        Name("minute", Kind.NUMBER, "0 to 59.", lambda now: now.minute),
        _text("weekday", "The day of the week.", _weekday, WEEKDAYS),
        _text("date", "The day, as `2026-09-11`.", lambda now: now.date().isoformat()),
    ),
)

PRESENCE = Group("presence", "Whether somebody is at this computer.", PRESENCE_SIGNALS)

VARIABLES = (
    Name("post", Kind.GROUP, POST.about, lambda facts: facts, group="post"),
    Name("account", Kind.GROUP, ACCOUNT.about, lambda facts: facts.account, group="account"),
    Name("login", Kind.GROUP, ACCOUNT.about, lambda facts: facts.login, group="account"),
    Name("now", Kind.GROUP, NOW.about, lambda facts: facts.now, group="now"),
    Name("presence", Kind.GROUP, PRESENCE.about, lambda facts: facts, group="presence"),
    _text(
        "hat",
        "What the employee declares to be wearing: an account's key, `brand`, `personal`, or empty (not declared).",
        lambda facts: facts.request.hat,
    ),
    _text("employee", "The employee at the keyboard: a key of `people`.", lambda facts: facts.request.employee),
    _text("employee_name", "The employee's name.", lambda facts: facts.person_name),
)

FUNCTIONS = (
    Function(
        "says",
        "Whether a text has one of these words or phrases, whole, in any case; `*` stands for any ending: "
        "`post.text.says('rip, passed away, condol*')`.",
        says,
    ),
)

VOCABULARY = Vocabulary(VARIABLES, (POST, MEDIA, TARGET, ACCOUNT, NOW, PRESENCE), FUNCTIONS)
"""The names of this version."""
