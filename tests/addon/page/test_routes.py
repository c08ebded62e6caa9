import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.prompters import POST, FullDisk, picture, question
from tests.support.visitor import House, page
from twohats.prompter import ARM_SECONDS, Answer, Choice, Ending, Question


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def house(tmp_path: Path, clock: Clock) -> AsyncIterator[House]:
    async with page(tmp_path, clock=clock) as running:
        yield running


async def asked(house: House, what: Question | None = None) -> asyncio.Task[Answer]:
    task = asyncio.create_task(house.questions.ask(what or question(), asyncio.Event()))
    await asyncio.sleep(0.01)
    return task


async def test_the_link_leads_to_its_question_without_a_redirect(house: House) -> None:
    await asked(house)
    visitor = await house.visitor()
    got = await visitor.enter(house.entrance.token("K7Q2WX"))
    assert got.status == 200
    assert '<meta http-equiv="refresh" content="0; url=/q/K7Q2WX">' in got.text
    assert "Send this post from @acme (brand, X)?" in (await visitor.get("/q/K7Q2WX")).text


async def test_the_question_shows_who_what_and_why(house: House) -> None:
    await asked(house, question(pictures=(picture(),)))
    got = await (await house.visitor()).get("/q/K7Q2WX")
    for words in (
        "@acme",
        "brand",
        "Signed in as @anna (personal, X)",
        "Sunday in the sun",
        "This looks like a selfie of yours.",
        "no-selfies-on-the-brand",
        "Nothing has left this computer yet.",
        "If nobody answers, it is not sent.",
        'src="/q/K7Q2WX/picture/0"',
    ):
        assert words in got.text
    assert "autofocus>Do not send</button>" in got.text


async def test_what_a_caption_says_is_never_markup(house: House) -> None:
    hostile = POST.model_copy(update={"text": "<script>alert(1)</script>\x1b[31m\u202e{{ 7*7 }}"})
    await asked(house, question(problem=hostile, activities=(hostile,), client='"><img src=x>'))
    text = (await (await house.visitor()).get("/q/K7Q2WX")).text
    assert "<script>alert" not in text
    assert "<img src=x>" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


async def test_a_batch_says_that_the_answer_is_for_all(house: House) -> None:
    await asked(house, question(activities=(POST, POST, POST)))
    assert "One of 3 in the same call." in (await (await house.visitor()).get("/q/K7Q2WX")).text


async def test_block_decides_at_once(house: House) -> None:
    task, visitor = await asked(house), await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    assert (await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "block"})).status == 303
    answer = await task
    assert (answer.choice, answer.by, answer.channel) == (Choice.BLOCK, "anna", "page")
    assert "Not sent: blocked by anna" in (await visitor.get("/q/K7Q2WX")).text


async def test_an_armed_send_decides_in_one_step(house: House, clock: Clock) -> None:
    task, visitor = await asked(house), await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    clock.now += ARM_SECONDS
    assert (await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "send", "armed": "yes"})).status == 303
    assert (await task).choice is Choice.SEND
    assert "Released by anna" in (await visitor.get("/q/K7Q2WX")).text


@pytest.mark.parametrize(("waited", "armed"), [(0.0, "yes"), (ARM_SECONDS, ""), (60.0, "")])
async def test_a_send_that_was_not_armed_takes_a_second_step(
    house: House, clock: Clock, waited: float, armed: str
) -> None:
    task, visitor = await asked(house), await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    clock.now += waited
    got = await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "send", "armed": armed})
    assert "Send it for everybody to see?" in got.text
    assert not task.done()
    assert (await visitor.post("/q/K7Q2WX/answer", {"form": got.form, "choice": "send"})).status == 303
    assert (await task).choice is Choice.SEND


async def test_a_second_answer_is_told_that_it_is_decided(house: House) -> None:
    task, visitor = await asked(house), await house.visitor()
    first, second = (await visitor.get("/q/K7Q2WX")).form, (await visitor.get("/q/K7Q2WX")).form
    await visitor.post("/q/K7Q2WX/answer", {"form": first, "choice": "block"})
    got = await visitor.post("/q/K7Q2WX/answer", {"form": second, "choice": "send", "armed": "yes"})
    assert got.status == 409
    assert "Already decided." in got.text
    assert (await task).choice is Choice.BLOCK


async def test_an_expired_question_stays_answerable_and_gives_a_ticket(house: House, clock: Clock) -> None:
    await house.questions.ask(question(seconds=0, sameness="s"), asyncio.Event())
    visitor = await house.visitor()
    assert "Ended without an answer" in (await visitor.get("/")).text
    got = await visitor.get("/q/K7Q2WX")
    assert "Not sent: nobody answered in time" in got.text
    clock.now += 2
    await visitor.post("/q/K7Q2WX/answer", {"form": got.form, "choice": "send", "armed": "yes"})
    assert house.tickets.issued == ["s"]
    assert "Confirmed by anna: send it again" in (await visitor.get("/q/K7Q2WX")).text


async def test_a_ticket_that_cannot_be_written_is_told(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.tickets, "issue", FullDisk().issue)
    await house.questions.ask(question(seconds=0), asyncio.Event())
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    clock.now += 2
    got = await visitor.post("/q/K7Q2WX/answer", {"form": form, "choice": "send", "armed": "yes"})
    assert got.status == 500
    assert "could not be written down" in got.text
    assert "disk full" not in got.text
    assert len(house.questions.expired()) == 1


@pytest.mark.parametrize("ending", [Ending.GONE, Ending.UNREACHED, Ending.STOPPED])
async def test_every_ending_is_told(house: House, ending: Ending) -> None:
    await asked(house)
    house.questions.open()[0].end(ending)
    assert "Not sent: " in (await (await house.visitor()).get("/q/K7Q2WX")).text


async def test_a_touch_stops_the_clock(house: House) -> None:
    await asked(house)
    visitor = await house.visitor()
    assert (await visitor.post("/q/K7Q2WX/touch", {})).status == 303
    assert house.questions.open()[0].seconds_left() > 500
    assert "10 min left" in (await visitor.get("/q/K7Q2WX")).text


async def test_looking_does_not_stop_the_clock(house: House) -> None:
    await asked(house)
    await (await house.visitor()).get("/q/K7Q2WX")
    assert house.questions.open()[0].seconds_left() <= 60


async def test_the_list_shows_what_waits(house: House) -> None:
    visitor = await house.visitor()
    assert "Nothing waits for an answer." in (await visitor.get("/")).text
    await asked(house)
    got = await visitor.get("/")
    assert 'href="/q/K7Q2WX"' in got.text


async def test_pictures_come_from_memory_and_only_pictures(house: House) -> None:
    evil = picture(b"<script>")
    evil = type(evil)("text/html", evil.content)
    await asked(house, question(pictures=(picture(b"\x89PNG made up"), evil)))
    visitor = await house.visitor()
    got = await visitor.get("/q/K7Q2WX/picture/0")
    assert (got.status, got.headers["Content-Type"], got.body) == (200, "image/png", b"\x89PNG made up")
    assert got.headers["Cache-Control"] == "no-store"
    assert (await visitor.get("/q/K7Q2WX/picture/1")).status == 404
    assert (await visitor.get("/q/K7Q2WX/picture/2")).status == 404


async def test_an_unknown_question_is_told_in_words(house: House) -> None:
    got = await (await house.visitor()).get("/q/NOSUCH")
    assert got.status == 404
    assert "This question is not known any more." in got.text


async def test_the_page_speaks_swedish(tmp_path: Path) -> None:
    async with page(tmp_path, language="sv") as house:
        await asked(house)
        text = (await (await house.visitor()).get("/q/K7Q2WX")).text
        assert '<html lang="sv">' in text
        assert "Ska inlägget ut från @acme (varumärke, X)?" in text
