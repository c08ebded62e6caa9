from tests.support.media_signals import worked_out
from twohats.activity_signal import NOT_SEEN
from twohats.media.traits import Traits
from twohats.signals import has_location


async def test_a_file_that_says_where_has_one() -> None:
    assert await worked_out(has_location.SIGNAL, Traits(located=True)) is True
    assert await worked_out(has_location.SIGNAL, Traits()) is False


async def test_a_file_that_never_passed_by_cannot_be_told() -> None:
    assert await worked_out(has_location.SIGNAL, None) is NOT_SEEN
