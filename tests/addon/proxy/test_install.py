import os

import pytest
from mitmproxy.proxy.layers import http as http_layers
from mitmproxy.test import taddons

from tests.support.guards import ScriptedGuard, as_guard
from twohats.addon import TwohatsAddon
from twohats.errors import SetupError
from twohats.proxy import contract, install
from twohats.proxy.fetch import Route


def decider() -> TwohatsAddon:
    return TwohatsAddon(as_guard(ScriptedGuard()), lambda flow: Route())


async def test_a_second_time_keeps_the_boundary_that_is_there() -> None:
    with taddons.context() as context:
        manager = context.master.addons
        assert install.installed(manager) is None
        boundary = install.install(manager, decider())
        assert install.install(manager, decider()) is boundary
        assert install.installed(manager) is boundary
        assert install.stands(manager, boundary)


async def test_a_boundary_that_was_replaced_does_not_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    with taddons.context() as context:
        manager = context.master.addons
        boundary = install.install(manager, decider())
        with monkeypatch.context() as patch:
            patch.setattr(http_layers, "HttpStream", object)
            assert not install.stands(manager, boundary)
        assert install.stands(manager, boundary)
        del manager.handle_lifecycle
        assert not install.stands(manager, boundary)


async def test_nothing_is_installed_in_an_unknown_mitmproxy(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> None:
        raise SetupError("unknown")

    monkeypatch.setattr(contract, "check", unknown)
    with taddons.context() as context:
        with pytest.raises(SetupError):
            install.install(context.master.addons, decider())
        assert install.installed(context.master.addons) is None


async def test_the_watch_ends_the_process_when_the_boundary_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    with taddons.context() as context:
        manager = context.master.addons
        boundary = install.install(manager, decider())
        del manager.handle_lifecycle
        await install.watch(manager, boundary)
    assert ended == [install.GONE]
    assert boundary.keeper.closing
