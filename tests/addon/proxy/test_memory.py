import asyncio
import gc
import weakref
from contextlib import suppress
from itertools import product
from typing import Any

import pytest
import trustme
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


def ends(*versions_off: int) -> tuple[SSL.Connection, SSL.Connection]:
    """Return both ends of TLS after their handshake."""
    authority = trustme.CA()
    contexts = client, server = SSL.Context(SSL.TLS_METHOD), SSL.Context(SSL.TLS_METHOD)
    authority.issue_cert("guarded.test").configure_cert(server)
    for context, off in product(contexts, versions_off):
        context.set_options(off)
    asking, answering = SSL.Connection(client), SSL.Connection(server)
    asking.set_connect_state()
    answering.set_accept_state()
    for _ in range(3):
        for end, other in ((asking, answering), (answering, asking)):
            with suppress(SSL.WantReadError):
                end.do_handshake()
            carry(end, other)
    with suppress(SSL.WantReadError):
        asking.recv(65536)  # tickets for another time
    return asking, answering


def carry(end: SSL.Connection, other: SSL.Connection) -> None:
    """Bring what one end wants to send to the other one."""
    with suppress(SSL.WantReadError):
        while data := end.bio_read(65536):
            other.bio_write(data)


def said(end: SSL.Connection, other: SSL.Connection, text: bytes) -> bytes:
    """Say something from one end to the other, and return what is heard there."""
    end.sendall(text)
    carry(end, other)
    return other.recv(65536)


@pytest.mark.parametrize("off", [(), (SSL.OP_NO_TLSv1_3,)])
def test_tls_goes_on_with_new_buffers(off: tuple[int, ...]) -> None:
    asking, answering = ends(*off)
    for _ in range(3):
        before = asking._into_ssl
        memory.renew_buffers(asking)
        memory.renew_buffers(answering)
        assert asking._into_ssl != before
        assert said(asking, answering, b"x" * 9000) == b"x" * 9000
        assert said(answering, asking, b"heard") == b"heard"


def test_buffers_in_which_something_waits_are_kept() -> None:
    asking, answering = ends()
    asking.sendall(b"not yet carried")
    before = asking._from_ssl
    memory.renew_buffers(asking)
    assert asking._from_ssl == before
    carry(asking, answering)
    memory.renew_buffers(answering)
    assert answering.recv(65536) == b"not yet carried"


async def test_a_crowd_that_has_ended_is_cleared_away(seldom: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "QUIET_SECONDS", 0.01)
    ended, left = Ended(), weakref.ref(Circle())
    for _ in range(ENDED):
        assert left() is not None
        ended.add()
    await asyncio.sleep(0.1)
    assert left() is None


async def test_what_was_still_held_at_the_first_look_is_cleared_away_at_a_second(
    seldom: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(memory, "AGAIN_SECONDS", 0.1)
    ended, circle = Ended(), Circle()
    left = weakref.ref(circle)
    for _ in range(ENDED):
        ended.add()
    await asyncio.sleep(0.05)
    del circle
    assert left() is not None
    await asyncio.sleep(0.2)
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
