"""What is remembered on the day it goes out, or the account's own `bad_news` of that day; empty: nothing.

The day is that of the schedule, if the call names one, else today, in the policy's time zone. Days of mourning are
those of the countries that the account's languages are spoken in; without `languages` all of them.
"""

from datetime import UTC, date, datetime

from twohats.activity_signal import Subject, TextSignal
from twohats.words.days import remembered_on
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    day = _day(subject)
    entry = subject.entry
    news = next((news.what for news in entry.bad_news if news.covers(day)), "") if entry else ""
    return news or remembered_on(day, entry.languages if entry else ())


def _day(subject: Subject) -> date:
    return (_scheduled(subject.activity.schedule) or subject.now).astimezone(subject.policy.team.timezone).date()


def _scheduled(written: str) -> datetime | None:
    """Return a time that the call names; a word of the tool's own (`next`) is none."""
    if not written:
        return None
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


SIGNAL = TextSignal("tags.memorial_day", _tell)
