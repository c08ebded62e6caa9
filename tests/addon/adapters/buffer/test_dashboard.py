"""Procedures of Buffer's dashboard."""

import json

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters import buffer
from twohats.adapters.buffer.dashboard import is_call
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

RPC = "https://publish.buffer.com/rpc"


def procedure(name: str, **arguments: object) -> Request:
    return call("POST", f"{RPC}/{name}", {"args": json.dumps(arguments)})


def test_a_procedure_is_named_in_the_path_or_the_body() -> None:
    (sent,) = buffer.read(call("POST", RPC, {"name": "approveDraft", "args": {"updateId": "u"}}))
    assert (sent.verb, sent.uses) == (Verb.APPROVE, "u")
    (gone,) = buffer.read(procedure("deletePost", updateId="u"))
    assert (gone.verb, gone.subject, gone.uses) == (Verb.DELETE, "u", "")
    assert is_call(call("POST", RPC))
    assert not is_call(call("POST", "https://publish.buffer.com/other"))


def test_the_tunnel_leads_to_the_rest_api() -> None:
    (post,) = buffer.read(procedure("composerApiProxy", url="/1/updates/u/share.json", args="{}"))
    assert (post.verb, post.uses) == (Verb.POST, "u")
    upload = procedure("composerApiProxy", url="/i/uploads/upload_media.json", args={"key": "k"})
    assert [activity.verb for activity in buffer.read(upload)] == [Verb.UPLOAD]


def test_unknown_procedures_and_tunnels_are_unknown() -> None:
    assert not buffer.known(procedure("frobnicate"))
    assert not buffer.known(procedure("composerApiProxy"))
    assert not buffer.known(call("POST", "https://publish.buffer.com/other", {}))
    assert buffer.known(procedure("getUser"))


def test_a_tunnel_with_broken_arguments_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        buffer.read(call("POST", f"{RPC}/composerApiProxy", {"args": "{"}))
