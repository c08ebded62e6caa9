import asyncio
import contextlib
import http.client
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.outsider import Office, link_server
from tests.support.pins import ANNAS_PIN, BOS_PIN
from tests.support.prompters import BRAND, PERSONAL, picture, question
from tests.support.visitor import Got
from twohats.page.links import Links
from twohats.prompter import Held
from twohats.question import Answer, Choice, Earlier, Seen, Standing
from twohats_policy.account import ActingAccount

EVERY_PATH = ("/", "/q/K7Q2WX", "/api/pending", "/api/answer", "/enter", "/second/", f"/second/{'0' * 64}", "/logins")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with link_server(tmp_path) as running:
        yield running


async def asked(office: Office, **changes: object) -> tuple[Held, asyncio.Task[Answer]]:
    made = question(**({"approvers": ("bo", "cilla"), "pictures": (picture(),)} | changes))  # type: ignore[arg-type]
    task = asyncio.create_task(office.questions.ask(made, asyncio.Event()))
    await asyncio.sleep(0.01)
    held = office.questions.find(made.id)
    assert held is not None
    return held, task


async def filled(office: Office, path: str, **changes: str) -> Got:
    """Fill in the form of a fresh page and send it."""
    form = (await office.outsider.get(path)).form
    fields = {"form": form, "by": "bo", "pin": BOS_PIN, "choice": "send", "reason": ""} | changes
    return await office.outsider.post(path, fields)


async def test_the_link_shows_the_question(office: Office) -> None:
    held, _ = await asked(office)
    got = await office.outsider.get(office.path(held))
    assert got.status == 200
    for words in ("Anna Berg asks for a second opinion", "Sunday in the sun", "This looks like a selfie of yours."):
        assert words in got.text
    assert '<img src="data:image/png;base64,' in got.text
    assert '<option value="bo">Bo Lind</option>' in got.text
    assert "@acme" in got.text


@pytest.mark.parametrize("choice", [Choice.SEND, Choice.BLOCK])
async def test_the_colleague_decides_on_another_device(office: Office, choice: Choice) -> None:
    held, waiting = await asked(office)
    got = await filled(office, office.path(held), choice=choice.value, reason="as agreed")
    assert (got.status, got.headers["Location"]) == (303, office.path(held))
    answer = await waiting
    assert (answer.choice, answer.by, answer.channel, answer.reason) == (choice, "bo", "link", "as agreed")


async def test_after_the_decision_it_shows_no_more_than_that(office: Office) -> None:
    held, _ = await asked(office)
    await filled(office, office.path(held))
    got = await office.outsider.get(office.path(held))
    assert (got.status, "Sunday" in got.text, "release-pin" in got.text) == (200, False, False)
    assert "Released by Bo Lind" in got.text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"pin": "guess, and a bad one"}, 403),
        ({"by": "anna", "pin": BOS_PIN}, 403),
        ({"by": "anna", "pin": ANNAS_PIN}, 409),
        ({"by": "anna", "pin": ANNAS_PIN, "choice": "block"}, 409),
        ({"by": "anna", "pin": "", "choice": "block"}, 400),
        ({"by": "anna", "pin": "no", "choice": "block"}, 403),
        ({"by": "cilla"}, 403),
        ({"choice": "ask"}, 400),
        ({"form": "made-up"}, 403),
    ],
)
async def test_nobody_else_decides(office: Office, changes: dict[str, str], status: int) -> None:
    held, waiting = await asked(office)
    got = await filled(office, office.path(held), **changes)
    assert (got.status, waiting.done()) == (status, False)


async def test_the_one_who_asks_is_nobody_without_a_pin_here(office: Office) -> None:
    held, waiting = await asked(office, employee="")
    assert (await filled(office, office.path(held), by="", pin="x", choice="block")).status == 400
    assert not waiting.done()


async def test_what_is_the_person_s_own_is_not_shown(office: Office) -> None:
    other = ActingAccount(platform="x", ref="anna", username="annas-own")
    earlier = Earlier(Seen.PICTURE, other, question().asked)
    held, _ = await asked(office, login=PERSONAL, earlier=(earlier,))
    text = (await office.outsider.get(office.path(held))).text
    assert "@anna" not in text
    assert "annas-own" not in text


async def test_tries_are_limited(office: Office) -> None:
    held, waiting = await asked(office)
    for _ in range(5):
        assert (await filled(office, office.path(held), pin="guess, and a bad one")).status == 403
    assert (await filled(office, office.path(held))).status == 429
    assert not waiting.done()


async def test_a_form_is_good_once_and_for_its_link_alone(office: Office) -> None:
    held, waiting = await asked(office)
    other, _ = await asked(office, id="BBBBBB")
    outsider, path = office.outsider, office.path(held)
    form = (await outsider.get(office.path(other))).form
    fields = {"form": form, "by": "bo", "pin": BOS_PIN, "choice": "send"}
    assert (await outsider.post(path, fields)).status == 403
    assert (await outsider.post(path, fields | {"form": ""})).status == 403
    assert not waiting.done()


@pytest.mark.parametrize("path", EVERY_PATH)
async def test_without_a_link_there_is_nothing(office: Office, path: str) -> None:
    await asked(office)
    for got in (await office.outsider.get(path), await office.outsider.post(path, {"choice": "send"})):
        assert got.status == 404
        assert "Sunday" not in got.text


async def test_a_flood_of_guesses_is_turned_away(office: Office) -> None:
    outsider = office.outsider
    got = [(await outsider.get(f"/second/{number:064x}")).status for number in range(35)]
    assert (got[0], got[-1]) == (404, 429)


@pytest.mark.parametrize("host", ["rebind.test", "localhost:1", "", "127.0.0.1", None])
async def test_under_another_name_it_is_misdirected(office: Office, host: str | None) -> None:
    held, _ = await asked(office)
    got = await office.outsider.get(office.path(held), Host=host)
    assert got.status in (400, 421)
    assert "Sunday" not in got.text


@pytest.mark.parametrize(
    "changes",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": None},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
async def test_a_form_of_another_page_decides_nothing(office: Office, changes: dict[str, str | None]) -> None:
    held, waiting = await asked(office)
    path = office.path(held)
    fields = {"form": (await office.outsider.get(path)).form, "by": "bo", "pin": BOS_PIN, "choice": "send"}
    assert (await office.outsider.post(path, fields, **changes)).status == 403
    assert not waiting.done()


async def test_the_headers_close_what_the_page_does_not_need_and_set_no_cookie(office: Office) -> None:
    held, _ = await asked(office)
    for got in (await office.outsider.get(office.path(held)), await office.outsider.get("/")):
        assert got.headers["Cache-Control"] == "no-store"
        assert got.headers["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in got.headers["Content-Security-Policy"]
        assert got.headers["Set-Cookie"] is None
        assert got.headers["Server"] is None


async def test_a_get_decides_nothing(office: Office) -> None:
    held, waiting = await asked(office)
    await office.outsider.get(f"{office.path(held)}?by=bo&choice=send")
    assert not waiting.done()


async def test_an_oversized_form_decides_nothing(office: Office) -> None:
    held, waiting = await asked(office)
    with contextlib.suppress(OSError, http.client.HTTPException):  # hung up while it was still being sent
        assert (await filled(office, office.path(held), reason="x" * 100_000)).status == 400
    assert not waiting.done()


async def test_there_is_no_link_to_a_personal_account(office: Office) -> None:
    for changes in ({"account": PERSONAL}, {"accounts": (BRAND, PERSONAL)}):
        held, _ = await asked(office, id="CCCCCC", sameness=str(changes), **changes)
        assert office.links.address(held.question) == ""
        token = Links._token(office.links, held.question)
        assert (await office.outsider.get(f"/second/{token}")).status == 404
        await office.questions.answer("CCCCCC", Choice.BLOCK, by="anna", channel="page")


async def test_who_lost_the_right_is_not_offered_and_releases_nothing(office: Office) -> None:
    held, waiting = await asked(office)
    form = (await office.outsider.get(office.path(held))).form
    people = dict(office.policy.people)
    team = replace(office.policy.team, people={**people, "bo": people["bo"].model_copy(update={"approves_for": ()})})
    object.__setattr__(office.policy, "team", team)
    fields = {"form": form, "by": "bo", "pin": BOS_PIN, "choice": "send"}
    got = await office.outsider.post(office.path(held), fields)
    assert (got.status, waiting.done()) == (409, False)
    assert 'value="bo"' not in got.text


async def test_a_release_after_the_call_has_gone_is_a_ticket(office: Office) -> None:
    held, waiting = await asked(office, seconds=0)
    await waiting
    assert (await filled(office, office.path(held))).status == 303
    assert (held.standing, office.tickets.allowed) == (Standing.CONFIRMED, [("bo", "")])


async def test_it_speaks_swedish_too(tmp_path: Path) -> None:
    async with link_server(tmp_path, language="sv") as office:
        held, _ = await asked(office)
        text = (await office.outsider.get(office.path(held))).text
        assert "Anna Berg ber om en andra åsikt" in text
        assert '<html lang="sv">' in text
