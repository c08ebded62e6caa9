"""Records of a Bluesky repository."""

from typing import Any

import pytest

from twohats.adapters.bluesky.records import Record, activity, known, message
from twohats.bodies.json_text import Json
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Actor, Verb

ME = Actor(where="json.repo", platform_id="did:plc:acme")


def post(**value: Any) -> Record:
    return Record(ME, "app.bsky.feed.post", {"text": "hej", **value})


def test_links_tags_and_mentions_come_from_facets() -> None:
    found = activity(
        post(
            text="see #sale@bo https://a.example",
            tags=["hidden"],
            facets=[
                {"features": [{"uri": "https://b.example"}, {"tag": "tools"}]},
                {"features": [{"did": "did:plc:anna"}, "broken"]},
                "broken",
            ],
        )
    )
    assert found is not None
    assert found.links == ("https://b.example", "https://a.example")
    assert found.tags == ("tools", "hidden")
    assert found.mentions == ("did:plc:anna",)


def test_tags_are_found_in_the_text_where_no_facet_names_them() -> None:
    found = activity(post(text="see #sale", tags=["hidden"]))
    assert found is not None
    assert found.tags == ("sale", "hidden")


def test_a_picture_from_before_2023_is_known_by_its_cid() -> None:
    found = activity(post(embed={"images": [{"image": {"cid": "old", "mimeType": "image/png"}}]}))
    assert found is not None
    assert [media.key for media in found.media] == ["old"]


def test_the_first_language_counts() -> None:
    found = activity(post(langs=["sv", "en"]))
    assert found is not None
    assert found.language == "sv"


def test_every_picture_of_a_foreign_record_is_found() -> None:
    blob: dict[str, Json] = {"$type": "blob", "ref": {"$link": "one"}, "mimeType": "image/png"}
    found = activity(
        Record(ME, "social.grain.photo", {"photo": blob, "more": [{"photo": {**blob, "ref": {"$link": "two"}}}]})
    )
    assert found is not None
    assert (found.verb, [media.key for media in found.media]) == (Verb.POST, ["one", "two"])


def test_a_foreign_record_without_anything_to_read_is_nothing_and_unknown() -> None:
    assert activity(Record(ME, "org.example.score", {"points": 3})) is None
    assert not known("org.example.score")


@pytest.mark.parametrize("collection", ["app.bsky.feed.threadgate", "app.bsky.graph.block"])
def test_records_that_only_set_limits_are_nothing_and_known(collection: str) -> None:
    assert activity(Record(ME, collection, {"subject": "did:plc:anna"})) is None
    assert known(collection)


def test_a_like_of_nothing_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        activity(Record(ME, "app.bsky.feed.like", {}))


def test_a_message_without_text_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        message(None, None, "c1")
