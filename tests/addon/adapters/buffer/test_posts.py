"""Posts of Buffer's GraphQL API and of its agents' door."""

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters import buffer
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Target, Verb

URL = "https://api.buffer.com/"
CREATE = "mutation C($input: CreatePostInput!) { createPost(input: $input) { __typename } }"


def create(**values: object) -> Request:
    return call("POST", URL, {"query": CREATE, "variables": {"input": {"channelId": "c", "text": "hi", **values}}})


def test_a_batch_holds_many_documents() -> None:
    documents = [{"query": CREATE, "variables": {"input": {"channelId": name, "text": "t"}}} for name in ("a", "b")]
    found = buffer.read(call("POST", URL, documents))
    assert [activity.actor.platform_id for activity in found if activity.actor] == ["a", "b"]


def test_a_mutation_in_the_query_string_counts() -> None:
    request = call("GET", URL + "?query=mutation{createPost(input:{text:%22x%22,channelId:%22c%22}){id}}")
    assert buffer.read(request)[0].text == "x"


def test_a_time_counts_only_if_the_mode_has_one() -> None:
    moment = "2030-01-01T09:00:00Z"
    assert buffer.read(create(mode="customScheduled", dueAt=moment))[0].schedule == moment
    assert buffer.read(create(mode="shareNow", dueAt=moment))[0].verb is Verb.POST


def test_the_service_in_the_metadata_is_the_target() -> None:
    (post,) = buffer.read(create(metadata={"twitter": {"thread": []}}))
    assert post.targets == (Target(network="x", ref="c"),)


def test_links_are_not_media() -> None:
    (post,) = buffer.read(create(assets={"link": {"url": "https://acme.example"}}))
    assert (post.links, post.media) == (("https://acme.example",), ())


def test_moving_a_post_up_the_queue_publishes_it_sooner() -> None:
    query = 'mutation { movePostInQueue(input: {postId: "p"}) { __typename } }'
    (moved,) = buffer.read(call("POST", URL, {"query": query}))
    assert (moved.verb, moved.subject) == (Verb.EDIT, "p")


def test_ideas_are_known_and_unknown_mutations_are_not() -> None:
    assert buffer.known(call("POST", URL, {"query": "mutation { createIdea(input: {}) { id } }"}))
    unknown = call("POST", URL, {"query": "mutation { frobnicate(input: {}) { id } }"})
    assert buffer.read(unknown) == ()
    assert not buffer.known(unknown)


def test_an_operation_without_document_is_known_by_its_name() -> None:
    url = "https://graph.buffer.com/?_o=CreatePost"
    (post,) = buffer.read(call("POST", url, {"variables": {"input": {"channelId": "c", "text": "hi"}}}))
    assert post.text == "hi"
    assert not buffer.known(call("POST", "https://graph.buffer.com/?_o=SomethingNew", {"variables": {}}))


@pytest.mark.parametrize("variables", [{}, {"input": None}, {"input": []}])
def test_a_post_without_input_is_unreadable(variables: object) -> None:
    with pytest.raises(UnreadableActivityError):
        buffer.read(call("POST", URL, {"query": CREATE, "variables": variables}))
