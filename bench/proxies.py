"""Bare mitmproxy and the guard, up at the same time, and the server behind them."""

import contextlib
import json
import multiprocessing
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import trustme
from traffic import HOSTS
from wire import serve

PROXY_CORE, OTHER_CORE = 0, 1
SPAWN = multiprocessing.get_context("spawn")

TEAM = {
    "twohats": 1,
    "accounts": {
        "acme": {"kind": "brand", "name": "Acme", "handles": {"x": {"id": "1111111111", "username": "acme"}}},
        "anna": {"kind": "personal", "owner": "anna", "handles": {"x": {"id": "2222222222", "username": "anna"}}},
    },
    "people": {"anna": {"name": "Anna", "posts_as": ["acme"]}},
    "unknown_account": "ask",
}
PERSON = {"twohats": 1, "employee": "anna"}


@dataclass(frozen=True)
class Server:
    """The running server behind the proxies. `noted` tells when which post arrived, if that was asked for."""

    port: int
    ca_file: Path
    noted: Connection


@dataclass(frozen=True)
class Proxy:
    """A running proxy. `started` is the seconds from its start until it listened."""

    name: str
    port: int
    ca_file: Path
    process: psutil.Process
    started: float = 0.0

    def cpu(self) -> float:
        """User and system time of the whole tree so far, in milliseconds."""
        total = 0.0
        for process in (self.process, *self.process.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                total += times.user + times.system
        return total * 1000


def pin(core: int) -> None:
    """Stay on one core, where the system lets us choose."""
    process = psutil.Process()
    if hasattr(process, "cpu_affinity") and (os.cpu_count() or 1) > core:
        process.cpu_affinity([core])


def _serve_pinned(certificate: str, ready: Connection, notes: bool) -> None:
    pin(OTHER_CORE)
    serve(certificate, ready, notes=notes)


@contextlib.contextmanager
def upstream(folder: Path, *, notes: bool = False) -> Iterator[Server]:
    """Run the server."""
    authority = trustme.CA()
    leaf, trusted = folder / "server.pem", folder / "upstream-ca.pem"
    authority.issue_cert(*HOSTS).private_key_and_cert_chain_pem.write_to_path(leaf)
    authority.cert_pem.write_to_path(trusted)
    told, ready = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_serve_pinned, args=(str(leaf), ready, notes), daemon=True)
    process.start()
    yield Server(told.recv(), trusted, told)
    process.terminate()
    process.join()


@contextlib.contextmanager
def proxy(name: str, folder: Path, arguments: Callable[[int], list[str]], ca_file: Path) -> Iterator[Proxy]:
    """Run one proxy on the proxies' core; what it says goes to a file in `folder`."""
    port = free_port()
    script = Path(__file__).with_name("start.py")
    command = [sys.executable, str(script), ",".join(HOSTS), name, *arguments(port)]
    homes = {"HOME": str(folder), "USERPROFILE": str(folder), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    said, start = folder / f"{name}.txt", time.monotonic()
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, **homes})
    running = psutil.Process(process.pid)
    if hasattr(running, "cpu_affinity"):
        running.cpu_affinity([PROXY_CORE])
    try:
        listening = _wait(port, ca_file, process, said)
        yield Proxy(name, port, ca_file, running, listening - start)
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, ca_file: Path, process: subprocess.Popen[bytes], said: Path) -> float:
    """Wait until the proxy listens, and return when that was, on the steady clock."""
    deadline = time.monotonic() + 60
    while not (_listens(port) and ca_file.exists()):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"a proxy did not start: {said.read_text(encoding='utf-8', errors='replace')}")
        time.sleep(0.005)
    return time.monotonic()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def both(folder: Path, trusted: Path, *more: str) -> Iterator[tuple[Proxy, Proxy]]:
    """Run bare mitmproxy, with these arguments `more`, and the guard at the same time."""
    with bare(folder, trusted, *more) as plain, guard(folder, trusted, "block") as guarding:
        yield plain, guarding


@contextlib.contextmanager
def bare(folder: Path, trusted: Path, *more: str) -> Iterator[Proxy]:
    """Run bare mitmproxy alone."""
    home = folder / "bare"
    quiet = ["-q", "--set", "flow_detail=0", "--set", f"confdir={home}", *trust(trusted), *more]
    bare_ca = home / "mitmproxy-ca-cert.pem"
    with proxy("bare", folder, lambda port: [*quiet, "--listen-host", "127.0.0.1", "-p", str(port)], bare_ca) as plain:
        yield plain


@contextlib.contextmanager
def guard(folder: Path, trusted: Path, effect: str, prompt: str = "none") -> Iterator[Proxy]:
    """Run the guard alone, with a rule of this effect about the brand; its state folder is `folder`/state, its
    policy's `folder`/policy.
    """
    state, policy = folder / "state", put_policy(folder, effect)
    places = ["--policy", str(policy), "--state", str(state), "--prompt", prompt, "--employee", "anna"]

    def arguments(port: int) -> list[str]:
        return [*places, "--listen", f"127.0.0.1:{port}", "--", *trust(trusted)]

    with proxy("guard", folder, arguments, state / "certificates" / "mitmproxy-ca-cert.pem") as running:
        yield running


def put_policy(folder: Path, effect: str) -> Path:
    """Write a policy with a rule of this effect about the brand, and return its folder."""
    policy = folder / "policy"
    rules = [{"id": "rest", "for": {"account": "brand"}, "effect": effect, "message": "Not from the brand."}]
    (policy / "people").mkdir(parents=True, exist_ok=True)
    (policy / "team.yaml").write_text(json.dumps(TEAM), encoding="utf-8")
    (policy / "people" / "anna.yaml").write_text(json.dumps(PERSON | {"rules": rules}), encoding="utf-8")
    return policy


def trust(trusted: Path) -> list[str]:
    """Return mitmproxy's arguments to trust the server."""
    return ["--set", f"ssl_verify_upstream_trusted_ca={trusted}"]
