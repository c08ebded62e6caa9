"""What hangs on a post of Facebook's composers."""

import json

import pytest

from twohats.adapters.facebook import attachments
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind


def test_pictures_and_films_keep_their_ids() -> None:
    value = {"attachments": [{"photo": {"id": "1"}}, {"video": {"id": 2}}, {"link": {}}, "x", {"photo": None}]}
    assert [(media.key, media.kind) for media in attachments.attached(value)] == [
        ("1", MediaKind.IMAGE),
        ("2", MediaKind.VIDEO),
    ]


def test_links_stand_in_json_or_beside_it() -> None:
    packed = {
        "link": {"share_scrape_data": json.dumps({"share_params": {"urlInfo": {"canonical": "https://a.example"}}})}
    }
    plain = {"link": {"external_url": "https://b.example"}}
    assert attachments.links({"attachments": [packed, plain]}) == ("https://a.example", "https://b.example")
    assert attachments.links({}) == ()


def test_a_shared_post_is_named() -> None:
    assert attachments.shared({"attachments": [{"share": {"shareable_id": "9"}}]}) == "9"
    assert attachments.shared({"attachments": [{"photo": {"id": "1"}}]}) == ""


def test_a_link_that_is_no_json_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        attachments.links({"attachments": [{"link": {"share_scrape_data": "{"}}]})
