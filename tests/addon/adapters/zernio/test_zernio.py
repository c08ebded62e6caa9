"""Zernio: what replies teach, questions, refusals."""

import json

from tests.support.calls import call, said
from twohats.adapter import KeptAs, NameIs, Published
from twohats.adapters import zernio

API = "https://zernio.com/api/v1/"


def test_replies_name_accounts_uploads_and_posts() -> None:
    accounts = said({"accounts": [{"_id": "z", "platform": "twitter", "username": "acme"}, {"_id": "y"}]})
    assert [*zernio.learn(call("GET", API + "accounts"), accounts)] == [
        NameIs(network="x", username="acme", handle="z")
    ]
    kept = [*zernio.learn(call("POST", API + "media/presign"), said({"publicUrl": "https://media.zernio.com/a"}))]
    assert kept == [KeptAs(key="https://media.zernio.com/a")]
    post = {"_id": "p", "platforms": [{"platformPostUrl": "https://x.com/1"}]}
    made = [*zernio.learn(call("POST", API + "posts"), said({"post": post}, 201))]
    assert made == [KeptAs(key="p"), Published(id="p", url="https://x.com/1")]


def test_the_question_goes_to_the_calls_own_host() -> None:
    question = zernio.whoami(call("POST", "https://getlate.dev/api/v1/posts", authorization="Bearer k"))
    assert question is not None
    assert (question.host, question.path) == ("getlate.dev", "/api/v1/accounts")
    old = zernio.whoami(call("POST", "https://api.late.dev/v1/posts", authorization="Bearer k"))
    assert old is not None
    assert old.path == "/v1/accounts"
    assert zernio.whoami(call("POST", "https://mcp.zernio.com/mcp", authorization="Bearer k")) is None


def test_every_door_has_its_own_error() -> None:
    assert json.loads(zernio.refusal(call("POST", API + "posts"), "no").content)["error"] == "no"
    assert "result" in json.loads(zernio.refusal(call("POST", "https://mcp.zernio.com/mcp", {}), "no").content)
    assert not zernio.known(call("POST", API + "frobnicate"))
    assert zernio.known(call("POST", API + "profiles", {}))
