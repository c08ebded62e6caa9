import threading

from tests.support.clock import Clock
from tests.support.holders import ACME, habits_of
from twohats.histories.look_up import SHORT_TEXT, looked_up
from twohats.state.store import Store


async def test_what_is_at_hand_is_looked_up_at_once_and_all_else_in_a_thread(store: Store, clock: Clock) -> None:
    habits = habits_of(store, clock)

    def look() -> tuple[bool, int]:
        return threading.current_thread() is threading.main_thread(), habits.burst(ACME, "x")

    assert await looked_up(habits, look) == (False, 0)
    assert await looked_up(habits, look) == (True, 0)
    assert await looked_up(habits, look, "w" * SHORT_TEXT) == (True, 0)
    assert await looked_up(habits, look, "w" * (SHORT_TEXT + 1)) == (False, 0)
    clock.turn(seconds=6)  # another process may have erased something
    assert await looked_up(habits, look) == (False, 0)
    assert await looked_up(habits, look) == (True, 0)
    clock.turn(days=1)
    assert await looked_up(habits, look) == (False, 0)
