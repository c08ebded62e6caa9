"""MITMDUMP-OPTIONS: what stands after `--` goes through mitmproxy's own parser."""

# mitmproxy is typed in part only.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import argparse
import contextlib
import io
import itertools
from collections.abc import Sequence

from mitmproxy import exceptions
from mitmproxy.optmanager import OptManager
from mitmproxy.tools import cmdline

from twohats.errors import UsageError

# Modes whose addons are not in the short list.
_RARE_MODES = ("dns", "wireguard", "tun", "local")


def short_list_suffices(options: OptManager, arguments: Sequence[str]) -> bool:
    """Tell whether the options of the short addon list cover these arguments."""
    names = {spec.partition("=")[0] for spec in _specs(arguments)}
    try:
        parsed = _parse(options, arguments)
    except UsageError:
        return False
    modes = list(parsed.mode or ()) + [spec.partition("=")[2] for spec in _specs(arguments) if spec.startswith("mode=")]
    return all(name in options for name in names) and not any(mode.startswith(_RARE_MODES) for mode in modes)


def apply(options: OptManager, arguments: Sequence[str]) -> None:
    """Set mitmproxy's options from the arguments.

    Raises:
        UsageError: mitmproxy does not know an argument, or does not take its value.
    """
    parsed = _parse(options, arguments)
    chosen = {name: value for name, value in vars(parsed).items() if name in options and value is not None}
    if parsed.filter_args:
        raise UsageError(f"`{parsed.filter_args[0]}` is not an option of mitmdump; filters are not taken here")
    if parsed.quiet:
        chosen["termlog_verbosity"] = "error"
    if parsed.verbose:
        chosen["termlog_verbosity"] = "debug"
    try:
        options.set(*parsed.setoptions)
        options.update(**chosen)
    except (exceptions.OptionsError, ValueError) as error:
        raise UsageError(f"mitmproxy does not take these options: {error}; see `mitmdump --options`") from error


def _parse(options: OptManager, arguments: Sequence[str]) -> argparse.Namespace:
    parser = cmdline.mitmdump(options)
    words = io.StringIO()
    try:
        with contextlib.redirect_stderr(words), contextlib.redirect_stdout(words):
            parsed: argparse.Namespace = parser.parse_args(list(arguments))
            return parsed
    except SystemExit:
        problem = words.getvalue().strip().splitlines()[-1:] or ["unknown option"]
        text = problem[0].rpartition("error: ")[2]
        raise UsageError(f"mitmproxy does not take these options: {text}; see `mitmdump --help`") from None


def _specs(arguments: Sequence[str]) -> list[str]:
    pairs = itertools.pairwise(arguments)
    return [value for flag, value in pairs if flag == "--set"] + [a[6:] for a in arguments if a.startswith("--set=")]
