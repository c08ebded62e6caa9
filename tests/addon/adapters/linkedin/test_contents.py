"""What a post or comment of the REST API holds."""

from typing import Any

import pytest

from twohats.adapters.linkedin import contents
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

AUTHOR = "urn:li:organization:8888888881"


def test_media_links_groups_and_mentions_of_a_post() -> None:
    found = contents.post(
        {
            "author": AUTHOR,
            "commentary": "with @[Bo](urn:li:person:bo77) \\#not a tag",
            "container": "urn:li:group:5",
            "contentLandingPage": "https://acme.example/",
            "content": {"media": {"id": "urn:li:video:V1", "altText": "a film"}},
        }
    )
    assert (found.text, found.mentions) == ("with @[Bo](urn:li:person:bo77) #not a tag", ("bo77",))
    assert (found.links, found.targets[0].platform_id) == (("https://acme.example/",), "5")
    assert [(media.key, media.kind, media.alt) for media in found.media] == [("V1", MediaKind.VIDEO, "a film")]


def test_an_article_has_title_address_and_picture() -> None:
    article = {"source": "https://acme.example/", "title": "Acme", "thumbnail": "urn:li:image:C1"}
    found = contents.post({"author": AUTHOR, "content": {"article": article}})
    assert (found.title, found.links, found.media[0].key) == ("Acme", ("https://acme.example/",), "C1")


def test_posts_of_the_older_generations() -> None:
    content = {"shareCommentary": {"text": "a"}, "media": [{"media": "urn:li:digitalmediaAsset:C5"}]}
    ugc = contents.ugc_post({"author": AUTHOR, "specificContent": {"com.linkedin.ugc.ShareContent": content}})
    share = contents.share({"owner": AUTHOR, "text": {"text": "a"}, "resharedShare": "urn:li:share:7"})
    assert (ugc.text, ugc.media[0].key) == ("a", "C5")
    assert (share.verb, share.quote_of) == (Verb.QUOTE, "urn:li:share:7")


@pytest.mark.parametrize(
    ("more", "verb", "form"),
    [
        ({"lifecycleState": "DRAFT"}, Verb.UPLOAD, Verb.POST),
        ({"scheduledAt": 1893488400000}, Verb.SCHEDULE, Verb.POST),
        ({"lifecycleState": "PUBLISHED"}, Verb.POST, None),
    ],
)
def test_now_later_or_not_yet(more: dict[str, Any], verb: Verb, form: Verb | None) -> None:
    found = contents.post({"author": AUTHOR, "commentary": "a", **more})
    assert (found.verb, found.form) == (verb, form)


def test_a_draft_that_goes_out_uses_what_was_prepared() -> None:
    assert contents.edited({"lifecycleState": "PUBLISHED"}, "urn:li:share:7").uses == "urn:li:share:7"
    assert contents.edited({"lifecycleState": "PUBLISHED", "commentary": "a"}, "urn:li:share:7").uses == ""


def test_a_comment_may_be_a_picture() -> None:
    found = contents.comment({"actor": AUTHOR, "content": [{"entity": {"image": "urn:li:image:C1"}}]}, Verb.REPLY)
    assert found.media[0].key == "C1"
    with pytest.raises(UnreadableActivityError):
        contents.comment({"actor": AUTHOR, "message": {}}, Verb.REPLY)
