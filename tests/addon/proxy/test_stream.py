"""Parts of the stream that need no wire; the rest is in `tests/end_to_end/test_faults.py` and `test_uploads.py`."""

from mitmproxy.proxy.layers import http as http_layers

from tests.support.guards import ScriptedGuard, as_guard
from twohats.addon import TwohatsAddon
from twohats.proxy import stream
from twohats.proxy.fetch import Route
from twohats.proxy.gatekeeper import Gatekeeper


def keeper() -> Gatekeeper:
    return Gatekeeper(TwohatsAddon(as_guard(ScriptedGuard()), lambda flow: Route()))


def test_new_streams_ask_the_boundary_that_was_installed_last() -> None:
    first, second = keeper(), keeper()
    stream.install(first)
    assert stream.is_installed(first)
    stream.install(second)
    assert stream.is_installed(second)
    assert not stream.is_installed(first)
    assert http_layers.HttpStream is stream.GuardedStream


def test_the_hook_for_the_tail_has_a_name_of_its_own() -> None:
    assert stream.TwohatsTailHook.name == "twohats_tail"
    assert stream.TwohatsTailHook.blocking is True
