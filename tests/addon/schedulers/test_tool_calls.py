"""Calls of agents' tools."""

import json
from collections.abc import Iterator

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.errors import UnreadableActivityError
from twohats.schedulers.tool_calls import deeds, is_door, known, refusal, tool_calls
from twohats_policy.activity import Activity, Verb

URL = "https://mcp.tool.example/mcp"


def tool(name: object, arguments: object = None) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


def request(*messages: object) -> Request:
    return call("POST", URL, messages[0] if len(messages) == 1 else list(messages))


def written(values: Fields, verb: Verb) -> Iterator[Activity]:
    yield Activity(platform="tool", verb=verb, text=values.text("text"))


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("create_post", Verb.POST),
        ("posts-publish_now", Verb.POST),
        ("integrationSchedulePostTool", Verb.POST),
        ("POSTIZ_SCHEDULE_POST", Verb.POST),
        ("execute_mutation", Verb.POST),
        ("delete_post", Verb.DELETE),
        ("update_draft", Verb.EDIT),
        ("reply_to_comment", Verb.REPLY),
        ("upload_media", Verb.UPLOAD),
        ("send_dm", Verb.MESSAGE),
        ("list_posts", None),
        ("get_best_time_to_post", None),
        ("frobnicate", None),
    ],
)
def test_the_words_of_a_tool_say_what_it_does(name: str, verb: Verb | None) -> None:
    assert tool_calls(request(tool(name)))[0].verb is verb


def test_an_upload_that_names_a_place_is_a_post() -> None:
    assert tool_calls(request(tool("upload_text", {"platforms": ["x"]})))[0].verb is Verb.POST


def test_several_calls_in_a_body_all_count() -> None:
    calls = [tool("create_post", {"text": "a"}), {"method": "tools/list"}, tool("delete_post", {"postId": "9"})]
    post, gone = deeds("tool", request(*calls), written)
    assert (post.verb, post.text) == (Verb.POST, "a")
    assert (gone.verb, gone.subject) == (Verb.DELETE, "9")


def test_an_approval_uses_what_was_prepared() -> None:
    (approval,) = deeds("tool", request(tool("approve_post", {"post_id": 9})), written)
    assert (approval.verb, approval.uses) == (Verb.APPROVE, "9")


def test_other_messages_of_the_protocol_are_harmless() -> None:
    assert list(deeds("tool", request({"method": "initialize"}), written)) == []
    assert known(request({"method": "notifications/initialized"}))
    assert known(call("DELETE", URL))


def test_a_tool_whose_words_say_nothing_is_unknown() -> None:
    assert not known(request(tool("frobnicate")))
    assert known(request(tool("list_posts"), tool("create_post")))
    assert not known(request("text"))


@pytest.mark.parametrize("message", ["text", tool(None), tool(7), {"method": "tools/call"}])
def test_a_call_without_a_tool_is_unreadable(message: object) -> None:
    with pytest.raises(UnreadableActivityError):
        tool_calls(request(message))


def test_a_refusal_is_the_answer_of_a_tool_that_failed() -> None:
    answer = json.loads(refusal(request(tool("create_post")), "not from this account").content)
    assert answer["id"] == 3
    assert answer["result"] == {"content": [{"type": "text", "text": "not from this account"}], "isError": True}
    assert json.loads(refusal(call("POST", URL, b"{"), "no").content)["id"] is None


def test_a_door_is_told_by_host_or_path() -> None:
    assert is_door(request())
    assert is_door(call("POST", "https://api.tool.example/api/mcp/key"))
    assert not is_door(call("POST", "https://api.tool.example/v1/posts"))
