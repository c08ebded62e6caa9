"""Figures as JSON values, for programs: what is zero is there, too."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from twohats.reports.budget import FEWEST, RuleBook, Weighed, over, ready
from twohats.reports.counts import Counts
from twohats.reports.figures import Figures, Period
from twohats.reports.posts import Post
from twohats.state.reviews import Review


def values(figures: Figures, book: RuleBook, reviews: Iterable[Review]) -> dict[str, Any]:
    """Return the report as one object; docs/report.md explains its keys."""
    return {
        "since": _moment(figures.period.since, figures.period),
        "until": _moment(figures.period.until, figures.period),
        "caught": figures.total.caught,
        "total": _counts(figures.total),
        "days": [{"day": str(day)} | _counts(counts) for day, counts in figures.days.items()],
        "accounts": [
            {"ref": name.ref or None, "kind": name.kind.value} | _counts(counts)
            for name, counts in figures.accounts.items()
        ],
        "people": [{"employee": employee} | _counts(counts) for employee, counts in figures.people.items()],
        "rules": [{"rule": rule.rule, "around": rule.around} | _counts(rule.counts) for rule in figures.rules],
        "budget": {"asks": book.budget.asks, "per": book.budget.per, "fewest": FEWEST}
        | {"over": _weighed(over(figures, book)), "ready": _weighed(ready(figures, book))},
        "vouched": [_post(post, figures.period) for post in figures.vouched],
        "emergencies": [_review(review, figures.period) for review in reviews],
        "unreadable": figures.unreadable,
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "posts": counts.posts,
        "asked": counts.asked,
        "would_ask": counts.would_ask,
        "would_refuse": counts.would_refuse,
        "ends": _plain(counts.ends),
        "bypasses": _plain(counts.bypasses),
        "seconds": counts.seconds,
    }


def _plain(numbers: Mapping[Any, int]) -> dict[str, int]:
    return {name.value: number for name, number in numbers.items()}


def _weighed(rules: Iterable[Weighed]) -> list[dict[str, Any]]:
    return [
        {"rule": one.rule, "prompts": one.prompts, "around": one.around, "standing": one.standing.value}
        for one in rules
    ]


def _post(post: Post, period: Period) -> dict[str, Any]:
    return {
        "id": post.id,
        "time": _moment(post.time, period),
        "account": post.account.ref or None,
        "by": post.by,
        "rules": sorted(post.rules),
    } | ({"vouched": post.vouched} if post.vouched else {})


def _review(review: Review, period: Period) -> dict[str, Any]:
    return {
        "question": review.question,
        "time": _moment(review.at, period),
        "account": review.account or None,
        "by": review.said_by,
    }


def _moment(time: datetime, period: Period) -> str:
    return time.astimezone(period.zone).isoformat(timespec="seconds")
