"""Figures over a period, from the lines of the trail: in total, per day, account, person and rule.

Pure: the time, the time zone and whose report it is are arguments. What others do privately is nobody's business but
theirs: a reader sees their own personal accounts one by one, and those of others as one number (design: State,
secrets, privacy).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from twohats.audits.log import Unreadable
from twohats.audits.record import AuditRecord
from twohats.question import Bypass
from twohats.reports.counts import Counts, Tally
from twohats.reports.posts import AccountName, Post, post_of
from twohats_policy.account import AccountKind

DAYS = 28
"""Days of a period, today included, unless somebody names another."""


@dataclass(frozen=True)
class Period:
    """From a moment to another, both included, by the clock of a time zone."""

    since: datetime
    until: datetime
    zone: tzinfo

    @classmethod
    def of_days(cls, now: datetime, zone: tzinfo, days: int = DAYS) -> "Period":
        """Return the period of so many days that ends now, begun at midnight."""
        midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return cls(midnight - timedelta(days=days - 1), now, zone)

    @property
    def days(self) -> Iterator[date]:
        """Yield each day, the first and the last included."""
        first = self.day(self.since)
        return (first + timedelta(days=number) for number in range((self.day(self.until) - first).days + 1))

    def day(self, time: datetime) -> date:
        """Return the day of a moment."""
        return time.astimezone(self.zone).date()


@dataclass(frozen=True)
class Reader:
    """Whose report it is: `employee` sees their own, `everybody` says that the others may be named too."""

    employee: str = ""
    everybody: bool = False

    def sees(self, employee: str) -> bool:
        """Tell whether figures of this person are shown by name."""
        return self.everybody or (bool(employee) and employee == self.employee)


@dataclass(frozen=True)
class RuleFigures:
    """What one rule did. `counts.posts` are the posts that it met, `around` all posts of the accounts it met in."""

    rule: str
    counts: Counts
    around: int


@dataclass(frozen=True)
class Figures:
    """What happened in a period. `vouched` are posts that were approved elsewhere, as far as the reader sees them."""

    period: Period
    total: Counts
    days: Mapping[date, Counts]
    accounts: Mapping[AccountName, Counts]
    people: Mapping[str, Counts]
    rules: tuple[RuleFigures, ...]
    vouched: tuple[Post, ...]
    unreadable: int


def figures(lines: Iterable[AuditRecord | Unreadable], period: Period, reader: Reader, *, person: str = "") -> Figures:
    """Count the lines of a period, of one `person` if that is named. Lines outside the period are left out."""
    found = _Found(reader)
    for line in lines:
        if isinstance(line, Unreadable):
            found.unreadable += 1
        elif period.since <= line.time <= period.until and person in ("", line.employee):
            found.add(line, period.day(line.time))
    return found.figures(period)


@dataclass
class _Found:
    """What was counted so far."""

    reader: Reader
    unreadable: int = 0
    total: Tally = field(default_factory=Tally)
    days: dict[date, Tally] = field(default_factory=lambda: defaultdict(Tally))
    accounts: dict[AccountName, Tally] = field(default_factory=lambda: defaultdict(Tally))
    people: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    rooms: dict[str, set[AccountName]] = field(default_factory=lambda: defaultdict(set))
    vouched: list[Post] = field(default_factory=list[Post])

    def add(self, record: AuditRecord, day: date) -> None:
        post = post_of(record)
        if post is None:
            return
        post = self._shown(post)
        self.total.add(post)
        self.days[day].add(post)
        self.accounts[post.account].add(post)
        if self.reader.sees(post.employee):
            self.people[post.employee].add(post)
            self.vouched += [post] if post.bypass is Bypass.APPROVED else []
        self._add_rules(post)

    def figures(self, period: Period) -> Figures:
        accounts = {name: self.accounts[name].counts() for name in self.accounts}
        return Figures(
            period=period,
            total=self.total.counts(),
            days={day: self.days[day].counts() for day in period.days},
            accounts=dict(sorted(accounts.items(), key=lambda item: (-item[1].posts, item[0]))),
            people={employee: self.people[employee].counts() for employee in sorted(self.people)},
            rules=tuple(sorted(self._rules(accounts), key=lambda rule: (-rule.counts.prompts, rule.rule))),
            vouched=tuple(self.vouched),
            unreadable=self.unreadable,
        )

    def _shown(self, post: Post) -> Post:
        """Name somebody's personal account only to themselves."""
        hidden = post.account.kind is AccountKind.PERSONAL and not self.reader.sees(post.employee)
        return replace(post, account=AccountName(AccountKind.PERSONAL)) if hidden else post

    def _add_rules(self, post: Post) -> None:
        for rule in post.rules | post.watched:
            self.rooms[rule].add(post.account)
            tally = self.rules[rule]
            if rule in post.watched:
                tally.add_watched(post)
            else:
                tally.add_end(post)

    def _rules(self, accounts: Mapping[AccountName, Counts]) -> Iterator[RuleFigures]:
        for rule, tally in self.rules.items():
            yield RuleFigures(rule, tally.counts(), sum(accounts[name].posts for name in self.rooms[rule]))
