import asyncio
import gc
import weakref
from typing import Any

import pytest
from mitmproxy.net import tls as net_tls
from OpenSSL import SSL

from twohats.proxy import memory
from twohats.proxy.memory import ENDED, Ended


class Circle:
    """Refers to itself, as the layers of a connection do."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def seldom() -> object:
    """Python looks for circles only when it is told to."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_tls_gives_its_buffers_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net_tls, "_create_ssl_context", memory.PLAIN_CONTEXT)
    options: dict[str, Any] = {
        "method": net_tls.Method.TLS_SERVER_METHOD,
        "min_version": net_tls.Version.TLS1_2,
        "max_version": net_tls.Version.UNBOUNDED,
        "cipher_list": None,
        "ecdh_curve": None,
    }
    assert not net_tls._create_ssl_context(**options).set_mode(0) & SSL.MODE_RELEASE_BUFFERS
    memory.install()
    memory.install()
    assert net_tls._create_ssl_context(**options).set_mode(0) & SSL.MODE_RELEASE_BUFFERS


async def test_a_crowd_that_has_ended_is_cleared_away(seldom: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "QUIET_SECONDS", 0.01)
    ended, left = Ended(), weakref.ref(Circle())
    for _ in range(ENDED):
        assert left() is not None
        ended.add()
    await asyncio.sleep(0.1)
    assert left() is None


async def test_a_few_that_have_ended_are_not_worth_a_look(seldom: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "QUIET_SECONDS", 0.01)
    ended, left = Ended(), weakref.ref(Circle())
    for _ in range(ENDED - 1):
        ended.add()
    await asyncio.sleep(0.1)
    assert left() is not None


def test_what_is_loaded_is_not_looked_through_again() -> None:
    usual = gc.get_threshold()
    try:
        memory.settle()
        assert gc.get_freeze_count() > 1000
        assert gc.get_threshold() == memory.THRESHOLDS
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
