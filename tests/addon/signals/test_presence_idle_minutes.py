import math

import pytest

from tests.support.glances import told
from twohats.presence import Glance
from twohats.signals.presence_idle_minutes import SIGNAL
from twohats_policy.request import Unknown


@pytest.mark.parametrize(("seconds", "minutes"), [(0.0, 0), (59.9, 0), (60.0, 1), (3_601.0, 60)])
async def test_whole_minutes_are_told(seconds: float, minutes: int) -> None:
    assert await told(SIGNAL, Glance(idle_seconds=seconds)) == minutes


async def test_a_time_without_end_is_a_long_time() -> None:
    assert await told(SIGNAL, Glance(idle_seconds=math.inf)) == 2**40 // 60


async def test_a_computer_that_does_not_say_so_is_unknown() -> None:
    assert isinstance(await told(SIGNAL, Glance(locked=False)), Unknown)
