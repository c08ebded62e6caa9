import pytest

from tests.support.prompters import POST, question
from twohats.page.contents import OTHERS_SHOWN, TEXT_LENGTH, Contents, Other, contents
from twohats.question import Picture
from twohats_policy.activity import Activity, Media, MediaKind, Verb

PICTURE = Picture("image/png", b"small")


def found(language: str = "en", **changes: object) -> Contents:
    problem = POST.model_copy(update=changes)
    return contents(question(problem=problem, activities=(problem,), pictures=(PICTURE,)), language)


def test_a_long_text_is_shown_whole_and_a_longer_one_says_how_much_is_missing() -> None:
    assert found(text="x" * 24_990 + "THE END").text.endswith("THE END")
    longer = found(text="x" * (TEXT_LENGTH + 70))
    assert (len(longer.text), longer.cut) == (TEXT_LENGTH, 70)


@pytest.mark.parametrize(("media", "unseen"), [(0, 0), (1, 0), (10, 9)])
def test_pictures_that_cannot_be_shown_are_counted(media: int, unseen: int) -> None:
    assert found(media=(Media(kind=MediaKind.VIDEO),) * media).unseen == unseen


def test_the_texts_of_pictures_go_out_too() -> None:
    assert found(media=(Media(alt="Anna\u202e at sea"), Media())).alts == ("Anna\ufffd at sea",)


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"reply_to": "19"}, (("Replies to", "19"),)),
        ({"quote_of": "20", "subject": "21"}, (("Quotes", "20"), ("About", "21"))),
        ({}, ()),
    ],
)
def test_what_it_is_about_is_told(changes: dict[str, str], about: tuple[tuple[str, str], ...]) -> None:
    assert found(**changes).about == about


def test_everything_else_in_the_call_is_shown() -> None:
    story = Activity(platform="x", verb=Verb.STORY, text="What nobody was to see", media=(Media(), Media()))
    liked = Activity(platform="x", verb=Verb.REACT, subject="19")
    asked = question(problem=POST, activities=(POST, story, POST, liked, story))
    assert contents(asked, "sv").others == (Other("händelse", "What nobody was to see", 2), Other("reaktion", "", 0))


def test_the_parts_of_one_action_say_the_same_and_are_shown_once() -> None:
    elsewhere = POST.model_copy(update={"platform": "mastodon", "verb": Verb.REPLY})
    assert contents(question(problem=POST, activities=(POST, elsewhere)), "en").others == ()


def test_of_very_many_the_rest_is_counted() -> None:
    many = tuple(POST.model_copy(update={"text": f"Number {number}"}) for number in range(OTHERS_SHOWN + 5))
    shown = contents(question(problem=POST, activities=(POST, *many)), "en")
    assert (len(shown.others), shown.more) == (OTHERS_SHOWN, 5)
