import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.prompters import POST, question
from twohats.question import NO_GROUNDS, Bypass, Choice, Grounds, besides, permits
from twohats_policy.activity import Activity, Media, Verb

PEOPLE = st.sampled_from(["anna", "bo", "mia", "nobody", ""])
GROUPS = st.lists(st.sampled_from(["anna", "bo", "mia"]), unique=True).map(tuple)


@given(PEOPLE, GROUPS, GROUPS)
def test_nobody_releases_their_own_where_a_second_person_has_to(
    by: str, approvers: tuple[str, ...], colleagues: tuple[str, ...]
) -> None:
    asked = question(approvers=approvers, colleagues=colleagues)
    if approvers:
        assert permits(asked, Choice.SEND, by) == (by in approvers and by != "anna")
        assert not permits(asked, Choice.ASK, by)
    else:
        assert permits(asked, Choice.SEND, by) == (by == "anna")
        assert permits(asked, Choice.ASK, by) == (by == "anna" and bool(colleagues))


@given(PEOPLE, GROUPS)
def test_the_employee_may_always_block(by: str, approvers: tuple[str, ...]) -> None:
    assert permits(question(approvers=approvers), Choice.BLOCK, "anna")
    assert permits(question(approvers=approvers), Choice.BLOCK, by) == (by == "anna" or by in approvers)


@pytest.mark.parametrize("vouched", ["", "  "])
def test_an_approval_wants_a_name(vouched: str) -> None:
    with pytest.raises(ValueError, match="has to be named"):
        Grounds(Bypass.APPROVED, vouched)
    assert Grounds(Bypass.APPROVED, "Mia").vouched == "Mia"
    assert NO_GROUNDS.bypass is None


def test_what_else_a_call_would_publish_is_each_thing_once() -> None:
    story = Activity(platform="x", verb=Verb.STORY, text="What nobody was to see", media=(Media(), Media()))
    liked = Activity(platform="x", verb=Verb.REACT, subject="19")
    assert besides(question(activities=(POST, story, POST, liked, story))) == (story, liked)


def test_the_parts_of_one_action_say_the_same() -> None:
    elsewhere = POST.model_copy(update={"platform": "mastodon", "verb": Verb.REPLY})
    assert besides(question(activities=(POST, elsewhere))) == ()


def test_another_picture_under_the_same_words_is_something_else() -> None:
    other = POST.model_copy(update={"media": (Media(fingerprint="another"),)})
    assert besides(question(activities=(POST, other))) == (other,)
