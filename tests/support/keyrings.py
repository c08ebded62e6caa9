"""Keyrings that satisfy `keyring`'s own interface."""

import threading

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordSetError


class MemoryRing(KeyringBackend):
    """Keeps secrets for as long as it lives."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return the secret."""
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the secret."""
        self.secrets[service, username] = password


class LockedRing(MemoryRing):
    """Its owner did not unlock it."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refuse."""
        raise KeyringLocked("Failed to unlock the collection!")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refuse."""
        raise KeyringLocked("Failed to unlock the collection!")


class ForgetfulRing(MemoryRing):
    """Takes secrets and does not keep them, like `keyring`'s null backend."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Forget the secret."""


class ReadOnlyRing(MemoryRing):
    """Can be read and not written."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refuse."""
        raise PasswordSetError("read-only")


class BrokenRing(MemoryRing):
    """Raises an error of its own library."""

    def get_password(self, service: str, username: str) -> str | None:
        """Fail."""
        raise LookupError("org.freedesktop.DBus.Error.NoReply")


class AskingRing(MemoryRing):
    """Waits for a person to type its password, who never does (until `typed` is set)."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        """Wait, then return the secret."""
        self.typed.wait(30)
        return super().get_password(service, username)
