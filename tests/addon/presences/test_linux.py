from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desktop_session import desktop_session
from tests.support.screen_saver import screen_saver
from tests.support.session_bus import session_bus
from twohats.presences import linux

KDE, GNOME, XFCE = "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.xfce.ScreenSaver"
NOBODY_THERE = "unix:path=/nonexistent/bus"


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bus that is both the session's and the system's."""
    with session_bus(tmp_path / "b") as (address, _):
        for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
            monkeypatch.setenv(name, address)
        yield address


@pytest.mark.parametrize("name", [KDE, GNOME, XFCE])
def test_a_screen_saver_says_whether_the_screen_is_locked(bus: str, name: str, tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    answer.write_text("no", "utf-8")
    with screen_saver(name, bus, answer):
        assert linux.locked() is False
        answer.write_text("yes", "utf-8")
        assert linux.locked() is True
    assert linux.locked() is None


@pytest.mark.parametrize("word", ["error", "silence"])
def test_a_screen_saver_that_does_not_say_so_is_no_no(bus: str, word: str, tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    answer.write_text(word, "utf-8")
    with screen_saver(GNOME, bus, answer):
        assert linux.locked() is None


def test_one_of_two_screen_savers_is_enough(bus: str, tmp_path: Path) -> None:
    kde, gnome = tmp_path / "kde", tmp_path / "gnome"
    kde.write_text("error", "utf-8")
    gnome.write_text("yes", "utf-8")
    with screen_saver(KDE, bus, kde), screen_saver(GNOME, bus, gnome):
        assert linux.locked() is True


def test_a_hint_is_believed_if_it_says_locked_only(bus: str, tmp_path: Path) -> None:
    hint, saver = tmp_path / "hint", tmp_path / "saver"
    hint.write_text("yes", "utf-8")
    saver.write_text("no", "utf-8")
    with screen_saver(linux.LOGIN, bus, hint):
        assert linux.locked() is True
        hint.write_text("no", "utf-8")
        assert linux.locked() is None
        with screen_saver(GNOME, bus, saver):
            assert linux.locked() is False


def test_without_a_bus_nothing_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(name, NOBODY_THERE)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert linux.locked() is None
    assert linux.idle_seconds() is None


@pytest.mark.slow
def test_touching_the_mouse_ends_idleness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with desktop_session(tmp_path / "d") as session:
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        before = linux.idle_seconds()
        session.click(9, 9)
        after = linux.idle_seconds()
    assert before is not None
    assert after is not None
    assert after < 1.0
