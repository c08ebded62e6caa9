from tests.support.holders import ACME, LAUNCH, NOBODY_KNOWN, post
from tests.support.remembering import Memory
from twohats.activity_signal import NOBODY
from twohats.signals.burst import SIGNAL
from twohats_policy.activity import Verb


async def test_what_went_out_in_the_last_hour_is_counted(remembered: Memory) -> None:
    assert await remembered.told(SIGNAL, ACME, post(LAUNCH)) == 0
    for verb in (Verb.POST, Verb.STORY, Verb.REACT):
        remembered.history.add(ACME, post(LAUNCH, verb=verb))
    assert await remembered.told(SIGNAL, ACME, post(LAUNCH)) == 2
    remembered.clock.turn(hours=1)
    assert await remembered.told(SIGNAL, ACME, post(LAUNCH)) == 0


async def test_nobody_can_tell_of_an_account_that_nobody_knows(remembered: Memory) -> None:
    assert await remembered.told(SIGNAL, NOBODY_KNOWN, post(LAUNCH)) == NOBODY
