import re
from datetime import UTC, datetime
from pathlib import Path

from tests.support import questions_shown as shown
from tests.support.prompters import question
from tests.support.visitor import House, asked, page
from twohats.page.house import Sights
from twohats.page.listing import ROWS_SHOWN
from twohats.question import Choice, Ending
from twohats.state.left_open import Left

ASKED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


async def test_the_list_shows_what_waits(house: House) -> None:
    visitor = await house.visitor()
    assert "Nothing waits for an answer." in (await visitor.get("/")).text
    await asked(house)
    got = await visitor.get("/")
    assert 'href="/q/K7Q2WX"' in got.text


async def test_in_a_flood_the_list_stays_short_and_says_how_many_more(house: House) -> None:
    for number in range(ROWS_SHOWN + 7):
        await asked(house, question(f"Q{number}"))
    text = (await (await house.visitor()).get("/")).text
    assert text.count('class="row"') == ROWS_SHOWN
    assert '<p class="quiet">7 more</p>' in text
    assert f"<title>{ROWS_SHOWN + 7} waiting</title>" in text


async def test_a_row_says_what_it_is_about(house: House) -> None:
    await asked(house)
    got = await (await house.visitor()).get("/")
    assert "Sunday in the sun" in got.text
    assert "60 s left" in got.text


async def test_what_waits_for_a_colleague_stands_apart(house: House) -> None:
    await asked(house, shown.second_opinion())
    text = (await (await house.visitor()).get("/")).text
    assert "Nothing waits for an answer." in text
    assert text.index("Waits for a colleague") < text.index('href="/q/SECOND"')


async def test_a_second_opinion_that_outlived_its_call_is_still_listed_as_waiting(house: House) -> None:
    await asked(house, shown.second_opinion())
    house.questions.open()[0].end(Ending.SECOND)
    text = (await (await house.visitor()).get("/")).text
    assert text.count('href="/q/SECOND"') == 1
    assert "Waits for a colleague" in text


async def test_what_is_over_is_listed_with_how(house: House) -> None:
    await asked(house)
    house.questions.open()[0].answer(Choice.BLOCK, by="anna", channel="x")
    text = (await (await house.visitor()).get("/")).text
    assert "Over lately" in text
    assert "Not sent: blocked by anna" in text


async def test_what_nobody_answered_is_listed_once_and_can_be_answered(house: House) -> None:
    await asked(house)
    house.questions.open()[0].end(Ending.CLOCK)
    text = (await (await house.visitor()).get("/")).text
    assert text.count('href="/q/K7Q2WX"') == 1
    assert "Ended without an answer" in text


async def test_what_waited_when_twohats_stopped_is_listed_as_unsent(tmp_path: Path) -> None:
    known, unknown = Left("K7Q2WX", "acme", "x", "post", ASKED), Left("STRANG", "", "linkedin", "story", ASKED)
    async with page(tmp_path, sights=Sights(left=lambda: (known, unknown))) as house:
        visitor = await house.visitor()
        text = (await visitor.get("/")).text
        assert "Left open when twohats stopped" in text
        assert re.search(r"post, acme \(X\), \d+ \w+ 2026", text)
        assert re.search(r"story, LinkedIn, \d+ \w+ 2026", text)
        assert "/q/K7Q2WX" not in text
        gone = await visitor.get("/q/K7Q2WX")
        assert gone.status == 404
        assert "twohats was stopped while this waited, and it was not sent." in gone.text
        assert "is not known any more" in (await visitor.get("/q/NOSUCH")).text
