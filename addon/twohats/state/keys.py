"""The keys: one 32-byte master key, and those worked out from it for each purpose.

The master key lives in the keyring of the operating system; where there is none (a server, a build machine), in a file
of mode 0600 in the state folder, and that is said aloud. It is read once at start. `Keys.open` may block for as long as
a person takes to type a keyring's password: it runs in a thread, never on the event loop (facts: desktop 3).

A state folder remembers a mark of its key (not the key). When the key it was used with cannot be reached, twohats does
not go on with another one by itself: logins and pictures seen before would silently be strangers.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from keyring.backend import KeyringBackend

from twohats.errors import SetupError
from twohats.state.folder import (
    KEY_FILE,
    KEY_MARK_FILE,
    close_to_others,
    create_private,
    prepare,
    replace_private,
    words_for,
)
from twohats.state.key_ring import SERVICE, Found, Missing, Unreachable, allowed_rings, find, keep

MASTER_BYTES = 32

KEYRING_SECONDS = 60.0
"""How long the keyring may take to answer: time for a person to type its password."""

type Purpose = Literal["login", "audit", "text", "fingerprint", "page", "question"]
"""What a derived key is for; two purposes never share a key."""

type Rings = Callable[[], Sequence[KeyringBackend]]


@dataclass(frozen=True)
class Keys:
    """The master key of a state folder. `warnings` are sentences for the person who starts twohats."""

    master: bytes = field(repr=False)
    warnings: tuple[str, ...] = ()
    changed: bool = False
    """Whether this is another key than the one the folder was last used with: what was kept under that one is lost."""

    @classmethod
    def open(
        cls, folder: Path, *, insecure: bool, rings: Rings = allowed_rings, seconds: float = KEYRING_SECONDS
    ) -> "Keys":
        """Read the key of this folder, or make one. Blocks for up to `seconds` while the keyring asks for its password.

        `insecure` takes the key file without asking the keyring.

        Raises:
            SetupError: the key exists but cannot be reached or read, or a new one cannot be kept.
        """
        file = prepare(folder) / KEY_FILE
        last = _last_id(folder)
        try:
            if insecure or file.exists():
                keys = _from_file(file, "as was asked for" if insecure else "as before")
            else:
                keys = _from_keyring(file, rings, seconds, used_before=bool(last))
            if keys.id != last:
                replace_private(folder / KEY_MARK_FILE, keys.id.encode())
        except OSError as error:
            raise SetupError(words_for(folder, error)) from error
        return _said_to_be_another(keys, folder) if last not in {"", keys.id} else keys

    @property
    def id(self) -> str:
        """A mark that tells keys apart and gives nothing away: 16 hexadecimal digits."""
        return hmac.digest(self.master, b"twohats key id", hashlib.sha256).hex()[:16]

    def derive(self, purpose: Purpose) -> bytes:
        """Return the 32-byte key for this purpose (HKDF-SHA256)."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"twohats 1 {purpose}".encode()).derive(self.master)


def _from_keyring(file: Path, rings: Rings, seconds: float, *, used_before: bool) -> Keys:
    match find(rings, seconds):
        case Found(secret):
            return Keys(_decoded(secret, f"keyring item `{SERVICE}`"))
        case Missing():
            return _new_in_keyring(file, rings, seconds)
        case Unreachable(reason) if used_before:
            raise SetupError(
                f"the key of `{file.parent}` is in the keyring, which {reason}; "
                "unlock it and start again, or start with another key by `--insecure-keyring`"
            )
        case Unreachable(reason):
            return _from_file(file, f"because the keyring {reason}")


def _new_in_keyring(file: Path, rings: Rings, seconds: float) -> Keys:
    master = secrets.token_bytes(MASTER_BYTES)
    match keep(rings, base64.b64encode(master).decode(), seconds):
        case Found():
            return Keys(master)
        case Unreachable(reason):
            return _from_file(file, f"because the keyring {reason}")
        case Missing():
            return _from_file(file, "because the keyring does not keep what is put into it")


def _from_file(file: Path, why: str) -> Keys:
    create_private(file, base64.b64encode(secrets.token_bytes(MASTER_BYTES)) + b"\n")
    risk = "whoever can read that file can check guesses of what twohats remembers"
    warnings = [f"the master key is in the file `{file}` and not in a keyring, {why}: {risk}"]
    if close_to_others(file):
        warnings.append(f"`{file}` was open to other users and is closed to them now: the key may be known to them")
    content = file.read_bytes()[:1000].decode("ascii", "replace")
    return Keys(_decoded(content.strip(), f"key file `{file}`"), tuple(warnings))


def _decoded(text: str, what: str) -> bytes:
    try:
        master = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        master = b""
    if len(master) != MASTER_BYTES:
        raise SetupError(
            f"{what} does not hold a key of twohats; put back a copy, or remove it to start with a new key"
        )
    return master


def _last_id(folder: Path) -> str:
    try:
        return (folder / KEY_MARK_FILE).read_text("ascii", "replace").strip()[:16]
    except OSError:  # none yet; a folder that cannot be read at all shows when the mark is written
        return ""


def _said_to_be_another(keys: Keys, folder: Path) -> Keys:
    warning = (
        f"`{folder}` was last used with another key: its log up to now can no longer be verified, "
        "and logins and texts seen before will not be recognised"
    )
    return replace(keys, warnings=(*keys.warnings, warning), changed=True)
