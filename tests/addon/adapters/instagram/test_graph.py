"""Instagram over the Graph API."""

import pytest

from tests.support.calls import call
from twohats.adapters.instagram import graph
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

NODE = "17841433333333331"
OWN, FACEBOOK = "https://graph.instagram.com", "https://graph.facebook.com"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("url", "owned"),
    [
        (f"{FACEBOOK}/v24.0/{NODE}/media", True),
        (f"{FACEBOOK}/{NODE}/media_publish", True),
        (f"{FACEBOOK}/me/media_publish", True),
        (f"{FACEBOOK}/v24.0/18003330000000002/comments", True),
        (f"{FACEBOOK}/v24.0/{NODE}?fields=username", True),
        (f"{FACEBOOK}/me/accounts?fields=instagram_business_account", True),
        (f"{FACEBOOK}/v24.0/444444444441/feed", False),
        (f"{FACEBOOK}/v24.0/444444444441_555099/comments", False),
        (f"{FACEBOOK}/me?fields=id,name", False),
        (f"{FACEBOOK}/", False),
        (f"{OWN}/anything", True),
        ("https://rupload.facebook.com/ig-api-upload/v24.0/1", True),
        ("https://rupload.facebook.com/video-upload/v24.0/1", False),
    ],
)
def test_instagrams_calls_are_told_from_facebooks(url: str, owned: bool) -> None:
    assert graph.owns(call("POST", url)) is owned


def test_a_version_and_slashes_are_no_part_of_the_place() -> None:
    assert graph.place(call("POST", f"{OWN}/v24.0/{NODE}/media/")) == (NODE, "media")
    assert graph.place(call("POST", f"{OWN}/me/media")) == ("me", "media")
    assert graph.place(call("GET", f"{OWN}/v24.0/me")) == ("me", "")


def test_a_container_holds_text_pictures_and_people() -> None:
    value = {
        "caption": "#new with @bo",
        "image_url": "https://c.example/a.jpg",
        "alt_text": "a cup",
        "user_tags": [{"username": "anna"}],
    }
    found = graph.read(call("POST", f"{OWN}/{NODE}/media", value))
    assert found is not None
    assert (found.verb, found.form, found.tags, found.mentions) == (Verb.UPLOAD, Verb.POST, ("new",), ("bo", "anna"))
    assert [(media.url, media.kind, media.alt) for media in found.media] == [
        ("https://c.example/a.jpg", MediaKind.IMAGE, "a cup")
    ]


@pytest.mark.parametrize("children", [b"children=11,12", b'children=["11","12"]', b"children[]=11&children[]=12"])
def test_children_of_an_album_in_every_spelling(children: bytes) -> None:
    found = graph.read(call("POST", f"{OWN}/{NODE}/media", b"media_type=CAROUSEL&" + children, content_type=FORM))
    assert found is not None
    assert [media.key for media in found.media] == ["11", "12"]


def test_a_container_of_the_token_owner_names_no_account() -> None:
    found = graph.read(call("POST", f"{OWN}/me/media", {"caption": "x"}))
    assert found is not None
    assert found.actor is None


def test_the_method_in_the_query_counts() -> None:
    assert graph.method(call("GET", f"{OWN}/me/media?method=post&caption=x")) == "POST"
    assert graph.method(call("POST", f"{OWN}/me/media_publish?method=get")) == "POST"


def test_a_publish_without_its_container_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        graph.read(call("POST", f"{OWN}/{NODE}/media_publish", {}))


def test_a_mention_answers_under_the_own_name() -> None:
    found = graph.read(call("POST", f"{OWN}/{NODE}/mentions", {"media_id": "9", "message": "thanks"}))
    assert found is not None
    assert found.actor is not None
    assert (found.verb, found.reply_to, found.actor.platform_id) == (Verb.REPLY, "9", NODE)


def test_switches_of_an_object_are_known_and_nothing() -> None:
    request = call("POST", f"{OWN}/18003330000000002?comment_enabled=false")
    assert graph.read(request) is None
    assert graph.known(request)
    assert not graph.known(call("POST", f"{OWN}/{NODE}/something_new"))
