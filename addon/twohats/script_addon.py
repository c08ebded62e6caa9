"""The addon behind `script.py`: our options, and the boundary as soon as they are known."""

import asyncio
import logging
import os
from collections.abc import Callable

from mitmproxy import ctx
from mitmproxy.addonmanager import Loader

from twohats.addon import TwohatsAddon
from twohats.errors import TwohatsError
from twohats.guard import Guard
from twohats.proxy import fixed, install
from twohats.proxy.report import report
from twohats.proxy.route import route_for
from twohats.settings import OPTIONS, Settings, settings_of
from twohats_policy.errors import PolicyError

REFUSED = 2  # exit code: the guard could not be set up, so nothing is served

logger = logging.getLogger(__name__)


class ScriptAddon:
    """Installs the boundary in a mitmproxy that somebody else has built."""

    name = "twohats"

    def __init__(self, build: Callable[[Settings], Guard] | None = None) -> None:
        """Install nothing yet: the options are not known. `build` makes the guard from them."""
        self._build = build or _build_guard
        self._watch: asyncio.Task[None] | None = None

    def load(self, loader: Loader) -> None:
        """Declare our options."""
        for option in OPTIONS:
            loader.add_option(option.name, option.kind, option.kind(), option.help)

    def configure(self, updated: set[str]) -> None:
        """Keep the boundary closed, and put it up with the options as they are now."""
        if install.installed(ctx.master.addons) is None:
            self._put_up()
        fixed.guard(ctx.options, updated)

    def running(self) -> None:
        """Keep watch over the boundary, once."""
        boundary = install.installed(ctx.master.addons)
        if boundary is not None and not boundary.watched:
            boundary.watched = True
            self._watch = asyncio.ensure_future(install.watch(ctx.master.addons, boundary))

    def _put_up(self) -> None:
        """Put the boundary up; if that fails nothing may be served, and mitmproxy itself would only log it."""
        try:
            install.install(ctx.master.addons, self._decider())
            fixed.close(ctx.options)  # this comes back to `configure`, which finds the boundary in place
        except (TwohatsError, PolicyError) as error:
            logger.critical("%s", error)
            os._exit(REFUSED)
        except BaseException as error:  # noqa: BLE001  mitmproxy would go on without the guard
            report(error)
            os._exit(REFUSED)

    def _decider(self) -> TwohatsAddon:
        settings = settings_of(ctx.options)
        return TwohatsAddon(self._build(settings), route_for(ctx.options), keep_waiting=settings.keep_waiting)


def _build_guard(settings: Settings) -> Guard:
    from twohats.launcher import build_guard  # the heavy half; only once it is needed

    return build_guard(settings)
