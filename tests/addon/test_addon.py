"""Flows to values and back, without a proxy around it."""

import asyncio
import threading
from typing import Any

import pytest
from mitmproxy import http
from mitmproxy.test import tflow, tutils

from tests.support.guards import SENTENCE, ScriptedGuard, allow, as_guard, deny
from twohats.adapter import Request
from twohats.addon import TwohatsAddon, Waiting
from twohats.guard import Client, Connection, Handling
from twohats.proxy import tap
from twohats.proxy.fetch import Route
from twohats.proxy.passage import Passage, State


def addon(guard: ScriptedGuard | None = None) -> TwohatsAddon:
    return TwohatsAddon(as_guard(guard or ScriptedGuard()), lambda flow: Route())


def call(
    method: bytes = b"POST", path: bytes = b"/2/tweets", host: str = "guarded.test", **headers: Any
) -> http.HTTPFlow:
    flow = tflow.tflow(req=tutils.treq(method=method, host=host, path=path, authority=b"", content=None))
    flow.request.headers = http.Headers(host=host, **headers)
    flow.server_conn.address = (host, 443)
    flow.client_conn.sni = host
    return flow


@pytest.mark.parametrize(
    ("flow", "kind", "limit"),
    [
        (call(content_length="100"), type(None), None),
        (call(content_length=str(2**21)), tap.Withheld, tap.WRITE_LIMIT),
        (call(transfer_encoding="chunked"), type(None), None),
        (call(path=b"/upload", content_length="100"), tap.Kept, tap.UPLOAD_LIMIT),
        (call(path=b"/upload", transfer_encoding="chunked"), tap.Kept, tap.UNKNOWN_LIMIT),
        (call(path=b"/upload"), type(None), None),
        (call(b"GET"), type(None), None),
        (call(host="elsewhere.test", content_length=str(2**21)), type(None), None),
    ],
)
def test_the_head_says_how_the_body_goes(flow: http.HTTPFlow, kind: type, limit: int | None) -> None:
    passage = addon().opened(flow)
    assert type(passage.kept) is kind
    assert passage.kept is None or passage.kept._limit == limit
    assert flow.request.stream == (passage.kept or False)


@pytest.mark.parametrize(
    ("headers", "streams"),
    [
        ({"content_length": "100"}, False),
        ({"content_length": str(2**21)}, True),
        ({"transfer_encoding": "chunked"}, True),
        ({}, False),
    ],
)
def test_a_strangers_upload_runs_through_in_our_own_proxy_alone(headers: dict[str, Any], streams: bool) -> None:
    for own in (True, False):
        flow = call(host="elsewhere.test", **headers)
        TwohatsAddon(as_guard(ScriptedGuard()), lambda flow: Route(), own=own).opened(flow)
        assert flow.request.stream is (own and streams)


@pytest.mark.parametrize(
    ("headers", "streams"),
    [({"content_type": "text/event-stream"}, True), ({"content_length": str(2**21)}, True), ({}, False)],
)
def test_a_strangers_download_runs_through_in_our_own_proxy_alone(headers: dict[str, Any], streams: bool) -> None:
    for own in (True, False):
        asks = TwohatsAddon(as_guard(ScriptedGuard()), lambda flow: Route(), own=own)
        flow = call(b"GET", host="elsewhere.test")
        passage = asks.opened(flow)
        flow.response = tutils.tresp(headers=http.Headers(**headers))
        asks.answering(flow, passage)
        assert flow.response.stream is (own and streams)
        assert passage.reply is None


def test_a_name_that_cannot_be_trusted_is_a_fault() -> None:
    flow = call()
    flow.client_conn.sni = "cdn.test"
    assert "different host names" in addon().opened(flow).fault


@pytest.mark.parametrize(("protocol", "faulty"), [("websocket", False), ("h2c", False), ("tls/1.0", True), ("X", True)])
def test_only_known_changes_of_protocol_are_let_in(protocol: str, faulty: bool) -> None:
    assert bool(addon().opened(call(b"GET", upgrade=protocol)).fault) is faulty


def test_a_call_that_became_another_is_sorted_anew() -> None:
    for change in ({"method": "POST"}, {"path": "/other"}, {"raw_content": b"body"}):
        flow = call(b"GET")
        passage = addon().opened(flow)
        for name, value in change.items():
            setattr(flow.request, name, value)
        assert addon().settled(flow, passage) is ("path" in change)


@pytest.mark.parametrize("method", [b"POST", b"DELETE"])
async def test_a_call_without_a_body_is_judged_with_the_headers_that_will_leave(method: bytes) -> None:
    guard = ScriptedGuard(mind=allow)
    asks, flow = addon(guard), call(method, authorization="Bearer made-up-anna")
    passage = asks.opened(flow)
    flow.request.headers["authorization"] = "Bearer made-up-brand"
    assert not asks.settled(flow, passage)
    await asks.decide(flow, passage)
    assert guard.checked[0].header("authorization") == "Bearer made-up-brand"


def test_a_stranger_that_became_guarded_is_judged() -> None:
    flow = call(host="elsewhere.test")
    passage = addon().opened(flow)
    assert addon().settled(flow, passage)
    flow.request.host = "guarded.test"
    assert not addon().settled(flow, passage)
    assert passage.guarded


async def test_the_gate_sees_the_client_and_its_words_become_the_reason() -> None:
    guard = ScriptedGuard(mind=deny)
    flow = call(user_agent="Tool/1 \x07" + "x" * 300)
    flow.client_conn.sockname = ("127.0.0.1", 8080)
    flow.metadata["proxyauth"] = ("desk", "secret")
    passage = addon(guard).opened(flow)
    response = await addon(guard).decide(flow, passage)
    assert response is not None
    assert response.reason == SENTENCE.replace("\u2013", "-")
    client = guard.waiting[0].client
    assert (client.listener, client.user, len(client.agent)) == ("127.0.0.1:8080", "desk", 120)
    assert client.agent.isprintable()


async def test_what_is_released_is_known_when_the_reply_comes() -> None:
    guard = ScriptedGuard(mind=allow)
    flow = call()
    passage = addon(guard).opened(flow)
    assert await addon(guard).decide(flow, passage) is None
    passage.state = State.CLEARED
    flow.response = tutils.tresp(content=b"\x1f\x8b broken", headers=http.Headers(content_encoding="gzip"))
    await addon(guard).replied(flow, passage)
    [(_, reply, released)] = guard.replies
    assert (reply.status, reply.content, released) == (200, b"", "audit-1")


@pytest.mark.parametrize("step", ["replied", "lost"])
async def test_what_was_released_but_held_back_after_all_has_failed(step: str) -> None:
    guard = ScriptedGuard(mind=allow)
    flow = call()
    passage = addon(guard).opened(flow)
    assert await addon(guard).decide(flow, passage) is None
    passage.state = State.REFUSED
    flow.response = tutils.tresp(status_code=403, content=b"ours")
    await getattr(addon(guard), step)(flow, passage)
    await getattr(addon(guard), step)(flow, passage)
    assert [(reply.status, reply.content, released) for _, reply, released in guard.replies] == [(403, b"", "audit-1")]


@pytest.mark.parametrize(
    ("headers", "streams", "limit"),
    [
        ({"content_type": "application/json", "content_length": "100"}, False, None),
        ({"content_type": "application/json", "content_length": str(2**21)}, True, tap.REPLY_LIMIT),
        ({"content_type": "video/mp4"}, True, 0),
        ({"content_type": "text/event-stream"}, True, 0),
    ],
)
def test_large_replies_and_events_run_through(headers: dict[str, Any], streams: bool, limit: int | None) -> None:
    flow = call(b"GET")
    passage = addon().opened(flow)
    flow.response = tutils.tresp(headers=http.Headers(**headers))
    addon().answering(flow, passage)
    assert bool(flow.response.stream) is streams
    assert passage.reply is None or passage.reply._limit == limit


async def test_an_upload_is_noted_with_its_copy() -> None:
    guard = ScriptedGuard()
    flow = call(path=b"/upload", content_length="5")
    passage = addon(guard).opened(flow)
    assert passage.kept is not None
    passage.kept(b"hello")
    await addon(guard).tapped(flow, passage)
    [(request, complete)] = guard.uploads
    assert (request.content, complete) == (b"hello", True)


async def test_a_read_that_got_no_answer_is_no_loss() -> None:
    guard = ScriptedGuard()
    flow = call(b"GET")
    await addon(guard).lost(flow, addon(guard).opened(flow))
    await addon(guard).lost(flow, Passage(guarded=True))
    assert guard.losses == []


async def test_calls_of_our_own_that_hang_hold_up_no_other_work(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr("twohats.addon.fetch", lambda *_: answered.wait(20))
    waiting = Waiting(Client("", ""), Passage(), Route())
    question = Request("GET", "https", "guarded.test", 443, "/me", "/me")
    hanging = [asyncio.ensure_future(waiting.fetch(question)) for _ in range(40)]
    try:
        await asyncio.sleep(0)
        assert await asyncio.wait_for(asyncio.to_thread(int, "1"), 3) == 1
    finally:
        answered.set()
        await asyncio.gather(*hanging)


async def test_the_waiting_side_is_what_the_gate_expects() -> None:
    passage = Passage(handling=Handling.JUDGE, kept=tap.Kept(1, length=2))
    waiting: Connection = Waiting(Client("", ""), passage, Route())
    assert not waiting.complete
    passage.leave()
    assert waiting.gone.is_set()
    request = Request("GET", "https", "127.0.0.1", 1, "/", "/")
    with pytest.raises(OSError, match=r".+"):
        await waiting.fetch(request)


def test_a_refusal_of_the_boundary_has_the_platforms_shape() -> None:
    flow = call()
    guard = ScriptedGuard()
    response: Any = addon(guard).refusal(flow, addon(guard).opened(flow), "Not sent.")
    assert response.json() == {"errors": [{"message": "Not sent."}]}
    assert response.reason == "Not sent."
