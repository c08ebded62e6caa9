"""Instagram's GraphQL calls."""

import json
from urllib.parse import urlencode

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters.instagram import operations
from twohats_policy.activity import Verb

URL = "https://www.instagram.com/graphql/query"


def operation(name: str, **variables: object) -> Request:
    content = urlencode({"fb_api_req_friendly_name": name, "variables": json.dumps(variables), "doc_id": "1"}).encode()
    return call("POST", URL, content, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("usePolarisLikeMediaLikeMutation", Verb.REACT),
        ("usePolarisLikeMediaUnlikeMutation", Verb.DELETE),
        ("usePolarisFollowMutation", Verb.FOLLOW),
        ("usePolarisUnfollowMutation", Verb.DELETE),
    ],
)
def test_switches_are_told_by_their_name(name: str, verb: Verb) -> None:
    (found,) = operations.read(operation(name, media_id="9"))
    assert (found.verb, found.subject) == (verb, "9")


def test_writing_is_told_by_its_variables() -> None:
    (comment,) = operations.read(operation("Renamed", input={"comment_text": "nice", "media_id": "9"}))
    (post,) = operations.read(operation("Renamed", input={"caption": "new", "upload_id": "17"}))
    assert (comment.verb, comment.text, comment.reply_to) == (Verb.REPLY, "nice", "9")
    assert (post.verb, post.text, post.media[0].key) == (Verb.POST, "new", "17")


def test_a_query_is_nothing_and_known() -> None:
    request = operation("PolarisCommentsQuery", media_id="9", text="searched for")
    assert operations.read(request) == ()
    assert operations.known(request)


def test_a_comment_under_the_name_of_a_query_is_a_comment() -> None:
    (comment,) = operations.read(operation("PolarisCommentsQuery", media_id="9", comment_text="nice"))
    assert (comment.verb, comment.text) == (Verb.REPLY, "nice")


def test_an_unknown_mutation_is_nothing_and_unknown() -> None:
    request = operation("PolarisSomethingNewMutation", input={"thing": "1"})
    assert operations.read(request) == ()
    assert not operations.known(request)


def test_the_name_may_be_in_a_header() -> None:
    request = call("POST", URL, {"variables": {}, "doc_id": "1"}, x_fb_friendly_name="FeedQuery")
    assert operations.known(request)
