import pytest
from mitmproxy.http import Headers
from mitmproxy.test import tflow

from twohats.proxy.names import Names, folded, is_address, names_of


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("X.com", "x.com"),
        ("x.com.", "x.com"),
        ("GUARDED.test.:443", "guarded.test"),
        ("[::1]:443", "::1"),
        ("::1", "::1"),
        ("bücher.example", "xn--bcher-kva.example"),
        (" x.com ", "x.com"),
        ("x.com:", "x.com"),
        ("", ""),
    ],
)
def test_a_name_has_one_spelling(raw: str, name: str) -> None:
    assert folded(raw) == name


def _names(host: str, *, sni: str = "", headers: tuple[bytes, ...] = (), authority: str = "") -> Names:
    flow = tflow.tflow()
    flow.request.headers = Headers([(b"Host", value) for value in headers])
    flow.request.data.host = host
    flow.request.authority = authority
    flow.client_conn.sni = sni
    flow.server_conn.address = (host, 443)
    return names_of(flow)


def test_all_names_of_a_call_count() -> None:
    names = _names("192.0.2.1", sni="x.com", headers=(b"X.com.",), authority="")
    assert names.all == {"192.0.2.1", "x.com"}
    assert (names.chosen, names.fault) == ("x.com", "")


def test_an_address_is_chosen_only_when_there_is_no_name() -> None:
    assert _names("192.0.2.1").chosen == "192.0.2.1"
    assert is_address("::1")
    assert not is_address("x.com")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ({"sni": "cdn.test", "headers": (b"guarded.test",)}, "different host names"),
        ({"headers": (b"cdn.test",), "authority": "guarded.test"}, "different host names"),
        ({"headers": (b"cdn.test", b"cdn.test")}, "more than one Host"),
        ({"headers": (b"cdn.test\r\n x",)}, "control characters"),
    ],
)
def test_names_that_disagree_are_a_fault(names: dict[str, object], words: str) -> None:
    assert words in _names("cdn.test", **names).fault  # type: ignore[arg-type]
