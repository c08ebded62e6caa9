"""The keyring of the operating system, reached only through backends that keep secrets from other users.

`keyring` by itself would also take a backend from the environment, from a file, or from a plug-in that writes plain
text (facts: desktop 3). So its own choice is never asked for: the backends are named here, and nothing else is used.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, kwallet, libsecret, macOS
from keyring.errors import KeyringLocked

SERVICE = "twohats master key"
"""One service name for one secret: Windows moves the first entry when a second user name comes to a service."""

USER = "twohats"

_ALLOWED: tuple[type[KeyringBackend], ...] = (
    SecretService.Keyring,
    kwallet.DBusKeyring,
    kwallet.DBusKeyringKWallet4,
    libsecret.Keyring,
    macOS.Keyring,
    Windows.WinVaultKeyring,
)


@dataclass(frozen=True)
class Found:
    """The secret that the keyring holds."""

    secret: str = field(repr=False)


@dataclass(frozen=True)
class Missing:
    """The keyring can be read, and holds no secret of ours."""


@dataclass(frozen=True)
class Unreachable:
    """Whether there is a secret cannot be told; `reason` continues the sentence "the keyring …"."""

    reason: str


type Finding = Found | Missing | Unreachable


def allowed_rings() -> Sequence[KeyringBackend]:
    """Return the usable allow-listed backends of this session, the preferred one first."""
    usable = [backend for backend in _ALLOWED if backend.viable]
    return [backend() for backend in sorted(usable, key=lambda backend: backend.priority, reverse=True)]


def find(rings: Callable[[], Sequence[KeyringBackend]], seconds: float) -> Finding:
    """Look for our secret in every keyring, for at most this many seconds (a person may have to type a password)."""
    return _within(seconds, lambda: _find(rings()))


def keep(rings: Callable[[], Sequence[KeyringBackend]], secret: str, seconds: float) -> Finding:
    """Put the secret into the first keyring that gives it back unchanged; return what was read back."""
    return _within(seconds, lambda: _keep(rings(), secret))


def _find(rings: Sequence[KeyringBackend]) -> Finding:
    findings = [_ask(ring) for ring in rings]
    for wanted in (Found, Unreachable):  # a locked keyring may hold it: that is not the same as missing
        for finding in findings:
            if isinstance(finding, wanted):
                return finding
    return Missing() if findings else Unreachable("is missing in this session")


def _keep(rings: Sequence[KeyringBackend], secret: str) -> Finding:
    for ring in rings:
        try:
            ring.set_password(SERVICE, USER, secret)  # pyright: ignore[reportUnknownMemberType]
        except Exception:  # noqa: BLE001 - backends raise their libraries' own errors, which share no base
            continue
        if _ask(ring) == Found(secret):
            return Found(secret)
    return Unreachable("does not keep what is put into it")


def _ask(ring: KeyringBackend) -> Finding:
    try:
        secret = ring.get_password(SERVICE, USER)
    except KeyringLocked:
        return Unreachable("is locked")
    except Exception as error:  # noqa: BLE001 - backends raise their libraries' own errors, which share no base
        return Unreachable(f"cannot be read ({type(error).__name__})")
    return Missing() if secret is None else Found(secret)


def _within(seconds: float, work: Callable[[], Finding]) -> Finding:
    """Run the work in a thread of its own: a keyring that waits for a password cannot be interrupted."""
    future: Future[Finding] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 - finding the backends runs their libraries' code
            future.set_result(Unreachable(f"cannot be read ({type(error).__name__})"))

    threading.Thread(target=run, name="twohats keyring", daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:
        return Unreachable(f"did not answer within {seconds:g} seconds")
