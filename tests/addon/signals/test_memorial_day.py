from datetime import UTC, datetime

from tests.support.subjects import NOW, told
from twohats.signals.memorial_day import SIGNAL
from twohats_policy.request import SignalValue


def on(month: int, day: int, acme: str = "", **more: object) -> SignalValue:
    return told(SIGNAL, "Launch day", acme=acme, now=datetime(2026, month, day, 11, tzinfo=UTC), **more)


def test_a_day_of_mourning_is_told() -> None:
    assert on(9, 11) == "the attacks of September 11, 2001"
    assert on(12, 7) == "Pearl Harbor, 1941"
    assert told(SIGNAL, "Launch day") == ""


def test_days_concern_those_who_speak_the_language() -> None:
    assert on(12, 7, "languages: [sv]") == ""
    assert on(9, 28, "languages: [sv-SE]") == "the sinking of the Estonia, 1994"


def test_the_day_is_the_one_on_which_it_goes_out() -> None:
    assert told(SIGNAL, "Launch day", schedule="2026-09-11T08:00:00Z") == "the attacks of September 11, 2001"
    assert told(SIGNAL, "Launch day", schedule="2026-09-10T23:30:00Z") == "the attacks of September 11, 2001"
    assert told(SIGNAL, "Launch day", schedule="next") == ""


def test_bad_news_of_the_account_comes_first() -> None:
    news = "bad_news: [{from: 2026-01-14, to: 2026-01-16, what: layoffs}]"
    assert told(SIGNAL, "Launch day", acme=news) == "layoffs"
    assert told(SIGNAL, "Launch day", acme=news, now=NOW.replace(day=17)) == ""
