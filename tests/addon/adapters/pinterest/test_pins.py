"""What calls show on Pinterest."""

import json
from urllib.parse import urlencode

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters import pinterest
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

PINS = "https://api.pinterest.com/v5/pins"


def resource(name: str, options: object) -> Request:
    content = urlencode({"data": json.dumps({"options": options})}).encode()
    url = f"https://www.pinterest.com/resource/{name}/"
    return call("POST", url, content, content_type="application/x-www-form-urlencoded")


def test_a_pin_made_of_another_alone_is_that_pin_saved() -> None:
    (saved,) = pinterest.read(call("POST", PINS, {"board_id": "1", "parent_pin_id": "9"}))
    assert (saved.verb, saved.subject) == (Verb.REPOST, "9")
    source = {"source_type": "image_url", "url": "https://a.example/p.jpg"}
    (own,) = pinterest.read(call("POST", PINS, {"board_id": "1", "parent_pin_id": "9", "media_source": source}))
    assert own.verb is Verb.POST


def test_a_pin_leads_to_its_link() -> None:
    (pin,) = pinterest.read(call("POST", PINS, {"title": "t", "link": "https://a.example", "description": "#sale @bo"}))
    assert (pin.links, pin.text) == (("https://a.example",), "#sale @bo")


def test_only_addresses_of_own_uploads_are_keys() -> None:
    options = {"board_id": "1", "image_url": "https://cdn.example/a.jpg"}
    (pin,) = pinterest.read(resource("PinResource/create", options))
    assert (pin.media[0].key, pin.media[0].url) == ("", options["image_url"])


def test_pages_of_a_story_hold_pictures_videos_and_texts() -> None:
    blocks = [{"image_signature": "i"}, {"video_signature": "v"}, {"text": "first"}]
    (pin,) = pinterest.read(resource("StoryPinResource/create", {"story_pin": {"pages": [{"blocks": blocks}]}}))
    assert [(media.key, media.kind) for media in pin.media] == [("v", MediaKind.VIDEO), ("i", MediaKind.IMAGE)]
    assert pin.text == "first"


def test_a_comment_without_text_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        pinterest.read(resource("PinCommentResource/create", {"pinId": "9"}))


def test_a_followed_user_a_new_board_and_a_changed_profile() -> None:
    (follow,) = pinterest.read(resource("UserFollowResource/create", {"user_id": "5"}))
    assert (follow.verb, follow.subject) == (Verb.FOLLOW, "5")
    (board,) = pinterest.read(resource("BoardResource/create", {"name": "Tools"}))
    assert (board.verb, board.title) == (Verb.PROFILE, "Tools")
    (profile,) = pinterest.read(resource("UserSettingsResource/update", {"first_name": "Acme", "about": "tools"}))
    assert (profile.verb, profile.title, profile.text) == (Verb.PROFILE, "Acme", "tools")
