from tests.support.calls import call
from twohats.adapter import KeptAs, LoginIs
from twohats.server_keys import facts_of_its_server, of_its_server
from twohats_policy.activity import Activity, Media, Verb

HERE, THERE = call("POST", "https://one.example/api"), call("POST", "https://two.example/api")


def test_what_was_uploaded_is_named_with_its_server() -> None:
    post = Activity(platform="mastodon", verb=Verb.POST, media=(Media(key="22", alt="a cup"), Media(url="u")), uses="7")
    found = of_its_server(HERE, post)
    assert found.media == (Media(key="one.example/22", alt="a cup"), Media(url="u"))
    assert found.uses == "one.example/7"
    assert of_its_server(THERE, post).media[0].key != found.media[0].key


def test_a_post_of_words_stays_as_it_is() -> None:
    post = Activity(platform="mastodon", verb=Verb.POST, text="hej")
    assert of_its_server(HERE, post) is post


def test_a_reply_names_an_upload_with_its_server_and_everything_else_as_it_is() -> None:
    login = LoginIs("6666666661", "acme@one.example")
    assert [*facts_of_its_server(HERE, [KeptAs("22"), login])] == [KeptAs("one.example/22"), login]
