from dataclasses import replace
from pathlib import Path

import pytest

from tests.support import questions_shown as shown
from tests.support.prompters import POST, picture, question
from tests.support.visitor import House, asked, page
from twohats.page import questioning
from twohats.page.house import Sights
from twohats.question import Ending
from twohats.wording import LANGUAGES


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


@pytest.mark.parametrize("name", shown.SHOWN)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_kind_of_question_can_be_shown(tmp_path: Path, name: str, language: str) -> None:
    sights = Sights(policy=shown.policy, folder=tmp_path, leads=shown.leads)
    async with page(tmp_path, language=language, sights=sights) as house:
        what = shown.SHOWN[name]()
        await asked(house, what)
        got = await (await house.visitor()).get(f"/q/{what.id}")
        assert got.status == 200
        assert "autofocus" in got.text


async def test_the_account_comes_first(house: House) -> None:
    await asked(house, shown.selfie_on_the_brand())
    text = (await (await house.visitor()).get("/q/SELFIE")).text
    main = text[text.index("<main>") :]
    assert main.index("@acme") < main.index("<h1>") < main.index("Why twohats asks") < main.index("Sunday in the sun")


async def test_found_words_are_marked_and_hosts_stand_out(tmp_path: Path) -> None:
    async with page(tmp_path, sights=Sights(policy=shown.policy, leads=shown.leads)) as house:
        await asked(house, shown.marked_words())
        text = (await (await house.visitor()).get("/q/PRICES")).text
    assert "New <mark>prices</mark> from" in text
    assert "https://acme.example@<b>shop.evil.test</b>/autumn" in text
    assert "(xn--bcher-kva.example)" in text
    assert "an error there: 404" in text


async def test_mark_up_in_a_marked_text_stays_text(tmp_path: Path) -> None:
    text = "price <img src=x onerror=alert(1)> sale</mark>"
    problem = shown.marked_words().problem.model_copy(update={"text": text, "links": ("https://<b>.example/",)})
    async with page(tmp_path, sights=Sights(policy=shown.policy)) as house:
        await asked(house, replace(shown.marked_words(), problem=problem, activities=(problem,)))
        got = (await (await house.visitor()).get("/q/PRICES")).text
    assert "<mark>price</mark> &lt;img src=x" in got
    assert "<img src=x" not in got
    assert "<b>&lt;b&gt;.example</b>" in got


async def test_a_question_whose_links_are_looked_up_is_shown_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questioning, "LOOKING_SECONDS", 0.01)
    async with page(tmp_path, sights=Sights(policy=shown.policy)) as house:
        await asked(house, shown.marked_words())
        version, visitor = house.board.version, await house.visitor()
        await visitor.get("/q/PRICES")
        assert await house.board.news(version, 5)
        assert house.board.since(version) == ["PRICES"]


async def test_without_a_script_the_page_comes_back_by_itself_to_the_question(house: House) -> None:
    await asked(house)
    text = (await (await house.visitor()).get("/q/K7Q2WX")).text
    assert '<noscript><meta http-equiv="refresh" content="61; url=/q/K7Q2WX"></noscript>' in text
    assert "<noscript>(when this page was opened)</noscript>" in text
