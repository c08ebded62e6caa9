from tests.support.guards import ScriptedGuard, as_guard
from twohats.addon import TwohatsAddon
from twohats.proxy.decider import Decider
from twohats.proxy.fetch import Route


def test_the_addon_is_what_the_boundary_asks() -> None:
    decider: Decider = TwohatsAddon(as_guard(ScriptedGuard()), lambda flow: Route())
    assert decider.guards(frozenset({"guarded.test", "192.0.2.1"}))
    assert not decider.guards(frozenset({"elsewhere.test"}))
