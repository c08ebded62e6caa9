from tests.support.media_signals import worked_out
from twohats.media.traits import Traits
from twohats.signals import screenshot


async def test_a_screen_is_one() -> None:
    assert await worked_out(screenshot.SIGNAL, Traits(screen=True)) is True
    assert await worked_out(screenshot.SIGNAL, Traits()) is False
