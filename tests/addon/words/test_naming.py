from tests.support.gates import policy
from twohats.words.naming import MOST, handles, links_of, local, mentions_of, tags_of
from twohats_policy.activity import Activity, Verb

POST = Activity(
    platform="x",
    verb=Verb.POST,
    text="#One @Anna https://acme.example",
    tags=("#Two", "one"),
    mentions=("bo@a.example",),
)


def test_marks_are_read_from_the_call_and_from_the_words() -> None:
    assert tags_of(POST) == ("two", "one")
    assert mentions_of(POST) == ("bo@a.example", "anna")
    assert links_of(POST) == ("https://acme.example",)


def test_a_flood_of_tags_is_cut() -> None:
    assert len(tags_of(POST.model_copy(update={"tags": tuple(f"t{number}" for number in range(5000))}))) == MOST + 1


def test_handles_are_those_of_the_platform() -> None:
    assert set(handles(policy(), "x")) == {"acme", "anna"}
    assert local("acme@mastodon.example") == "acme"
