"""The real guard as its own process, `twohats run`, between real clients and whatever a test puts behind it."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from tests.support.environment import isolated
from tests.support.platform import ACCOUNTS
from tests.support.ports import answers, free_port
from tests.support.posting import Desk

READY_SECONDS = 60.0
WORDS = "The brand does not post from this desk."
"""What the rule of the sample policy says."""

RULES = f"""\
twohats: 1
employee: anna
rules:
  - id: the-brand-rests
    for: {{account: brand}}
    effect: block
    message: {WORDS}
"""


class Behind(Protocol):
    """What a guard sends its requests to: a proxy, and the authority that vouches for what comes from there."""

    @property
    def proxy_url(self) -> str: ...
    @property
    def ca_file(self) -> Path: ...


def write_policy(folder: Path, handles: Mapping[str, Mapping[str, Any]] | None = None, rules: str = RULES) -> Path:
    """Write the policy of anna, who may not post as acme; `handles` are by account and network."""
    team = {
        "twohats": 1,
        "accounts": {
            "acme": {"kind": "brand", "name": "Acme Tools", "handles": (handles or HANDLES)["acme"]},
            "anna": {"kind": "personal", "owner": "anna", "handles": (handles or HANDLES)["anna"]},
        },
        "people": {"anna": {"name": "Anna Berg", "posts_as": ["acme"]}},
        "unknown_account": "ask",
    }
    (folder / "people").mkdir(parents=True)
    (folder / "team.yaml").write_text(json.dumps(team, indent=2), encoding="utf-8")  # JSON is YAML
    (folder / "people" / "anna.yaml").write_text(rules, encoding="utf-8")
    return folder


def _handles(key: str) -> dict[str, dict[str, str]]:
    found = {network: next(one for one in accounts if one.key == key) for network, accounts in ACCOUNTS.items()}
    handles = {network: {"id": one.id, "username": one.username} for network, one in found.items()}
    handles["mastodon"]["server"] = "mastodon.example"
    return handles


HANDLES = {key: _handles(key) for key in ("acme", "anna")}
"""The handles of the stand-in platforms' accounts."""


@dataclass
class Guard:
    """A running guard, in a `with` statement. `folder` is its own: policy, state, home and what it said."""

    folder: Path
    behind: Behind
    policy: Path
    options: tuple[str, ...] = ()
    port: int = 0
    prompt: str = "none"

    def __enter__(self) -> Self:
        """Start it and wait until it listens.

        Raises:
            RuntimeError: when it stops, or does not listen in time; with what it said.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(self._command(), env=self._environment(), stdout=said, stderr=said)
        deadline = time.monotonic() + READY_SECONDS
        while not (answers(self.port) and self.ca_file.exists()):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._stop()
                raise RuntimeError(f"the guard does not run: {self.said}")
            time.sleep(0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it."""
        self._stop()

    @property
    def said(self) -> str:
        """What it wrote to its terminal."""
        return self._said.read_text(encoding="utf-8", errors="replace")

    @property
    def proxy_url(self) -> str:
        """Where clients reach it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ca_file(self) -> Path:
        """The authority that its clients have to trust."""
        return self._state / "certificates" / "mitmproxy-ca-cert.pem"

    @property
    def desk(self) -> Desk:
        """A place to post from that goes through this guard."""
        return Desk(self.proxy_url, self.ca_file, self.folder)

    def log(self) -> list[dict[str, Any]]:
        """Return the audit records, oldest first."""
        command = [sys.executable, "-m", "twohats.cli", "log", "--json", "--state", str(self._state)]
        done = subprocess.run(command, env=self._environment(), capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    @property
    def _said(self) -> Path:
        return self.folder / "said.txt"

    @property
    def _state(self) -> Path:
        return self.folder / "state"

    def _command(self) -> list[str]:
        places = ["--policy", str(self.policy), "--state", str(self._state), "--listen", f"127.0.0.1:{self.port}"]
        behind = ["--mode", f"upstream:{self.behind.proxy_url}"]
        trust = ["--set", f"ssl_verify_upstream_trusted_ca={self.behind.ca_file}"]
        person = ["--prompt", self.prompt, "--employee", "anna"]
        return [sys.executable, "-m", "twohats.cli", "run", *places, *person, "--", *behind, *trust, *self.options]

    def _environment(self) -> dict[str, str]:
        no_keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        return isolated(self.folder) | no_keyring

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
