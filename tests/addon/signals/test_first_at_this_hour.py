from tests.support.holders import ACME, LAUNCH, NOBODY_KNOWN, post
from tests.support.remembering import Memory
from twohats.activity_signal import NOBODY
from twohats.signals.first_at_this_hour import SIGNAL


async def test_midnight_is_unusual_for_who_posts_in_the_morning(remembered: Memory) -> None:
    for _ in range(20):
        remembered.history.add(ACME, post(LAUNCH))
    assert await remembered.told(SIGNAL, ACME, post(LAUNCH)) is False
    remembered.clock.turn(hours=14)
    assert await remembered.told(SIGNAL, ACME, post(LAUNCH)) is True


async def test_nobody_can_tell_of_an_account_that_nobody_knows(remembered: Memory) -> None:
    assert await remembered.told(SIGNAL, NOBODY_KNOWN, post(LAUNCH)) == NOBODY
