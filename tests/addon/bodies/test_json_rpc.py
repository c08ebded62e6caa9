import pytest

from twohats.bodies.json_rpc import calls_a_tool
from twohats.bodies.json_text import Json


def call(name: str) -> Json:
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": {"text": "hi"}}}


@pytest.mark.parametrize("name", ["create_post", "post", "execute", "getaway", "", "publish.now"])
def test_a_tool_may_do_something(name: str) -> None:
    assert calls_a_tool(call(name))


@pytest.mark.parametrize("name", ["get_posts", "list", "listChannels", "search/tweets", "read.timeline"])
def test_a_tool_that_only_asks_does_nothing(name: str) -> None:
    assert not calls_a_tool(call(name))


@pytest.mark.parametrize(
    "value", [None, 1, "tools/call", [], {}, {"jsonrpc": "2.0", "method": "tools/list"}, {"method": ["tools/call"]}]
)
def test_other_messages_call_no_tool(value: Json) -> None:
    assert not calls_a_tool(value)


def test_one_of_a_batch_is_enough() -> None:
    assert calls_a_tool([{"method": "ping"}, call("create_post")])
    assert not calls_a_tool([{"method": "ping"}, call("get_post")])


def test_a_call_without_a_name_may_do_anything() -> None:
    assert calls_a_tool({"method": "tools/call"})
