"""Importing mitmproxy without all of its addons.

`mitmproxy.addons` imports every addon, with flask, ldap3 and werkzeug behind them: half of the start-up time and a
fifth of the memory (facts: mitm 2). So the package stands in `sys.modules` unexecuted until `all_addons` is called;
its modules can be imported one by one all the same. If somebody has imported it before, it stays as it is.
"""

# mitmproxy is typed in part only.
# mypy: disallow-untyped-calls=False

import importlib.util
import sys
from typing import Any

_PACKAGE = "mitmproxy.addons"


def _stand_in() -> None:
    spec = None if _PACKAGE in sys.modules else importlib.util.find_spec(_PACKAGE)
    if spec is not None:
        package = importlib.util.module_from_spec(spec)
        sys.modules[_PACKAGE] = package
        sys.modules["mitmproxy"].addons = package  # type: ignore[attr-defined]


_stand_in()

from mitmproxy.addons.core import Core  # noqa: E402  the stand-in must be in place first
from mitmproxy.addons.disable_h2c import DisableH2C  # noqa: E402
from mitmproxy.addons.next_layer import NextLayer  # noqa: E402
from mitmproxy.addons.proxyserver import Proxyserver  # noqa: E402
from mitmproxy.addons.tlsconfig import TlsConfig  # noqa: E402
from mitmproxy.addons.upstream_auth import UpstreamAuth  # noqa: E402
from mitmproxy.master import Master  # noqa: E402

__all__ = ["Master", "Proxyserver", "all_addons", "short_addons"]


def short_addons() -> list[Any]:
    """Return the addons that a guard needs, in mitmproxy's order."""
    return [Core(), DisableH2C(), Proxyserver(), NextLayer(), TlsConfig(), UpstreamAuth()]


def all_addons() -> list[Any]:
    """Return mitmdump's addons but those that serve pages; needed only for options that the short list lacks."""
    package = sys.modules[_PACKAGE]
    if not hasattr(package, "default_addons"):
        spec = importlib.util.find_spec(_PACKAGE)
        if spec is None or spec.loader is None:
            raise ImportError(_PACKAGE)
        spec.loader.exec_module(package)
    from mitmproxy.addons.dumper import Dumper

    unwanted = {"onboarding", "commandhistory"}
    found = [addon for addon in package.default_addons() if type(addon).__name__.lower() not in unwanted]
    return [*found, Dumper()]
