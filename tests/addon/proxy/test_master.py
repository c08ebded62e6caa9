"""Our own mitmproxy: what it loads and what it listens on. Its ends are in `tests/end_to_end/test_endings.py`."""

from pathlib import Path

import pytest
from mitmproxy import exceptions

from tests.support.guards import ScriptedGuard, as_guard
from tests.support.proxies import running
from twohats.errors import UsageError


async def test_it_is_private_short_and_on_loopback(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("ignore_hosts: ['.*']\n")
    async with running(as_guard(ScriptedGuard()), tmp_path) as proxy:
        options = proxy.master.options
        server = proxy.master.addons.get("proxyserver")
        assert {host for host, _ in server.listen_addrs()} == {"127.0.0.1"}
        assert len(proxy.master.addons) < 10
        assert (options.ignore_hosts, options.rawtcp, options.http3, options.upstream_cert) == ([], False, False, False)
        assert options.confdir == str(tmp_path)


async def test_a_person_may_choose_what_is_no_matter_of_safety(tmp_path: Path) -> None:
    async with running(as_guard(ScriptedGuard()), tmp_path, ["--set", "ssl_insecure=true", "-q"]) as proxy:
        assert proxy.master.options.ssl_insecure


async def test_rare_options_bring_the_long_list(tmp_path: Path) -> None:
    async with running(as_guard(ScriptedGuard()), tmp_path, ["--modify-headers", "/x/y"]) as proxy:
        assert len(proxy.master.addons) > 20


@pytest.mark.parametrize("words", [["--nonsense"], ["--set", "nonsense=1"], ["--mode", "nonsense"]])
async def test_what_mitmproxy_does_not_take_is_one_line(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(UsageError) as told:
        async with running(as_guard(ScriptedGuard()), tmp_path, words):
            pass
    assert "\n" not in str(told.value)


async def test_a_safety_option_stays_while_running(tmp_path: Path) -> None:
    async with running(as_guard(ScriptedGuard()), tmp_path) as proxy:
        with pytest.raises(exceptions.OptionsError, match="past the guard"):
            proxy.master.options.update(rawtcp=True)
        assert proxy.master.options.rawtcp is False
