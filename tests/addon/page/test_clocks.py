from tests.support.prompters import question
from twohats.asking.held import HeldQuestion
from twohats.page.clocks import clock
from twohats.question import Ending


async def test_the_clock_counts_in_seconds_and_after_a_touch_in_minutes() -> None:
    one = HeldQuestion(question(), limit=600, ended=lambda _: None)
    assert clock(one, "en") == "60 s left"
    one.touch()
    assert clock(one, "en") == "10 min left"
    assert clock(one, "sv") == "10 min kvar"
    one.end(Ending.CLOCK)
    assert clock(one, "en") == ""
