"""Who acts on Bluesky."""

import base64
import json
from typing import Any

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, NameIs, Published, Reply
from twohats.adapters.bluesky.who import credential, evidence, learn, whoami

XRPC = "https://pds.acme.example/xrpc/"


def token(**claims: Any) -> str:
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{payload}.x"


def test_the_token_names_its_owner() -> None:
    for scheme in ("Bearer", "DPoP"):
        request = call("POST", XRPC + "a.b.c", authorization=f"{scheme} {token(sub='did:plc:acme')}")
        assert [sign.platform_id for sign in evidence(request)] == ["did:plc:acme"]
        assert credential(request) == token(sub="did:plc:acme")


def test_the_issuer_of_a_service_token_is_its_owner() -> None:
    request = call("POST", XRPC + "a.b.c", authorization=f"Bearer {token(iss='did:plc:acme#atproto', lxm='a')}")
    assert [sign.platform_id for sign in evidence(request)] == ["did:plc:acme"]


def test_a_token_that_cannot_be_opened_says_nothing() -> None:
    for raw in ("opaque", "a.b.c", "e30.!!!.x", "e30." + "bnVsbA" + ".x", token(sub="anna"), token(sub=7)):
        assert [*evidence(call("POST", XRPC + "a.b.c", authorization=f"Bearer {raw}"))] == []


def test_a_session_reply_names_the_new_token() -> None:
    reply = said({"did": "did:plc:acme", "handle": "acme.example", "accessJwt": "made-up"})
    facts = [*learn(call("POST", XRPC + "com.atproto.server.createSession"), reply)]
    assert facts == [LoginIs("did:plc:acme", "acme.example", "made-up")]


def test_an_oauth_reply_names_the_new_token() -> None:
    reply = said({"sub": "did:plc:acme", "access_token": "made-up"})
    assert [*learn(call("POST", "https://bsky.social/oauth/token", dpop="x"), reply)] == [
        LoginIs("did:plc:acme", "", "made-up")
    ]


def test_profiles_teach_names_but_no_login() -> None:
    reply = said(
        {"profiles": [{"did": "did:plc:anna", "handle": "anna.example"}, {"did": "x", "handle": "handle.invalid"}]}
    )
    facts = [*learn(call("GET", XRPC + "app.bsky.actor.getProfiles?actors=a"), reply)]
    assert facts == [NameIs("bluesky", "did:plc:anna", "anna.example")]


def test_a_resolved_handle_teaches_a_name() -> None:
    request = call("GET", XRPC + "com.atproto.identity.resolveHandle?handle=acme.example")
    assert [*learn(request, said({"did": "did:plc:acme"}))] == [NameIs("bluesky", "did:plc:acme", "acme.example")]


def test_replies_name_blobs_and_records() -> None:
    kept = said({"blob": {"ref": {"$link": "bafk"}}})
    assert [*learn(call("POST", XRPC + "com.atproto.repo.uploadBlob"), kept)] == [KeptAs("bafk")]
    uri = "at://did:plc:acme/app.bsky.feed.post/1"
    made = [*learn(call("POST", XRPC + "com.atproto.repo.applyWrites"), said({"results": [{"uri": uri}, {}]}))]
    assert made == [Published(uri, "https://bsky.app/profile/did:plc:acme/post/1")]


def test_a_failure_teaches_nothing() -> None:
    failure = Reply(401, (), b'{"did": "did:plc:acme", "handle": "acme.example"}')
    assert [*learn(call("POST", XRPC + "com.atproto.server.getSession"), failure)] == []


def test_bound_tokens_cannot_ask_who_they_are() -> None:
    dpop = call("POST", XRPC + "a.b.c", authorization=f"DPoP {token(sub='did:plc:acme')}")
    service = call("POST", XRPC + "a.b.c", authorization=f"Bearer {token(iss='did:plc:acme', lxm='a')}")
    assert whoami(dpop) is None
    assert whoami(service) is None
    assert whoami(call("POST", XRPC + "a.b.c")) is None


def test_whoami_asks_the_same_server() -> None:
    request = whoami(call("POST", XRPC + "a.b.c", authorization="Bearer opaque"))
    assert request is not None
    assert request.url == XRPC + "com.atproto.server.getSession"
