import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support import questions_shown as shown
from tests.support.prompters import FullDisk, question
from tests.support.visitor import Got, House, asked, exchange, page
from twohats.question import Choice
from twohats.state import guard_file


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with page(tmp_path) as running:
        yield running


async def call(house: House, method: str, path: str, body: bytes = b"", token: str | None = None) -> Got:
    guard = guard_file.read(house.state)
    assert guard is not None
    headers = {"Host": f"127.0.0.1:{house.port}", "Authorization": f"Bearer {guard.token if token is None else token}"}
    return await asyncio.to_thread(exchange, house.port, method, path, headers, body)


@pytest.mark.parametrize("token", ["", "guess"])
async def test_without_the_secret_nothing_is_told(house: House, token: str) -> None:
    for path in ("/api/status", "/api/pending"):
        got = await call(house, "GET", path, token=token)
        assert got.status == 403
        assert set(got.json) == {"error"}


async def test_a_session_of_the_page_is_no_secret(house: House) -> None:
    visitor = await house.visitor()
    assert (await visitor.get("/api/pending", Sec_Fetch_Site=None)).status == 403


async def test_the_status_tells_what_runs(house: House) -> None:
    assert (await call(house, "GET", "/api/status")).json == {"version": "0.1.0", "open": 0, "expired": 0}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"id": 1}', b"\xff", b"null"])
async def test_a_broken_call_is_refused(house: House, body: bytes) -> None:
    assert (await call(house, "POST", "/api/answer", body)).status == 400


async def test_an_unknown_question_is_not_found(house: House) -> None:
    body = json.dumps({"id": "NOSUCH", "choice": "send"}).encode()
    assert (await call(house, "POST", "/api/answer", body)).status == 404


async def test_an_unknown_choice_decides_nothing(house: House) -> None:
    asking = asyncio.create_task(house.questions.ask(question(), asyncio.Event()))
    await asyncio.sleep(0.01)
    body = json.dumps({"id": "K7Q2WX", "choice": "yes"}).encode()
    assert (await call(house, "POST", "/api/answer", body)).status == 400
    assert not asking.done()


async def test_a_ticket_that_cannot_be_written_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.tickets, "issue", FullDisk().issue)
    await house.questions.ask(question(seconds=0), asyncio.Event())
    got = await call(house, "POST", "/api/answer", json.dumps({"id": "K7Q2WX", "choice": "send"}).encode())
    assert got.status == 500
    assert "could not be written down" in got.json["error"]


@pytest.mark.parametrize("fields", [{"by": "bo"}, {"by": "bo", "pin": ""}, {"by": "anna"}, {"by": ""}, {}])
async def test_nobody_s_word_is_taken_for_who_they_are(house: House, fields: dict[str, str]) -> None:
    asking = asyncio.create_task(house.questions.ask(question(approvers=("bo",)), asyncio.Event()))
    await asyncio.sleep(0.01)
    body = json.dumps({"id": "K7Q2WX", "choice": "send", **fields}).encode()
    got = await call(house, "POST", "/api/answer", body)
    assert got.status in (403, 409)
    assert set(got.json) == {"error"}
    assert not asking.done()


@pytest.mark.parametrize("fields", [{}, {"typed": ""}, {"typed": "anna"}, {"by": "anna"}, {"typed": "acm"}])
async def test_high_risk_is_not_sent_by_its_id_alone(house: House, fields: dict[str, str]) -> None:
    asking = await asked(house, shown.high_risk())
    body = json.dumps({"id": "RISKY2", "choice": "send", **fields}).encode()
    got = await call(house, "POST", "/api/answer", body)
    assert got.status == 409
    assert got.json["error"].startswith("Nothing was sent")
    assert not asking.done()


async def test_high_risk_is_sent_with_the_account_that_pending_names(house: House) -> None:
    asking = await asked(house, shown.high_risk())
    (waiting,) = (await call(house, "GET", "/api/pending")).json["questions"]
    body = json.dumps({"id": "RISKY2", "choice": "send", "typed": waiting["handle"]}).encode()
    assert (await call(house, "POST", "/api/answer", body)).status == 200
    assert (await asking).choice is Choice.SEND


async def test_a_look_at_what_is_no_emergency_is_told(house: House) -> None:
    body = json.dumps({"id": "K7Q2WX", "choice": "looked", "by": "bo", "pin": "guess"}).encode()
    got = await call(house, "POST", "/api/answer", body)
    assert (got.status, got.json["error"]) == (409, "No emergency `K7Q2WX` waits for a look; see `twohats pending`.")
