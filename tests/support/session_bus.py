"""A session bus of the test's own, without service files: nothing is started by it, so nobody there is nobody there."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONFIGURATION = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
"""


@contextmanager
def session_bus(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Run a bus in `folder`, whose path is short; yield its address and its process."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bus.conf").write_text(_CONFIGURATION.format(socket=folder / "bus"), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork", "--nosyslog", "--print-address"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        if not address:
            raise RuntimeError("the bus does not start; is `dbus-daemon` installed?")
        yield address, process
    finally:
        process.kill()
        process.communicate()


def has_owner(address: str, name: str) -> bool:
    """Tell whether somebody on this bus owns the name; blocks for a moment."""
    words = ["--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]
    method = ["org.freedesktop.DBus.NameHasOwner", f"string:{name}"]
    done = subprocess.run(["dbus-send", f"--bus={address}", *words, *method], capture_output=True, text=True)
    return "true" in done.stdout
