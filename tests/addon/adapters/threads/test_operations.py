"""GraphQL calls of the Threads page."""

import json
from urllib.parse import urlencode

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters.threads import operations
from twohats_policy.activity import Verb


def operation(name: str, **variables: object) -> Request:
    content = urlencode({"fb_api_req_friendly_name": name, "variables": json.dumps(variables)}).encode()
    return call(
        "POST", "https://www.threads.com/graphql/query", content, content_type="application/x-www-form-urlencoded"
    )


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("useBarcelonaCreateRepostMutation", Verb.REPOST),
        ("useBarcelonaDeleteRepostMutation", Verb.DELETE),
        ("useBarcelonaLikeMutation", Verb.REACT),
        ("useBarcelonaUnlikeMutation", Verb.DELETE),
        ("useBarcelonaFollowMutation", Verb.FOLLOW),
    ],
)
def test_what_is_done_to_others_is_told_by_the_name(name: str, verb: Verb) -> None:
    (found,) = operations.read(operation(name, mediaID="9"))
    assert (found.verb, found.subject) == (verb, "9")


def test_a_post_is_told_by_its_variables_whatever_its_name() -> None:
    (reply,) = operations.read(operation("SomethingQuery", input={"caption": "hej", "reply_id": "9"}))
    (post,) = operations.read(operation("", media={"upload_id": "17"}))
    assert (reply.verb, reply.text, reply.reply_to) == (Verb.REPLY, "hej", "9")
    assert (post.verb, post.media[0].key) == (Verb.POST, "17")


def test_queries_are_known_and_new_mutations_not() -> None:
    assert operations.known(operation("BarcelonaFeedQuery"))
    assert operations.read(operation("BarcelonaFeedQuery")) == ()
    assert not operations.known(operation("useBarcelonaSomethingNewMutation"))
    assert operations.read(operation("useBarcelonaSomethingNewMutation")) == ()
