"""The keyring: only backends that keep secrets from others, never one that the environment puts in their place."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend, get_all_keyring
from keyring.backends import null

from tests.support.keyrings import AskingRing, BrokenRing, ForgetfulRing, LockedRing, MemoryRing, ReadOnlyRing
from twohats.state.key_ring import SERVICE, USER, Found, Missing, Unreachable, allowed_rings, find, keep


def look(*rings: KeyringBackend, seconds: float = 5.0) -> object:
    return find(lambda: rings, seconds)


def test_what_was_kept_is_found() -> None:
    ring = MemoryRing()

    assert look(ring) == Missing()
    assert keep(lambda: [ring], "secret", 5) == Found("secret")
    assert look(ring) == Found("secret")
    assert ring.secrets == {(SERVICE, USER): "secret"}


def test_a_secret_does_not_show_itself() -> None:
    assert "secret" not in repr(Found("secret"))


def test_no_keyring_a_locked_one_and_a_broken_one_cannot_tell() -> None:
    assert look() == Unreachable("is missing in this session")
    assert look(LockedRing()) == Unreachable("is locked")
    assert look(BrokenRing()) == Unreachable("cannot be read (LookupError)")


def test_a_locked_keyring_is_not_an_empty_one() -> None:
    assert look(MemoryRing(), LockedRing()) == Unreachable("is locked")


def test_the_secret_is_found_in_whichever_keyring_has_it() -> None:
    ring = MemoryRing()
    ring.set_password(SERVICE, USER, "secret")

    assert look(LockedRing(), MemoryRing(), ring) == Found("secret")


def test_a_keyring_that_waits_for_a_password_does_not_hold_us_for_ever() -> None:
    ring = AskingRing()

    assert look(ring, seconds=0.05) == Unreachable("did not answer within 0.05 seconds")
    ring.typed.set()


def test_a_search_for_keyrings_that_fails_cannot_tell() -> None:
    def search() -> list[KeyringBackend]:
        raise LookupError

    assert find(search, 5) == Unreachable("cannot be read (LookupError)")


def test_what_is_put_in_is_read_back() -> None:
    ring = MemoryRing()

    assert keep(lambda: [ForgetfulRing()], "secret", 5) == Unreachable("does not keep what is put into it")
    assert keep(lambda: [ForgetfulRing(), ReadOnlyRing(), ring], "secret", 5) == Found("secret")
    assert ring.secrets == {(SERVICE, USER): "secret"}


def test_the_environment_cannot_put_another_backend_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    installed = {type(ring) for ring in get_all_keyring()} | {MemoryRing, null.Keyring}

    chosen = {type(ring).__module__ for ring in allowed_rings()}

    assert {backend.__module__ for backend in installed} - chosen, "there are others to choose from"
    assert chosen <= {
        f"keyring.backends.{name}" for name in ("SecretService", "kwallet", "libsecret", "macOS", "Windows")
    }


IN_SESSION = """
set -e
printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec "$0" -c '
import sys
from twohats.state.key_ring import *
print(find(allowed_rings, 20))
print(keep(allowed_rings, "c2VjcmV0", 20) == find(allowed_rings, 20) == Found("c2VjcmV0"))
'
"""


@pytest.mark.slow
def test_a_real_keyring_keeps_the_secret(tmp_path: Path) -> None:
    assert run_in_session(IN_SESSION, tmp_path).splitlines() == ["Missing()", "True"]


LOCKED_SESSION = """
set -e
printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null
"$0" -c '
from twohats.state.key_ring import *
keep(allowed_rings, "c2VjcmV0", 20)
import secretstorage
secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
print(find(allowed_rings, 3))
'
"""


@pytest.mark.slow
def test_a_real_locked_keyring_cannot_tell(tmp_path: Path) -> None:
    assert run_in_session(LOCKED_SESSION, tmp_path).strip() in {
        "Unreachable(reason='is locked')",
        "Unreachable(reason='did not answer within 3 seconds')",
    }


def run_in_session(script: str, home: Path) -> str:
    """Run a shell script in a session bus of its own, with its own home; `$0` is this Python."""
    assert shutil.which("dbus-run-session"), "install the packages dbus and gnome-keyring"
    runtime = home / "runtime"
    runtime.mkdir(0o700)
    places = {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "XDG_DATA_HOME": str(home / "data")}
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    run = ["dbus-run-session", "--", "bash", "-c", script, sys.executable]
    done = subprocess.run(run, capture_output=True, text=True, timeout=90, env=kept | places)
    assert done.returncode == 0, done.stderr
    return done.stdout
