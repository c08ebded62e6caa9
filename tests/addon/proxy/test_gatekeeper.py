from mitmproxy import http
from mitmproxy.test import tflow

from tests.support.guards import ScriptedGuard, as_guard
from twohats.addon import TwohatsAddon
from twohats.proxy.fetch import Route
from twohats.proxy.gatekeeper import BROKEN, Gatekeeper, look
from twohats.proxy.passage import Passage, State
from twohats.proxy.tap import Kept, Withheld


def keeper() -> Gatekeeper:
    return Gatekeeper(TwohatsAddon(as_guard(ScriptedGuard(hosts=frozenset({"address"}))), lambda flow: Route()))


def guarded(gatekeeper: Gatekeeper, flow: http.HTTPFlow, **known: object) -> Passage:
    return gatekeeper.passages.open(flow, Passage(guarded=True, **known))  # type: ignore[arg-type]


def test_an_unknown_call_is_at_fault() -> None:
    gatekeeper, flow = keeper(), tflow.tflow()
    assert not gatekeeper.may_leave(flow)
    assert gatekeeper.passage(flow).fault == BROKEN


def test_a_call_leaves_only_when_cleared() -> None:
    gatekeeper, flow = keeper(), tflow.tflow()
    passage = guarded(gatekeeper, flow)
    assert not gatekeeper.may_leave(flow)
    gatekeeper.clear(flow, passage)
    assert gatekeeper.may_leave(flow)
    gatekeeper.closing = True
    assert not gatekeeper.may_leave(flow)


def test_a_stranger_leaves_unless_it_has_become_guarded() -> None:
    gatekeeper, flow = keeper(), tflow.tflow()
    flow.request.host = "elsewhere"
    flow.server_conn.address = ("elsewhere", 443)
    flow.client_conn.sni = "elsewhere"
    gatekeeper.passages.open(flow, Passage())
    assert gatekeeper.may_leave(flow)
    flow.request.host = "address"
    assert not gatekeeper.may_leave(flow)


def test_a_tail_is_released_only_for_a_cleared_call() -> None:
    gatekeeper, flow = keeper(), tflow.tflow()
    withheld = Withheld(10)
    passage = guarded(gatekeeper, flow, kept=withheld)
    assert gatekeeper.withholds(flow)
    assert not gatekeeper.release(flow)
    gatekeeper.clear(flow, passage)
    assert gatekeeper.release(flow)
    assert withheld.released


def test_an_upload_withholds_nothing() -> None:
    gatekeeper, flow = keeper(), tflow.tflow()
    guarded(gatekeeper, flow, kept=Kept(10))
    assert not gatekeeper.withholds(flow)


def test_a_streamed_call_is_known_by_its_head() -> None:
    flow = tflow.tflow()
    before = look(flow, Passage(kept=Kept(1)))
    flow.request.raw_content = b"more"
    assert look(flow, Passage(kept=Kept(1))) == before
    assert look(flow, Passage()) != before


def test_a_late_refusal_is_an_answer_and_a_state() -> None:
    gatekeeper, flow = keeper(), tflow.tflow()
    passage = guarded(gatekeeper, flow)
    gatekeeper.refuse_late(flow, "Not sent.")
    assert flow.response is not None
    assert (flow.response.status_code, passage.state) == (403, State.REFUSED)


def test_only_a_large_undecided_call_is_stretched() -> None:
    gatekeeper, flow = keeper(), tflow.tflow()
    passage = guarded(gatekeeper, flow)
    assert not gatekeeper.stretch(flow, 1000)
    assert gatekeeper.stretch(flow, 2**21)
    assert passage.streams
    assert gatekeeper.may_leave(flow)
    assert not gatekeeper.stretch(flow, 2**22)
    faulty = tflow.tflow()
    guarded(gatekeeper, faulty, fault="two hosts")
    assert not gatekeeper.stretch(faulty, 2**21)
