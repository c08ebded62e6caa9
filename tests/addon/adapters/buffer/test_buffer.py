"""Buffer's doors: kinds of calls and refusals."""

import json

from tests.support.calls import call
from twohats.adapter import Call
from twohats.adapters import buffer


def test_approval_by_get_is_a_writing_call() -> None:
    assert buffer.call(call("GET", "https://buffer.com/api/1/updates/u/approve.json")) is Call.WRITE
    assert buffer.call(call("GET", "https://buffer.com/publish")) is Call.READ
    assert buffer.call(call("GET", "https://mcp.buffer.com/mcp")) is Call.READ
    assert buffer.call(call("GET", "https://api.buffer.com/?query=mutation{x}")) is Call.WRITE


def test_every_door_has_its_own_error() -> None:
    graphql = json.loads(buffer.refusal(call("POST", "https://api.buffer.com/", {}), "no").content)
    assert graphql["errors"][0]["message"] == "no"
    page = json.loads(buffer.refusal(call("POST", "https://publish.buffer.com/rpc/composerApiProxy"), "no").content)
    assert page["result"] == {"success": False, "message": "no", "code": 403}
    rest = buffer.refusal(call("POST", "https://api.bufferapp.com/1/updates/create.json"), "no")
    assert (rest.status, json.loads(rest.content)["message"]) == (403, "no")
    agents = json.loads(buffer.refusal(call("POST", "https://mcp.buffer.com/mcp", {"id": 1}), "no").content)
    assert agents["result"]["isError"] is True
