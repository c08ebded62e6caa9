from pathlib import Path

import pytest

from tests.support.session_bus import session_bus
from twohats.presences.bus import open_bus

BUS = "org.freedesktop.DBus"


@pytest.mark.slow
def test_a_bus_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_bus(tmp_path / "b") as (address, _):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with open_bus("SESSION") as bus:
            assert bus is not None
            assert bus.has_owner(BUS)
            assert not bus.has_owner("org.gnome.ScreenSaver")
            assert bus.ask(BUS, "/org/freedesktop/DBus", BUS, "NoSuchMethod") is None
            assert bus.property_of(BUS, "/org/freedesktop/DBus", BUS, "Features") is not None
            assert bus.property_of(BUS, "/org/freedesktop/DBus", BUS, "NoSuchProperty") is None


@pytest.mark.parametrize("address", ["unix:path=/nonexistent/bus", "nonsense", ""])
def test_where_there_is_no_bus_there_is_none(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with open_bus("SESSION") as bus:
        assert bus is None
