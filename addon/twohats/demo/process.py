"""The demo's guard: the real `twohats run`, as a process of its own."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from twohats import control
from twohats.demo.tool import Tool
from twohats.errors import NotRunningError, SetupError
from twohats.launcher import CERTIFICATES
from twohats.proxy.authority import CERTIFICATE_FILE
from twohats.stand_in import StandIn

READY_SECONDS = 30.0
STOP_SECONDS = 10.0


@dataclass(frozen=True)
class GuardProcess:
    """A running guard whose upstream is the stand-in."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, folder: Path, policy: Path, stand_in: StandIn, prompt: str) -> "GuardProcess":
        """Start the guard and wait until it runs.

        Raises:
            SetupError: it does not come up.
        """
        trust = folder / "stand-in-ca.pem"
        trust.write_bytes(stand_in.certificates.authority)
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "twohats", "run", "--policy", str(policy), "--state", str(folder / "state")),
                *("--listen", "127.0.0.1:0", "--prompt", prompt, "--employee", "anna", "--insecure-keyring", "--"),
                *("--mode", f"upstream:{stand_in.proxy_url}", "--set", f"ssl_verify_upstream_trusted_ca={trust}"),
            ]
        )
        return cls(folder, _port_of(process, folder / "state"), process)

    def tool(self, account: str) -> Tool:
        """Return a tool signed in as `account` that goes through this guard."""
        authority = self.folder / "state" / CERTIFICATES / CERTIFICATE_FILE
        return Tool(account, f"http://127.0.0.1:{self.port}", authority)

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()


def _port_of(process: subprocess.Popen[bytes], state: Path) -> int:
    """Ask the guard for its proxy port, until it answers."""
    deadline = time.monotonic() + READY_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            listens = cast("list[str]", control.status(state)["listens"])
            if listens:
                return int(listens[0].rpartition(":")[2])
        except NotRunningError:
            pass
        time.sleep(0.1)
    process.kill()
    raise SetupError("the demo's guard did not start: see what it said above, or try `twohats run`")
