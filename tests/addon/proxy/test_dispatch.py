import asyncio

import pytest
from mitmproxy import exceptions
from mitmproxy.hooks import RunningHook
from mitmproxy.proxy.layer import NextLayerHook
from mitmproxy.proxy.layers.http import HttpRequestHook
from mitmproxy.test import taddons, tflow

from twohats.proxy.dispatch import Dispatch


class Listener:
    def __init__(self, name: str, heard: list[str], error: BaseException | None = None) -> None:
        self.name, self._heard, self._error = name, heard, error

    def request(self, flow: object) -> None:
        self._heard.append(self.name)
        if self._error:
            raise self._error

    def next_layer(self, data: object) -> None:
        self.request(data)


class Slow(Listener):
    async def request(self, flow: object) -> None:  # type: ignore[override]
        await asyncio.sleep(0)
        super().request(flow)


class Nest:
    name = "nest"

    def __init__(self) -> None:
        self.addons: list[object] = []


@pytest.mark.parametrize(
    ("error", "whole"),
    [
        (ValueError(), True),
        (exceptions.OptionsError(), False),
        (BaseException(), False),
        (asyncio.CancelledError(), False),
    ],
)
async def test_a_listener_that_breaks_does_not_stop_the_next(error: BaseException, whole: bool) -> None:
    heard: list[str] = []
    with taddons.context() as context:
        manager = context.master.addons
        manager.add(Slow("first", heard, error), Listener("second", heard))
        assert await Dispatch(manager).lifecycle(HttpRequestHook(tflow.tflow())) is whole
    assert heard == ["first", "second"]


async def test_halting_ends_a_request_hook_but_never_one_that_a_connection_needs() -> None:
    heard: list[str] = []
    with taddons.context() as context:
        manager = context.master.addons
        manager.add(Listener("first", heard, exceptions.AddonHalt()), Listener("second", heard))
        dispatch = Dispatch(manager)
        await dispatch.tell(HttpRequestHook(tflow.tflow()))
        await dispatch.tell(NextLayerHook(None))  # type: ignore[arg-type]
    assert heard == ["first", "first", "second"]


async def test_addons_that_come_and_go_are_noticed() -> None:
    heard: list[str] = []
    with taddons.context() as context:
        manager, first, nest = context.master.addons, Listener("first", heard), Nest()
        dispatch = Dispatch(manager)
        assert dispatch.listeners("request") == ()
        manager.add(first)
        assert len(dispatch.listeners("request")) == 1
        manager.add(nest)
        nest.addons.append(Listener("nested", heard))
        assert len(dispatch.listeners("request")) == 2
        manager.remove(first)
        nest.addons.clear()
        assert dispatch.listeners("request") == ()
        assert await dispatch.tell(RunningHook())
