from twohats.page.tries import MOST_TRIES, TRIES_SECONDS, Tries


def test_a_few_wrong_tries_are_answered_and_a_flood_is_not() -> None:
    tries = Tries(lambda: 0.0)
    assert not any(tries.too_many() for _ in range(MOST_TRIES))
    assert tries.too_many()


def test_a_minute_later_they_are_answered_again() -> None:
    now = [0.0]
    tries = Tries(lambda: now[0])
    for _ in range(MOST_TRIES):
        tries.too_many()
    now[0] = TRIES_SECONDS + 1
    assert not tries.too_many()
