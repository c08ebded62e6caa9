"""A session bus for the tests of the notifier."""

from collections.abc import Iterator

import pytest

from tests.support.session_bus import session_bus


@pytest.fixture
def bus(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with session_bus(tmp_path_factory.mktemp("b")) as (address, _):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
