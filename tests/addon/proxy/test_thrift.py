import pytest
from mitmproxy import exceptions, http
from mitmproxy.test import tutils

from twohats.proxy.thrift import ThriftyOptions, install


def test_options_have_the_values_they_were_given() -> None:
    options = ThriftyOptions(listen_port=9999)
    assert (options.listen_port, options.ssl_insecure, options.mode) == (9999, False, ["regular"])
    options.update(ssl_insecure=True)
    assert options.ssl_insecure


def test_a_list_is_still_a_copy() -> None:
    options = ThriftyOptions()
    options.mode.append("changed")
    assert options.mode == ["regular"]


def test_an_unknown_option_is_an_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = ThriftyOptions().nonsense
    with pytest.raises((exceptions.OptionsError, KeyError)):
        ThriftyOptions().update(nonsense=1)


FIELDS = ((b"Host", b"a"), (b"hOST", b"b"), (b"X-\xff", b"\xff"), (b"Empty", b""))
NAMES = ("host", b"HOST", "Empty", "x", b"x-\xff", "none")


def test_headers_answer_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = http.Headers(FIELDS)
    answers = [(headers.get_all(n), headers.get(n), headers.get(n, "-"), n in headers) for n in NAMES]
    for name in ("get_all", "get", "__contains__"):
        monkeypatch.setattr(http.Headers, name, getattr(http.Headers, name))
    monkeypatch.setattr(http.MessageData, "__post_init__", http.MessageData.__post_init__)
    install()
    assert [(headers.get_all(n), headers.get(n), headers.get(n, "-"), n in headers) for n in NAMES] == answers
    assert headers["host"] == "a, b"
    assert 1 not in headers
    assert tutils.treq().copy().path == "/path"
