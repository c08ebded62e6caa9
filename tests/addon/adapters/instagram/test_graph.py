"""Instagram over the Graph API."""

import pytest

from tests.support.calls import call
from twohats.adapters.instagram import graph
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

NODE = "17841433333333331"
OWN = "https://graph.instagram.com"
FORM = "application/x-www-form-urlencoded"


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
