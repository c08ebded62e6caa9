from tests.support.holders import ACME, LAUNCH, NOBODY_KNOWN, post, reply
from tests.support.remembering import Memory
from twohats.activity_signal import NOBODY
from twohats.signals.same_replies import SIGNAL

SORRY = "Please accept our apology, we meant no offence to anybody"


async def test_a_pasted_apology_is_counted(remembered: Memory) -> None:
    for number in range(17):
        remembered.history.add(ACME, reply(f"@user{number} {SORRY}"))
    assert await remembered.told(SIGNAL, ACME, reply(f"@last {SORRY}")) == 17
    assert await remembered.told(SIGNAL, ACME, reply("It comes in three sizes, the largest holds two litres")) == 0


async def test_what_is_no_reply_is_no_canned_one(remembered: Memory) -> None:
    assert await remembered.told(SIGNAL, NOBODY_KNOWN, post(LAUNCH)) == 0


async def test_nobody_can_tell_of_an_account_that_nobody_knows(remembered: Memory) -> None:
    assert await remembered.told(SIGNAL, NOBODY_KNOWN, reply(SORRY)) == NOBODY
