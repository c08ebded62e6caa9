import asyncio

import pytest

from twohats.prompters import notices as notices_module
from twohats.prompters.notices import Notices


class Told(list[tuple[str, str]]):
    async def tell(self, title: str, text: str) -> None:
        self.append((title, text))


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices_module, "GATHER_SECONDS", 0.05)


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("en", 1, "Once more since then. See the twohats page or `twohats log`."),
        ("en", 99, "99 more since then. See the twohats page or `twohats log`."),
        ("sv", 99, "99 till sedan dess. Se twohats-sidan eller `twohats log`."),
    ],
)
async def test_the_same_again_is_gathered_into_one(language: str, count: int, words: str) -> None:
    told = Told()
    notices = Notices(told.tell, language)
    for number in range(count + 1):
        await notices.notice("Not sent", f"refused {number}")
    assert told == [("Not sent", "refused 0")]
    await asyncio.sleep(0.2)
    assert told[1:] == [("Not sent", words)]


async def test_what_comes_alone_is_told_each_time() -> None:
    told = Told()
    notices = Notices(told.tell, "en")
    for _ in range(2):
        await notices.notice("Not sent", "refused")
        await asyncio.sleep(0.2)
    assert told == [("Not sent", "refused")] * 2


async def test_other_news_wait_for_nothing() -> None:
    told = Told()
    notices = Notices(told.tell, "en")
    for title in ("Not sent: @acme", "Not sent: @anna", "Not sent: @acme", "twohats has stopped"):
        await notices.notice(title, "why")
    assert [title for title, _ in told] == ["Not sent: @acme", "Not sent: @anna", "twohats has stopped"]
