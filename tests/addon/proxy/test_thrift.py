import pytest
from mitmproxy import exceptions, http
from mitmproxy.test import tutils

from twohats.proxy.thrift import ThriftyOptions, skip_type_checks


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


def test_messages_work_without_checking_their_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.MessageData, "__post_init__", http.MessageData.__post_init__)
    skip_type_checks()
    assert tutils.treq().copy().path == "/path"
