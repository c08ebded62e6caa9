"""How figures are said in two languages."""

from datetime import UTC, date, datetime

from tests.support.made_trail import STOCKHOLM
from twohats.reports import words
from twohats.reports.posts import AccountName
from twohats_policy.account import AccountKind

DAY = date(2026, 11, 1)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert (words.number(1250, "en"), words.number(1250, "sv")) == ("1,250", "1\xa0250")
    assert (words.number(4.46, "en"), words.number(4.46, "sv")) == ("4.5", "4,5")


def test_nothing_is_a_dot() -> None:
    assert (words.count(0, "en"), words.count(3, "en")) == ("·", "3")
    assert (words.seconds(None, "en"), words.seconds(4.5, "sv")) == ("·", "4,5 s")


def test_days_are_written_as_the_language_writes_them() -> None:
    assert (words.day(DAY, "en"), words.day(DAY, "sv")) == ("Sun 1 Nov", "sön 1 nov.")
    assert (words.short_day(DAY, "en"), words.short_day(DAY, "sv")) == ("1 Nov", "1 nov.")
    assert (words.whole_day(DAY, "en"), words.whole_day(DAY, "sv")) == ("1 Nov 2026", "1 nov. 2026")


def test_a_moment_is_told_by_the_teams_clock() -> None:
    assert words.moment(datetime(2026, 11, 1, 11, 5, tzinfo=UTC), STOCKHOLM, "en") == "1 Nov 2026, 12:05"


def test_accounts_have_their_key_or_stand_for_all_of_a_kind() -> None:
    assert words.account(AccountName(AccountKind.BRAND, "acme\x1b[31m"), "en") == "acme\ufffd[31m"
    assert words.account(AccountName(AccountKind.UNKNOWN), "en") == "unknown accounts"
    assert words.account(AccountName(AccountKind.PERSONAL), "sv") == "andras privata konton"
