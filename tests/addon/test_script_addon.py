import os

import pytest
from mitmproxy import exceptions
from mitmproxy.test import taddons

from tests.support.guards import ScriptedGuard
from twohats import script_addon
from twohats.errors import SetupError
from twohats.guard import Guard
from twohats.proxy import install
from twohats.script_addon import ScriptAddon
from twohats.settings import OPTIONS, Settings
from twohats_policy.errors import PolicyError


async def test_the_boundary_is_put_up_with_the_options_and_kept_on_a_reload() -> None:
    seen: list[Settings] = []

    def build(settings: Settings) -> Guard:
        seen.append(settings)
        return ScriptedGuard()

    with taddons.context() as context:
        addon = ScriptAddon(build)
        context.master.addons.add(addon)
        context.configure(addon, twohats_employee="anna")
        assert {option.name for option in OPTIONS} <= set(context.options.keys())
        boundary = install.installed(context.master.addons)
        assert boundary is not None
        assert context.options.rawtcp is False
        with pytest.raises(exceptions.OptionsError, match="rawtcp"):
            context.configure(addon, rawtcp=True)
        context.master.addons.remove(addon)
        again = ScriptAddon(build)
        context.master.addons.add(again)
        context.configure(again, twohats_employee="anna")
        assert install.installed(context.master.addons) is boundary
    assert len(seen) == 1


@pytest.mark.parametrize("error", [SetupError("run `twohats init`"), PolicyError(()), RuntimeError("broken")])
async def test_without_a_guard_nothing_is_served(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)

    def build(settings: Settings) -> Guard:
        raise error

    with taddons.context() as context:
        addon = ScriptAddon(build)
        context.master.addons.add(addon)
        context.configure(addon, twohats_employee="anna")
    assert script_addon.REFUSED in ended
