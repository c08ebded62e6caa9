import pytest
from mitmproxy.options import Options

from twohats.errors import UsageError
from twohats.proxy import arguments


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["--mode", "upstream:http://127.0.0.1:1"], "mode", ["upstream:http://127.0.0.1:1"]),
        (["-p", "9999"], "listen_port", 9999),
        (["--listen-host", "::1"], "listen_host", "::1"),
        (["-k"], "ssl_insecure", True),
        (["--set", "ssl_insecure=true"], "ssl_insecure", True),
        (["--set", "ssl_verify_upstream_trusted_ca=/a b"], "ssl_verify_upstream_trusted_ca", "/a b"),
    ],
)
def test_the_arguments_are_mitmproxys_own(words: list[str], name: str, value: object) -> None:
    options = Options()
    arguments.apply(options, words)
    assert getattr(options, name) == value


@pytest.mark.parametrize(
    "words", [["--nonsense"], ["--set", "nonsense=1"], ["-p", "x"], ["--set", "listen_port=x"], ["~u x"]]
)
def test_what_mitmproxy_does_not_know_is_one_line(words: list[str]) -> None:
    with pytest.raises(UsageError) as told:
        arguments.apply(Options(), words)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("words", "enough"),
    [
        ([], True),
        (["-p", "1"], True),
        (["--set", "ssl_insecure=true"], True),
        (["--map-remote", "|a|b"], False),
        (["--set", "map_remote=|a|b"], False),
        (["--mode", "dns"], False),
        (["--set=mode=wireguard"], False),
    ],
)
def test_the_short_list_is_used_where_it_is_enough(words: list[str], enough: bool) -> None:
    assert arguments.short_list_suffices(Options(), words) is enough
