"""Real HTTP libraries that post once and give up when no answer begins in time."""

import ssl
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import requests
import urllib3

BODY = b"text=hello"
GAVE_UP = 0
TREE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Waiter:
    """What every client is told: where to post, through which proxy, whom to trust, how many seconds to wait."""

    url: str
    port: int
    ca_file: Path
    seconds: float

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def by_requests(waiter: Waiter) -> int:
    """Return the status, or `GAVE_UP`."""
    with requests.Session() as session:
        session.trust_env = False
        proxies, trust = {"https": waiter.proxy}, str(waiter.ca_file)
        try:
            answer = session.post(waiter.url, BODY, proxies=proxies, verify=trust, timeout=waiter.seconds)
            return int(answer.status_code)
        except requests.Timeout:
            return GAVE_UP


def by_urllib3(waiter: Waiter) -> int:
    """Return the status, or `GAVE_UP`; the user agent is the one that urllib3 sets."""
    with urllib3.ProxyManager(waiter.proxy, ca_certs=str(waiter.ca_file), retries=False) as pool:
        try:
            return pool.request("POST", waiter.url, body=BODY, timeout=waiter.seconds).status
        except urllib3.exceptions.TimeoutError:
            return GAVE_UP


def by_httpx(waiter: Waiter, *, http2: bool = False) -> int:
    """Return the status, or `GAVE_UP`."""
    trust = ssl.create_default_context(cafile=str(waiter.ca_file))
    limit = httpx.Timeout(20, read=waiter.seconds)
    with httpx.Client(proxy=waiter.proxy, verify=trust, http2=http2, timeout=limit, trust_env=False) as client:
        try:
            return client.post(waiter.url, content=BODY).status_code
        except httpx.ReadTimeout:
            return GAVE_UP


def by_httpx_on_http2(waiter: Waiter) -> int:
    """Return the status, or `GAVE_UP`."""
    return by_httpx(waiter, http2=True)


def by_fetch(waiter: Waiter) -> int:
    """Return the status that Node's own fetch (undici) sees, or `GAVE_UP`."""
    told = (waiter.url, waiter.port, waiter.ca_file, waiter.seconds)
    command = ["node", str(TREE / "tests/support/waiting.mjs"), *map(str, told)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


def by_curl(waiter: Waiter) -> int:
    """Return the status that curl sees, or `GAVE_UP`; its limit is on the whole call."""
    limits = ["--max-time", str(waiter.seconds), "--output", "-", "--silent", "--write-out", "%{http_code}"]
    trust = ["--proxy", waiter.proxy, "--cacert", str(waiter.ca_file), "--noproxy", ""]
    command = ["curl", "-q", *limits, *trust, "--data", BODY.decode(), waiter.url]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return GAVE_UP if done.returncode == 28 else int(done.stdout[-3:])


PATIENT: dict[str, Callable[[Waiter], int]] = {
    "requests": by_requests,
    "urllib3": by_urllib3,
    "httpx": by_httpx,
    "httpx-http2": by_httpx_on_http2,
    "fetch": by_fetch,
}
"""Those that an interim answer keeps waiting."""
