from tests.support.holders import ACME, NOBODY_KNOWN, post
from tests.support.remembering import Memory
from twohats.activity_signal import NOBODY
from twohats.signals.new_tags import SIGNAL


async def test_tags_that_were_never_used_are_new_and_house_tags_never(remembered: Memory) -> None:
    for _ in range(10):
        remembered.history.add(ACME, post(tags=("spring",)))
    asked = post(tags=("Spring", "acmetools", "WhyIStayed"))
    assert await remembered.told(SIGNAL, ACME, asked) == ("WhyIStayed",)


async def test_nothing_is_new_to_who_is_not_known_yet(remembered: Memory) -> None:
    remembered.history.add(ACME, post(tags=("spring",)))
    assert await remembered.told(SIGNAL, ACME, post(tags=("WhyIStayed",))) == ()


async def test_nobody_can_tell_of_an_account_that_nobody_knows(remembered: Memory) -> None:
    assert await remembered.told(SIGNAL, NOBODY_KNOWN, post(tags=("spring",))) == NOBODY
    assert await remembered.told(SIGNAL, NOBODY_KNOWN, post()) == ()
