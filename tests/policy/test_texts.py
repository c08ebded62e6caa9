"""Texts of one shape: hashes of PINs, files in the policy folder, days."""

from datetime import date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from twohats_policy.texts import Day, File, LocalTime, Pin

HASHED = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo"


def refused[T](kind: T, value: object) -> str:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(kind).validate_python(value)
    context = raised.value.errors()[0]["ctx"]
    return f"{context['what']}; {context['remedy']}"


def test_a_hash_of_a_pin_is_taken_as_it_is() -> None:
    assert TypeAdapter(Pin).validate_python(HASHED) == HASHED


@pytest.mark.parametrize(
    "value", ["4711", 4711, "", None, "$argon2id$", f"x{HASHED}", f"{HASHED}\n", "$argon2i$v=19$aaaa"]
)
def test_anything_else_is_refused_without_being_repeated(value: object) -> None:
    words = refused(Pin, value)

    assert "run `twohats pin`" in words
    assert "4711" not in words


@pytest.mark.parametrize(
    "name", ["acme.png", "./acme.png", "pictures/acme 1.png", "bilder\\åäö.jpg", "..acme.png", "a/..b/c"]
)
def test_a_file_of_the_policy_folder_is_taken(name: str) -> None:
    assert TypeAdapter(File).validate_python(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "/acme.png",
        "\\acme.png",
        "\\\\server\\share\\acme.png",
        "..",
        "../acme.png",
        "a/../../acme.png",
        "a\\..\\..\\acme.png",
        "a/.. /acme.png",
        "a//acme.png",
        "pictures/",
        "",
        "C:\\acme.png",
        "https://pics.example/acme.png",
        "a\0.png",
        7,
    ],
)
def test_no_spelling_leads_out_of_the_policy_folder(name: object) -> None:
    assert "policy folder" in refused(File, name)


def test_a_day_is_taken() -> None:
    assert TypeAdapter(Day).validate_python("2026-11-22") == date(2026, 11, 22)


@pytest.mark.parametrize("value", ["today", "2026-02-30", "2026-11-22T10:00", "", None, 20261122])
def test_what_no_calendar_has_is_refused(value: object) -> None:
    assert refused(Day, value).startswith("is no day; write year, month and day")


@pytest.mark.parametrize(
    ("value", "time"),
    [("2026-12-01T09:05", datetime(2026, 12, 1, 9, 5)), ("2026-12-01", datetime(2026, 12, 1))],  # noqa: DTZ001
)
def test_a_local_time_is_taken(value: str, time: datetime) -> None:
    assert TypeAdapter(LocalTime).validate_python(value) == time


@pytest.mark.parametrize(
    "value", ["soon", "2026-02-30", "2026-12-01T25:00", "2026-12-01T09:00Z", "2026-12-01 09:00", "", None, 20261201]
)
def test_what_is_no_local_time_is_refused(value: object) -> None:
    assert refused(LocalTime, value) == "is no time; write day and local time: `2026-12-01T09:00`"
