"""What adapters of tools share, with a made-up tool."""

from collections.abc import Iterator

import pytest

from tests.support.calls import call
from twohats.adapter import Call, Request
from twohats.bodies.fields import Fields
from twohats.call_table import CallTable, nothing, on
from twohats.schedulers.tool import Tool, by_method, on_own_hosts, opaque
from twohats_policy.activity import Activity, Verb

API = "https://api.tool.example"


def _path(request: Request) -> str:
    return request.path.removeprefix("/v1")


def _written(values: Fields, verb: Verb) -> Iterator[Activity]:
    yield Activity(platform="tool", verb=verb, text=values.text("text"))


TABLE = CallTable(("DELETE", "/posts/(.+)", on("tool", Verb.DELETE)), ("POST", "/settings", nothing))
PLAIN, WITH_DOOR = Tool("tool", TABLE, _path), Tool("tool", TABLE, _path, _written)
DOOR = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "create_post", "arguments": {"text": "hi"}},
}


@pytest.mark.parametrize(("method", "kind"), [("GET", Call.READ), ("HEAD", Call.READ), ("POST", Call.WRITE)])
def test_the_method_tells_the_kind_of_call(method: str, kind: Call) -> None:
    assert by_method(call(method, API)) is kind


def test_a_tool_s_hosts_are_its_own_and_its_keys_say_nothing() -> None:
    assert on_own_hosts(call("POST", API))
    assert list(opaque(call("POST", API))) == []


@pytest.mark.parametrize("tool", [PLAIN, WITH_DOOR])
def test_calls_are_read_and_known_by_the_table(tool: Tool) -> None:
    deleted = call("DELETE", f"{API}/v1/posts/7")
    assert tool.read(deleted) == (Activity(platform="tool", verb=Verb.DELETE, subject="7"),)
    assert tool.known(deleted)
    assert tool.read(call("POST", f"{API}/v1/settings")) == ()
    assert tool.known(call("POST", f"{API}/v1/settings"))
    assert not tool.known(call("POST", f"{API}/v1/holograms"))


def test_what_only_asks_is_known_and_nothing() -> None:
    asking = call("GET", f"{API}/v1/holograms")
    assert (PLAIN.read(asking), PLAIN.known(asking)) == ((), True)


def test_a_door_for_agents_is_read_where_there_is_one() -> None:
    through = call("POST", f"{API}/mcp", DOOR)
    assert WITH_DOOR.read(through) == (Activity(platform="tool", verb=Verb.POST, text="hi"),)
    assert WITH_DOOR.known(through)
    assert PLAIN.read(through) == ()
    assert not PLAIN.known(through)
