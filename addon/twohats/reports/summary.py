"""What the figures come to, in sentences: what was caught, which rules ask too often, what is still to be looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twohats.question import Bypass
from twohats.reports import words
from twohats.reports.budget import FEWEST, RuleBook, Standing, Weighed, over, ready
from twohats.reports.figures import Figures
from twohats.reports.posts import AccountName, Post
from twohats.state.reviews import Review
from twohats.wording import say
from twohats_policy.account import AccountKind

MOST_LISTED = 10
"""Posts that are told one by one; `--json` has them all."""


@dataclass(frozen=True)
class Notes:
    """Sentences under a heading, and one that explains them; nothing is shown if there are none."""

    title: str
    lines: tuple[str, ...]
    foot: str = ""


@dataclass(frozen=True)
class Summary:
    """The first number with its words, lines about the whole, and what there is to do."""

    caught: str
    caught_words: str
    lines: tuple[str, ...]
    notes: tuple[Notes, ...]


def summary(figures: Figures, book: RuleBook, reviews: Sequence[Review], language: str) -> Summary:
    """Return what the figures come to; `reviews` are the emergencies that nobody else has looked at."""
    caught = figures.total.caught
    return Summary(
        caught=words.number(caught, language),
        caught_words=say("report.caught_one" if caught == 1 else "report.caught", language),
        lines=tuple(_lines(figures, language)),
        notes=(
            Notes(say("report.emergency", language), tuple(_emergencies(reviews, figures, language))),
            _over(figures, book, language),
            Notes(say("report.ready", language), tuple(_ready(figures, book, language))),
            Notes(say("report.vouched", language), _each("report.vouched_line", figures.vouched, figures, language)),
            Notes(say("report.damage", language), tuple(_damage(figures, language))),
        ),
    )


def _lines(figures: Figures, language: str) -> Iterator[str]:
    total, period = figures.total, figures.period
    since, until = (words.whole_day(period.day(time), language) for time in (period.since, period.until))
    posts, asked = words.number(total.posts, language), words.number(total.asked, language)
    yield say("report.period", language, since=since, until=until, posts=posts, asked=asked)
    if total.would_ask or total.would_refuse:
        yield say("report.observed", language, asked=total.would_ask, refused=total.would_refuse)
    if any(total.bypasses.values()):
        yield say("report.bypasses", language, **{name: total.bypasses[bypass] for name, bypass in _BYPASSES.items()})
    if total.seconds is not None:
        yield say("report.median_line", language, seconds=words.seconds(total.seconds, language))


def _over(figures: Figures, book: RuleBook, language: str) -> Notes:
    lines = tuple(_over_line(one, language) for one in over(figures, book))
    budget = book.budget
    foot = say("report.over_threshold", language, asks=budget.asks, per=budget.per, fewest=FEWEST)
    return Notes(say("report.over", language), lines, foot)


def _over_line(one: Weighed, language: str) -> str:
    remedy = say(_REMEDIES[one.standing], language, rule=one.rule)
    return say("report.over_line", language, rule=one.rule, prompts=one.prompts, around=one.around, remedy=remedy)


def _ready(figures: Figures, book: RuleBook, language: str) -> Iterator[str]:
    for one in ready(figures, book):
        yield say("report.ready_line", language, rule=one.rule, prompts=one.prompts, around=one.around)


def _each(key: str, posts: tuple[Post, ...], figures: Figures, language: str) -> tuple[str, ...]:
    """Return a line for each of the latest posts, the latest first, and how many more there are."""
    lines = tuple(say(key, language, **_values(post, figures, language)) for post in posts[: -MOST_LISTED - 1 : -1])
    more = len(posts) - len(lines)
    return (*lines, say("report.more", language, count=more)) if more else lines


def _values(post: Post, figures: Figures, language: str) -> Mapping[str, str]:
    return {
        "time": words.moment(post.time, figures.period.zone, language),
        "account": words.account(post.account, language),
        "by": post.by,
        "vouched": post.vouched,
        "id": post.id,
    }


def _damage(figures: Figures, language: str) -> Iterator[str]:
    if figures.unreadable:
        yield say("report.damage_line", language, count=figures.unreadable)


def _emergencies(reviews: Sequence[Review], figures: Figures, language: str) -> Iterator[str]:
    for review in reviews:
        yield say(
            "report.emergency_line",
            language,
            time=words.moment(review.at, figures.period.zone, language),
            account=words.account(AccountName(AccountKind.UNKNOWN, review.account), language),
            by=review.said_by,
            question=review.question,
        )


_BYPASSES = {"false_alarms": Bypass.FALSE_ALARM, "approved": Bypass.APPROVED, "emergencies": Bypass.EMERGENCY}

_REMEDIES = {
    Standing.IN_FORCE: "report.put_back",
    Standing.OBSERVED: "report.still_observed",
    Standing.BUILT_IN: "report.built_in",
    Standing.OWN: "report.own",
    Standing.UNKNOWN: "report.not_here",
}
