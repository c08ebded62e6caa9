"""A real desktop without a screen: Xvfb, a window manager, a bus of its own and a real notification daemon.

What a person does is done by xdotool: the pointer goes where the button is, and clicks.
"""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.session_bus import has_owner, session_bus

READY_SECONDS = 20.0
NAME = "org.freedesktop.Notifications"
MENU = """#!/bin/sh
grep -m1 -F -- "$(cat '{wanted}')"
"""
DUNSTRC = """[global]
    dmenu = {menu}
    mouse_left_click = do_action
"""


@dataclass(frozen=True)
class Daemon:
    """A notification daemon: the first of `programs` that is there, and the class of its popups' windows."""

    name: str
    programs: tuple[str, ...]
    window: str


XFCE = Daemon("xfce4-notifyd", ("/usr/lib/*/xfce4/notifyd/xfce4-notifyd",), "Xfce4-notifyd")
GNOME = Daemon("notification-daemon", ("/usr/lib/notification-daemon/notification-daemon",), "Notification-daemon")
MATE = Daemon(
    "mate-notification-daemon",
    ("/usr/lib/mate-notification-daemon/mate-notification-daemon", "/usr/libexec/mate-notification-daemon"),
    "Mate-notification-daemon",
)
DUNST = Daemon("dunst", ("/usr/bin/dunst",), "Dunst")
DRAWING = (XFCE, GNOME, MATE)
"""The daemons that draw buttons."""


@dataclass(frozen=True)
class Window:
    """A visible window: its number and where it is on the screen, in pixels."""

    number: int
    left: int
    top: int
    width: int
    height: int


@dataclass
class DesktopSession:
    """A running session. `environment` is what its programs need to be on it.

    `spots` remembers where buttons were found, from a popup's left and lower edge.
    """

    folder: Path
    address: str
    display: str
    bus: "subprocess.Popen[bytes]"
    daemon: Daemon | None = None
    process: "subprocess.Popen[bytes] | None" = None
    spots: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead to this session."""
        return {"DISPLAY": self.display, "DBUS_SESSION_BUS_ADDRESS": self.address, "XDG_RUNTIME_DIR": str(self.folder)}

    def run(self, daemon: Daemon) -> None:
        """Start a notification daemon and wait until it is on the bus."""
        self.daemon = daemon
        options = ("-conf", str(self._dunstrc())) if daemon is DUNST else ()
        self.process = self._spawn([_found(daemon), *options])
        wait_until(lambda: has_owner(self.address, NAME))

    def stop_daemon(self) -> None:
        """Stop it as Ctrl+Z would: it is on the bus and does not answer."""
        self._signal(signal.SIGSTOP)

    def wake_daemon(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def kill_daemon(self) -> None:
        """Kill it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def popup(self) -> Window | None:
        """Return the popup that is on the screen, None if there is none."""
        return self.window(self.daemon.window) if self.daemon is not None else None

    def window(self, kind: str) -> Window | None:
        """Return the largest visible window of this class that is larger than an icon."""
        found = self._tell(["xdotool", "search", "--onlyvisible", "--class", kind]).split()
        windows = [self._placed(int(number)) for number in found]
        large = [window for window in windows if window is not None and window.width > 100 and window.height > 30]
        return max(large, key=lambda window: window.width * window.height, default=None)

    def point(self, left: int, top: int) -> None:
        """Move the pointer there."""
        self._tell(["xdotool", "mousemove", str(left), str(top)])

    def click(self, left: int, top: int) -> None:
        """Click with the left button."""
        self._tell(["xdotool", "mousemove", str(left), str(top), "click", "1", "mousemove", "5", "700"])

    def key(self, *keys: str) -> None:
        """Press keys."""
        self._tell(["xdotool", "key", *keys])

    def choose(self, label: str) -> None:
        """Choose a button of dunst's popup by its menu."""
        (self.folder / "wanted").write_text(label, encoding="utf-8")
        subprocess.run(["dunstctl", "context"], env=self._all, check=True, timeout=10)

    def close(self) -> None:
        """End the daemon."""
        if self.process is not None:
            self.wake_daemon()
            self.kill_daemon()

    @property
    def _all(self) -> dict[str, str]:
        return os.environ | self.environment | {"HOME": str(self.folder)}

    def _spawn(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=self._all, stdin=quiet, stdout=quiet, stderr=quiet)

    def _signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            os.kill(self.process.pid, number)

    def _tell(self, command: Sequence[str]) -> str:
        return subprocess.run(command, env=self._all, capture_output=True, text=True, timeout=10).stdout

    def _placed(self, number: int) -> Window | None:
        told = self._tell(["xdotool", "getwindowgeometry", "--shell", str(number)])
        values = {name: int(value) for name, value in re.findall(r"^([A-Z]+)=(-?\d+)$", told, re.MULTILINE)}
        if not values.keys() >= {"X", "Y", "WIDTH", "HEIGHT"}:  # it has just gone
            return None
        return Window(number, values["X"], values["Y"], values["WIDTH"], values["HEIGHT"])

    def _dunstrc(self) -> Path:
        menu = self.folder / "menu"
        menu.write_text(MENU.format(wanted=self.folder / "wanted"), encoding="utf-8")
        menu.chmod(0o700)
        (self.folder / "dunstrc").write_text(DUNSTRC.format(menu=menu), encoding="utf-8")
        return self.folder / "dunstrc"


@contextmanager
def desktop_session(folder: Path, daemon: Daemon | None = None) -> Iterator[DesktopSession]:
    """Run a session, with a notification daemon or without any."""
    with ExitStack() as stack:
        address, bus = stack.enter_context(session_bus(folder))
        display = stack.enter_context(_screen(folder))
        session = DesktopSession(folder, address, display, bus)
        stack.callback(session.close)
        manager = session._spawn(["openbox", "--sm-disable"])
        stack.callback(manager.communicate)
        stack.callback(manager.kill)
        if daemon is not None:
            session.run(daemon)
        yield session


@contextmanager
def _screen(folder: Path) -> Iterator[str]:
    """Run an X server on a display number that it finds itself."""
    ends, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, pass_fds=[tells], stdout=quiet, stderr=quiet)
    os.close(tells)
    try:
        with os.fdopen(ends) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("the X server does not start; is `Xvfb` installed?")
        yield f":{number}"
    finally:
        server.terminate()
        server.communicate()


def wait_until(holds: Callable[[], object], seconds: float = READY_SECONDS) -> None:
    """Wait until it holds; blocks.

    Raises:
        TimeoutError: it does not.
    """
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.02)


def _found(daemon: Daemon) -> str:
    for pattern in daemon.programs:
        if found := sorted(Path("/").glob(pattern.removeprefix("/"))):
            return str(found[0])
    raise RuntimeError(f"`{daemon.name}` is not installed; see .ci/run")
