from types import SimpleNamespace

import pytest
from mitmproxy.test import tflow
from mitmproxy.tls import ClientHelloData

from twohats.proxy.pass_through import decide


def greeting(sni: str | None, address: str | None) -> ClientHelloData:
    context = SimpleNamespace(
        server=SimpleNamespace(address=(address, 443) if address else None), client=tflow.tclient_conn()
    )
    context.client.sni = sni
    return ClientHelloData(context, SimpleNamespace(sni=sni))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sni", "address", "passes"),
    [
        ("elsewhere.test", "elsewhere.test", True),
        ("Guarded.test", "192.0.2.1", False),
        ("cdn.test", "guarded.test.", False),
        (None, "guarded.test", False),
        (None, "192.0.2.1", True),
        (None, None, True),
    ],
)
def test_one_guarded_name_is_enough_to_look_inside(sni: str | None, address: str | None, passes: bool) -> None:
    data = greeting(sni, address)
    decide(data, lambda names: "guarded.test" in names)
    assert data.ignore_connection is passes


def test_in_doubt_a_connection_is_looked_into() -> None:
    def broken(names: frozenset[str]) -> bool:
        raise RuntimeError

    data = greeting("elsewhere.test", "elsewhere.test")
    decide(data, broken)
    assert not data.ignore_connection
