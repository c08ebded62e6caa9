"""`twohats demo`: the whole thing without set-up."""

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer

from twohats.demo.story import Ending, play
from twohats.opening import open_audit
from twohats.question import Choice


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    answer: Annotated[Choice | None, typer.Option("--answer", help="Answer for the person: `send` or `block`.")] = None,
    state: Annotated[
        Path | None, typer.Option("--state", help="Folder to play in (left out: a temporary one).")
    ] = None,
) -> None:
    """Play the guard's whole story on this computer: a picture of a person, held on its way out of the brand's
    account.
    """
    with ExitStack() as until_done:
        folder = state.expanduser() if state else Path(until_done.enter_context(_temporary()))
        choice = answer or (None if _somebody_is_here() else Choice.BLOCK)
        prompt = "command" if choice else "desktop,page,terminal"
        _show(play(folder, choice, prompt, say=print))


def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="twohats-demo-", ignore_cleanup_errors=True)


def _show(ending: Ending) -> None:
    print("4. The log, one line for each decision (`twohats log`):")
    with open_audit(ending.state) as audit:
        for record in audit.records():
            print(f"   {_line(record)}")
        problems = audit.verify()
    print("   the log is whole" if not problems else f"   the log is not whole: {problems}")
    print("The picture went out from the brand." if ending.sent else "The picture did not go out from the brand.")


def _line(record: Mapping[str, Any]) -> str:
    shown = {name: record[name] for name in ("id", "platform", "verb", "verdict")}
    account, decision, answer = record["account"], record["decision"], record["answer"]
    shown |= {"account": account["ref"], "effect": decision["effect"], "rules": decision["rules"], "answer": answer}
    return json.dumps(shown, ensure_ascii=False)


def _somebody_is_here() -> bool:
    """Whether a person can answer: a terminal to type in, or a desktop to show a page on. Build machines say that
    they are one.
    """
    if os.environ.get("CI"):
        return False
    desktop = sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return sys.stdin.isatty() or (desktop and sys.stdout.isatty())
