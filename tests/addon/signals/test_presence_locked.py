import pytest

from tests.support.glances import told
from twohats.presence import Glance
from twohats.signals.presence_locked import SIGNAL
from twohats_policy.request import Unknown


@pytest.mark.parametrize("locked", [True, False])
async def test_the_screen_is_locked_or_not(locked: bool) -> None:
    assert await told(SIGNAL, Glance(locked=locked)) is locked


async def test_a_computer_that_does_not_say_so_is_unknown() -> None:
    assert isinstance(await told(SIGNAL, Glance(idle_seconds=3.0)), Unknown)
