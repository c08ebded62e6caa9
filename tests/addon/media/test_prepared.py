from tests.support.clock import Clock
from twohats.media.prepared import MAX_PREPARED, Prepared, with_content
from twohats_policy.activity import Activity, Media, Verb

CONTAINER = Activity(
    platform="instagram",
    verb=Verb.UPLOAD,
    form=Verb.STORY,
    text="Launch",
    media=(Media(url="https://acme.example/a.jpg", content=b"bytes"),),
)
PUBLISH = Activity(platform="instagram", verb=Verb.POST, uses="c1")


def test_what_was_prepared_is_found_without_its_bytes() -> None:
    prepared = Prepared(Clock())
    prepared.keep("instagram", "c1", CONTAINER)
    found = prepared.find("instagram", "c1")
    assert found is not None
    assert (found.text, found.media[0].content) == ("Launch", None)
    assert prepared.find("threads", "c1") is None


def test_it_is_forgotten_after_a_day_and_an_hour() -> None:
    clock = Clock()
    prepared = Prepared(clock)
    prepared.keep("instagram", "c1", CONTAINER)
    clock.turn(hours=24)
    assert prepared.find("instagram", "c1") is not None
    clock.turn(hours=1)
    assert prepared.find("instagram", "c1") is None


def test_the_oldest_make_room() -> None:
    prepared = Prepared(Clock())
    for number in range(MAX_PREPARED + 1):
        prepared.keep("instagram", str(number), CONTAINER)
    assert prepared.find("instagram", "0") is None
    assert prepared.find("instagram", str(MAX_PREPARED)) is not None


def test_the_publishing_call_takes_over_what_it_does_not_say_itself() -> None:
    found = with_content(PUBLISH, CONTAINER)
    assert (found.text, found.shown_as, found.verb) == ("Launch", Verb.STORY, Verb.STORY)
    assert with_content(PUBLISH.model_copy(update={"text": "Own"}), CONTAINER).text == "Own"
