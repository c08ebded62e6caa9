"""The boundary through the real dispatcher: `addons.handle_lifecycle`, as mitmproxy's core calls it."""

from mitmproxy import flow as mflow
from mitmproxy import http
from mitmproxy.proxy.layers.http import HttpErrorHook, HttpRequestHeadersHook, HttpRequestHook, HttpResponseHook
from mitmproxy.proxy.server_hooks import ClientConnectedHook
from mitmproxy.test import taddons, tflow, tutils

from tests.support.guards import ScriptedGuard, allow, as_guard, deny
from twohats.addon import TwohatsAddon
from twohats.proxy.boundary import Boundary
from twohats.proxy.fetch import Route
from twohats.proxy.passage import State


def boundary_of(guard: ScriptedGuard, context: taddons.context) -> Boundary:
    boundary = Boundary(context.master.addons, TwohatsAddon(as_guard(guard), lambda flow: Route()))
    context.master.addons.handle_lifecycle = boundary.handle_lifecycle  # type: ignore[method-assign, assignment]
    return boundary


def call(method: bytes = b"POST", host: str = "guarded.test", path: bytes = b"/2/tweets") -> http.HTTPFlow:
    flow = tflow.tflow(req=tutils.treq(method=method, host=host, path=path, authority=b"", content=b"hello"))
    flow.request.headers["host"] = host
    flow.server_conn.address = (host, 443)
    flow.client_conn.sni = host
    if method == b"GET":
        flow.request.raw_content = b""
        del flow.request.headers["content-length"]
    return flow


async def through(context: taddons.context, flow: http.HTTPFlow) -> None:
    await context.master.addons.handle_lifecycle(HttpRequestHeadersHook(flow))
    await context.master.addons.handle_lifecycle(HttpRequestHook(flow))


async def test_a_cleared_call_may_leave_and_only_as_it_was_judged() -> None:
    with taddons.context() as context:
        boundary = boundary_of(ScriptedGuard(mind=allow), context)
        flow = call()
        await through(context, flow)
        assert flow.response is None
        assert boundary.keeper.may_leave(flow)
        flow.request.raw_content = b"edited in a window of mitmproxy"
        assert not boundary.keeper.may_leave(flow)


async def test_a_refused_call_may_not_leave() -> None:
    with taddons.context() as context:
        boundary = boundary_of(ScriptedGuard(mind=deny), context)
        flow = call()
        await through(context, flow)
        assert flow.response is not None
        assert flow.response.status_code == 403
        assert not boundary.keeper.may_leave(flow)


async def test_a_call_whose_head_was_never_seen_is_refused() -> None:
    with taddons.context() as context:
        boundary = boundary_of(ScriptedGuard(mind=allow), context)
        flow = call()
        await context.master.addons.handle_lifecycle(HttpRequestHook(flow))
        assert flow.response is not None
        assert not boundary.keeper.may_leave(flow)


async def test_the_refusal_is_in_place_while_the_question_is_open() -> None:
    seen: list[int] = []
    with taddons.context() as context:
        flow = call()

        async def look(request: object, connection: object) -> bool:
            assert flow.response is not None
            seen.append(flow.response.status_code)
            return True

        boundary_of(ScriptedGuard(mind=look), context)
        await through(context, flow)
        assert flow.response is None
    assert seen == [403]


async def test_reads_and_strangers_pass_without_a_question() -> None:
    guard = ScriptedGuard(mind=deny)
    with taddons.context() as context:
        boundary = boundary_of(guard, context)
        for flow in (call(b"GET"), call(host="elsewhere.test")):
            await through(context, flow)
            assert flow.response is None
            assert boundary.keeper.may_leave(flow)
    assert guard.checked == []


async def test_an_answer_by_another_addon_is_left_alone() -> None:
    guard = ScriptedGuard(mind=deny)
    with taddons.context() as context:
        boundary = boundary_of(guard, context)
        flow = call()
        await context.master.addons.handle_lifecycle(HttpRequestHeadersHook(flow))
        flow.response = http.Response.make(204)
        await context.master.addons.handle_lifecycle(HttpRequestHook(flow))
        assert flow.response.status_code == 204
        assert boundary.keeper.passage(flow).state is State.ANSWERED
    assert guard.checked == []


async def test_after_closing_nothing_leaves() -> None:
    with taddons.context() as context:
        boundary = boundary_of(ScriptedGuard(mind=allow), context)
        flow, early = call(), call(b"GET")
        await through(context, early)
        boundary.close()
        await through(context, flow)
        assert flow.response is not None
        assert not boundary.keeper.may_leave(early)


async def test_replies_and_losses_are_noted_but_never_of_refusals() -> None:
    guard = ScriptedGuard(mind=allow)
    with taddons.context() as context:
        boundary_of(guard, context)
        sent, refused, failed = call(), call(), call()
        await through(context, sent)
        sent.response = tutils.tresp(content=b'{"id": 1}')
        await context.master.addons.handle_lifecycle(HttpResponseHook(sent))
        guard.mind = deny
        await through(context, refused)
        await context.master.addons.handle_lifecycle(HttpResponseHook(refused))
        await through(context, failed)
        failed.error = mflow.Error("connection lost")
        await context.master.addons.handle_lifecycle(HttpErrorHook(failed))
    assert [(reply.content, released) for _, reply, released in guard.replies] == [(b'{"id": 1}', "audit-1")]
    assert [reason for _, reason in guard.losses] == ["connection lost"]


async def test_a_broken_guard_keeps_no_answer_from_its_client() -> None:
    class Broken(ScriptedGuard):
        async def replied(self, *_: object) -> None:
            raise RuntimeError("disk full")

    with taddons.context() as context:
        boundary_of(Broken(mind=allow), context)
        flow = call()
        await through(context, flow)
        flow.response = tutils.tresp()
        await context.master.addons.handle_lifecycle(HttpResponseHook(flow))
        assert flow.response.status_code == 200


async def test_a_refusal_that_breaks_is_replaced_by_a_plain_one() -> None:
    class Broken(ScriptedGuard):
        def refuse(self, *_: object) -> object:  # type: ignore[override]
            raise RuntimeError("no adapter")

        def handling(self, *_: object) -> object:  # type: ignore[override]
            raise RuntimeError("no handling")

    with taddons.context() as context:
        boundary_of(Broken(mind=allow), context)
        flow = call()
        await through(context, flow)
        assert flow.response is not None
        assert "error" in flow.response.json()


async def test_other_events_go_to_the_addons() -> None:
    heard: list[object] = []

    class Ear:
        def client_connected(self, client: object) -> None:
            heard.append(client)

    with taddons.context() as context:
        boundary_of(ScriptedGuard(), context)
        context.master.addons.add(Ear())
        client = tflow.tclient_conn()
        await context.master.addons.handle_lifecycle(ClientConnectedHook(client))
    assert heard == [client]
