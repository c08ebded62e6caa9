from datetime import date

from twohats.lexicons import table
from twohats.words.days import remembered_on


def test_a_date_comes_every_year_and_a_weekday_after_its_date() -> None:
    assert "September 11" in remembered_on(date(2031, 9, 11), ["en"])
    assert "Memorial Day" in remembered_on(date(2026, 5, 25), ["en"])
    assert "Memorial Day" in remembered_on(date(2027, 5, 31), ["en"])
    assert remembered_on(date(2026, 11, 15), ["de"]) == "Volkstrauertag"


def test_several_on_one_day_are_all_told() -> None:
    assert remembered_on(date(2026, 11, 13), []).count(",") >= 1


def test_every_day_of_the_list_can_fall() -> None:
    assert all(date.fromisoformat(f"2028-{entry['date']}") for entry in table("days")["day"])
