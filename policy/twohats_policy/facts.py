"""What rules may know about one request, worked out once: its accounts as the policy knows them, the local time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from twohats_policy.account import ActingAccount, Strength
from twohats_policy.activity import Activity, Media, Target
from twohats_policy.files import AccountEntry
from twohats_policy.request import DecisionRequest, SignalValue
from twohats_policy.team import Team

_TAG = re.compile(r"(?<![\w/&#])[#\uff03](\w+)")
_MENTION = re.compile(r"(?<![\w/@])@([\w.-]*\w)(?:@[\w.-]+\w)?")
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_NOTHING: Mapping[str, SignalValue] = {}


@dataclass(frozen=True)
class AccountFacts:
    """An account, as the call shows it and as the policy knows it (`entry` None: it does not)."""

    acting: ActingAccount
    ref: str
    entry: AccountEntry | None
    yours: bool

    @property
    def kind(self) -> str:
        """`brand`, `personal` or `unknown`, by the policy alone."""
        return self.entry.kind.value if self.entry else "unknown"

    @property
    def name(self) -> str:
        """What the policy calls it."""
        return self.entry.name if self.entry else ""

    @property
    def links(self) -> tuple[str, ...]:
        """Its own link domains."""
        return self.entry.links if self.entry else ()

    @property
    def topics(self) -> tuple[str, ...]:
        """The touchy topics that are its own trade."""
        return tuple(topic.value for topic in self.entry.topics) if self.entry else ()

    @property
    def bad_news(self) -> tuple[str, ...]:
        """All that its days of bad news are about."""
        return tuple(news.what for news in self.entry.bad_news) if self.entry else ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it writes in."""
        return self.entry.languages if self.entry else ()

    @property
    def owner(self) -> str:
        """The person whose personal account it is, empty for all others."""
        return (self.entry.owner or "") if self.entry else ""

    @property
    def tags(self) -> list[str]:
        """Its house hashtags, lower case."""
        return [tag.lower() for tag in self.entry.tags] if self.entry else []

    @property
    def has_approved_media(self) -> bool:
        """Whether the policy gives it a folder of approved pictures."""
        return bool(self.entry and self.entry.media)

    @property
    def confidence(self) -> str:
        """How far the sign that names the account can be trusted: `none`, `hint`, `remembered`, `stated`."""
        return Strength(self.acting.confidence).name.lower()


@dataclass(frozen=True)
class MediaFacts:
    """One piece of media with its signals."""

    media: Media
    signals: Mapping[str, SignalValue]


@dataclass(frozen=True)
class TargetFacts:
    """A place the activity goes to, and the policy's account behind it, if it names one."""

    target: Target
    ref: str
    kind: str


@dataclass(frozen=True)
class Facts:
    """Everything about one request. `now` is in the policy's time zone."""

    request: DecisionRequest
    team: Team = field(repr=False)
    account: AccountFacts
    login: AccountFacts
    now: datetime

    @property
    def activity(self) -> Activity:
        """The activity that is judged."""
        return self.request.activity

    @property
    def shown_as(self) -> str:
        """What people will see."""
        return self.activity.shown_as.value

    @property
    def signals(self) -> Mapping[str, SignalValue]:
        """The signals about the activity as a whole."""
        return self.request.signals

    @property
    def tags(self) -> list[str]:
        """The tags the call names and those in its text, without the mark, lower case."""
        return tags_in(self.activity)

    @property
    def mentions(self) -> list[str]:
        """The names the call mentions and those in its text, without the mark, lower case."""
        return mentions_in(self.activity)

    @property
    def links(self) -> list[str]:
        """The links the call names and those in its text, as written."""
        return links_in(self.activity)

    @property
    def media(self) -> list[MediaFacts]:
        """The media in order, each with its signals; a signal that nobody worked out is simply not there."""
        given = self.request.media_signals
        media = self.activity.media
        return [MediaFacts(item, given[n] if n < len(given) else _NOTHING) for n, item in enumerate(media)]

    @property
    def targets(self) -> list[TargetFacts]:
        """The targets in order, with the accounts of the policy behind them."""
        return [target_facts(self.team, target) for target in self.activity.targets]

    @property
    def person_name(self) -> str:
        """The employee's name, empty if the policy gives none."""
        person = self.team.people.get(self.request.employee)
        return person.name if person else ""


def facts(team: Team, request: DecisionRequest) -> Facts:
    """Return what rules may know about `request`."""
    return Facts(
        request=request,
        team=team,
        account=account_facts(team, request.account, request.employee),
        login=account_facts(team, request.login, request.employee),
        now=request.now.astimezone(team.timezone),
    )


def account_facts(team: Team, acting: ActingAccount, employee: str) -> AccountFacts:
    """Return what is known of an account; a key that the policy does not have counts as none."""
    entry = team.account(acting.ref)
    ref = acting.ref if entry and acting.ref else ""
    return AccountFacts(acting, ref, entry, team.may_post_as(employee, ref))


def target_facts(team: Team, target: Target) -> TargetFacts:
    """Return a place the activity goes to, with the account of the policy behind it."""
    known = team.accounts.known(target.ref) or team.accounts.find(target.network, target.platform_id, target.username)
    return TargetFacts(target, known.ref if known else "", known.kind.value if known else "unknown")


def tags_in(activity: Activity) -> list[str]:
    """Return the tags the call names and those in its text, without the mark, lower case."""
    text = activity.text
    return _merged(activity.tags, _TAG.findall(text) if "#" in text or "\uff03" in text else ())


def mentions_in(activity: Activity) -> list[str]:
    """Return the names the call mentions and those in its text, without the mark, lower case."""
    return _merged(activity.mentions, _MENTION.findall(activity.text) if "@" in activity.text else ())


def links_in(activity: Activity) -> list[str]:
    """Return the links the call names and those in its text, as written."""
    text = activity.text
    return list(dict.fromkeys((*activity.links, *(_LINK.findall(text) if "://" in text else ()))))


def _merged(named: Iterable[str], found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word.lstrip("#\uff03@").lower() for word in (*named, *found)))
