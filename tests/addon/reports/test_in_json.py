"""The report for programs."""

import json
from datetime import UTC, datetime

from tests.support.made_trail import EVENING, STOCKHOLM, asked, four_weeks
from twohats.audits.log import Unreadable
from twohats.question import Bypass
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Period, Reader, figures
from twohats.reports.in_json import values
from twohats.reports.posts import End
from twohats.state.reviews import Review

PERIOD = Period.of_days(EVENING, STOCKHOLM)


def test_it_is_json_and_has_everything_even_what_is_zero() -> None:
    found = values(figures((), PERIOD, Reader()), RuleBook(), ())

    assert json.loads(json.dumps(found)) == found
    assert list(found) == [
        *("since", "until", "caught", "total", "days", "accounts", "people", "rules", "budget"),
        *("vouched", "emergencies", "unreadable"),
    ]
    assert (len(found["days"]), found["since"]) == (28, "2026-10-26T00:00:00+01:00")
    assert found["total"] == {
        "posts": 0,
        "asked": 0,
        "would_ask": 0,
        "would_refuse": 0,
        "ends": {end.value: 0 for end in End},
        "bypasses": {bypass.value: 0 for bypass in Bypass},
        "seconds": None,
    }


def test_figures_are_those_of_the_month() -> None:
    month = figures(four_weeks(), PERIOD, Reader("anna"))
    found = values(month, RuleBook(shared=frozenset({"foreign-hashtag"})), ())

    assert found["caught"] == month.total.caught
    assert sum(day["posts"] for day in found["days"]) == found["total"]["posts"] == month.total.posts
    assert found["rules"][0]["rule"] == found["budget"]["over"][0]["rule"] == "foreign-hashtag"
    assert found["budget"]["over"][0]["standing"] == "in-force"
    assert (found["budget"]["asks"], found["budget"]["per"], found["budget"]["fewest"]) == (1, 25, 3)


def test_single_posts_and_emergencies_have_no_text() -> None:
    review = Review(1, "K7Q2WX", "anna", "anna", "", "x", datetime(2026, 11, 20, 10, tzinfo=UTC))
    broken = Unreadable("1", "", "broken", "")
    found = values(
        figures([asked(EVENING, "links", "vouched", id="id1"), broken], PERIOD, Reader("anna")), RuleBook(), [review]
    )

    assert found["vouched"] == [
        {
            **{"id": "id1", "time": "2026-11-22T18:30:00+01:00", "account": "acme", "by": "anna"},
            **{"rules": ["links"], "vouched": "Cleo"},
        }
    ]
    assert found["emergencies"] == [
        {"question": "K7Q2WX", "time": "2026-11-20T11:00:00+01:00", "account": None, "by": "anna"}
    ]
    assert found["unreadable"] == 1
