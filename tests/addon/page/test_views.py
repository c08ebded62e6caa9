from tests.support.visitor import Seconds
from twohats.page.views import VIEW_SECONDS, Views


def test_a_page_counts_once_it_says_that_it_is_in_view() -> None:
    views = Views(Seconds())
    with views.following("one"):
        assert not views.any()
        views.say("one", in_view=True)
        assert views.any()
        views.say("one", in_view=False)
        assert not views.any()


def test_a_hidden_tab_does_not_stand_for_another_one() -> None:
    views = Views(Seconds())
    with views.following("front"), views.following("back"):
        views.say("front", in_view=True)
        views.say("back", in_view=False)
        assert views.any()
        views.say("front", in_view=False)
        assert not views.any()


def test_a_silent_page_is_not_in_view() -> None:
    clock = Seconds()
    views = Views(clock)
    with views.following("one"):
        views.say("one", in_view=True)
        clock.now += VIEW_SECONDS
        assert views.any()
        clock.now += 0.1
        assert not views.any()


def test_a_closed_page_is_not_in_view_and_one_that_never_followed_is_not_known() -> None:
    views = Views(Seconds())
    with views.following("one"):
        views.say("one", in_view=True)
    views.say("one", in_view=True)
    views.say("other", in_view=True)
    assert not views.any()
