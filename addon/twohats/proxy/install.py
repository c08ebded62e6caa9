"""Puts the boundary in place on a running or starting mitmproxy, once, and keeps watch that it stays there."""

import asyncio
import logging
import os

from mitmproxy.addonmanager import AddonManager

from twohats.proxy import contract, stream, window
from twohats.proxy.boundary import Boundary
from twohats.proxy.decider import Decider

INTERVAL = 0.5  # seconds between two looks of the watch
GONE = 70  # exit code: the boundary is no longer there
_NAME = "twohats_boundary"

logger = logging.getLogger(__name__)


def install(manager: AddonManager, decider: Decider) -> Boundary:
    """Put a boundary around all addons of `manager`. A second time returns the one that is there (a reloaded script).

    Raises:
        SetupError: this mitmproxy is not one that the boundary holds in.
    """
    present = installed(manager)
    if present is not None:
        return present
    contract.check()
    boundary = Boundary(manager, decider)
    stream.install(boundary.keeper)
    window.install()
    setattr(manager, "handle_lifecycle", boundary.handle_lifecycle)  # noqa: B010  replaces a method, on purpose
    setattr(manager, _NAME, boundary)
    return boundary


def installed(manager: AddonManager) -> Boundary | None:
    """Return the boundary of `manager`, if there is one."""
    present = getattr(manager, _NAME, None)
    return present if isinstance(present, Boundary) else None


def stands(manager: AddonManager, boundary: Boundary) -> bool:
    """Tell whether every event still goes through the boundary."""
    return vars(manager).get("handle_lifecycle") == boundary.handle_lifecycle and stream.is_installed(boundary.keeper)


async def watch(manager: AddonManager, boundary: Boundary) -> None:
    """End the process hard as soon as the boundary is gone: clients get resets, nothing goes upstream."""
    while stands(manager, boundary):
        await asyncio.sleep(INTERVAL)
    boundary.close()
    logger.critical("twohats: the boundary is gone; ending the proxy")
    os._exit(GONE)
