"""The options that keep the boundary closed, at the start and while running (facts: mitm 3.3)."""

# mitmproxy is typed in part only.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from collections.abc import Mapping
from typing import Any

from mitmproxy import exceptions
from mitmproxy.optmanager import OptManager

from twohats.errors import UsageError

# Always so: each of these, set otherwise, opens a way past the guard.
SAFETY: Mapping[str, Any] = {
    "rawtcp": False,
    "http3": False,
    "validate_inbound_headers": True,
    "stream_large_bodies": None,
    "ignore_hosts": [],
    "allow_hosts": [],
    "tcp_hosts": [],
}

# Set at the start of `twohats run`; not a matter of safety, so a person may choose otherwise.
CHOSEN: Mapping[str, Any] = {
    "listen_host": "127.0.0.1",
    "upstream_cert": False,
    "tcp_timeout": 86400,
    "show_ignored_hosts": False,
}


def close(options: OptManager) -> None:
    """Set the safety options.

    Raises:
        UsageError: a person has set one of them to something that is neither safe nor mitmproxy's default.
    """
    for name, value in SAFETY.items():
        if name in options and options.default(name) != getattr(options, name) != value:
            raise UsageError(_OPENS.format(name=name))
    options.update(**{name: value for name, value in SAFETY.items() if name in options})


def confirm(options: OptManager) -> None:
    """Make sure that the safety options are still as `close` set them.

    Raises:
        UsageError: one of them is not.
    """
    for name, value in SAFETY.items():
        if name in options and getattr(options, name) != value:
            raise UsageError(_OPENS.format(name=name))


def guard(options: OptManager, updated: set[str]) -> None:
    """Refuse a change of a safety option while running; mitmproxy then rolls it back.

    Raises:
        mitmproxy.exceptions.OptionsError: a safety option was changed.
    """
    for name in updated & SAFETY.keys():
        if getattr(options, name) != SAFETY[name]:
            raise exceptions.OptionsError(f"`{name}` would let calls past the guard; twohats keeps it as it is")


_OPENS = "`{name}` would let calls past the guard; leave it out"
