"""The wire witness: an independent mitmdump between the guard and the platforms, started by pytest-mitmproxy.

It is another process, other code and another certificate authority than the guard: what it saw did leave the guard, and
what it did not see did not. Each cure below is for something seen to go wrong (facts: desktop 7; decision 0005).
Use its `urls` for what crossed; for bytes compare the digests at the upstream.
"""

import json
import os
import sys
import sysconfig
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import pytest

from tests.support.ports import answers
from tests.support.upstream import Upstream

READY_SECONDS = 40.0
"""The plug-in's own wait of two seconds is not readiness: the first start also makes a certificate authority."""


def load_plugin() -> ModuleType:
    """Return pytest_mitmproxy.plugin, which imports `winreg` at its top on every system.

    The stub is gone again at once: other libraries take `winreg` for a sign of Windows.
    """
    stub = sys.platform != "win32" and "winreg" not in sys.modules
    if stub:
        sys.modules["winreg"] = ModuleType("winreg")
    try:
        from pytest_mitmproxy import plugin
    finally:
        if stub:
            del sys.modules["winreg"]
    loaded: ModuleType = plugin
    return loaded


plugin = load_plugin()


class Witness:
    """What the witness saw, and where it listens."""

    def __init__(self, manager: Any, folder: Path) -> None:
        self._manager = manager
        self.ca_file = folder / ".mitmproxy" / "mitmproxy-ca-cert.pem"

    @property
    def proxy_url(self) -> str:
        """The address to give as an upstream proxy."""
        return f"http://127.0.0.1:{self._manager.proxy_port}"

    @property
    def urls(self) -> list[str]:
        """Every address that crossed, in order."""
        return [url for url in self._manager.get_urls() if url]

    def start(self) -> None:
        """Start the process and wait until it answers and its certificate is there.

        Raises:
            TimeoutError: when it is not ready in time.
        """
        self._manager.url_filter = "://"  # setting it starts the process: once, or the first one leaks
        for pipe in self._pipes():  # nobody else reads them: request 321 hung
            threading.Thread(target=_drain, args=(pipe,), daemon=True).start()
        deadline = time.monotonic() + READY_SECONDS
        while not (answers(self._manager.proxy_port) and self.ca_file.exists()):
            if time.monotonic() > deadline:
                raise TimeoutError("the wire witness did not start")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop the process and wait until its pipes are read to the end."""
        self._manager._stop_mitmproxy()
        self._manager._mitmproxy_process = None  # the plug-in's own finalizer would do it again

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._manager._mitmproxy_process
        return process.stdout, process.stderr


def _drain(pipe: IO[bytes]) -> None:
    with pipe:
        while pipe.read1(65536):  # type: ignore[attr-defined]
            continue


def _settings(upstream: Upstream) -> str:
    settings = {
        "listen_host": "127.0.0.1",  # it would listen to the whole network
        "mode": [f"upstream:{upstream.proxy_url}"],
        "ssl_verify_upstream_trusted_ca": str(upstream.ca_file),
    }
    return json.dumps(settings)  # JSON is YAML


@pytest.fixture
def witness(
    mitmdump_proxy: Any, upstream: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Witness]:
    """A witness in front of the test's `upstream`, with a home folder and a log of its own."""
    folder = tmp_path / "witness"
    (folder / ".mitmproxy").mkdir(parents=True)
    (folder / ".mitmproxy" / "config.yaml").write_text(_settings(upstream), encoding="utf-8")
    with monkeypatch.context() as while_starting:
        for name in ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"):
            while_starting.setenv(name, str(folder))
        while_starting.setenv("PATH", sysconfig.get_path("scripts"), prepend=os.pathsep)
        running = Witness(mitmdump_proxy, folder)
        _tame(monkeypatch, mitmdump_proxy, folder)
        running.start()
    yield running
    running.stop()


def _tame(monkeypatch: pytest.MonkeyPatch, manager: Any, folder: Path) -> None:
    monkeypatch.setattr(plugin, "mitm_log", folder / "mitmdump.log")  # one file for all runs of this machine otherwise
    monkeypatch.setattr(plugin, "set_proxy", _leave_the_system_alone)  # on Windows it rewrites the system's proxy
    monkeypatch.setattr(type(manager), "_kill_existing_mitmproxy_processes", staticmethod(_leave_the_system_alone))


def _leave_the_system_alone(**_: object) -> None:
    return None
