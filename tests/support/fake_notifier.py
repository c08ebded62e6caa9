"""A program that speaks as the notifier does, with a desktop that presses by itself. Run by its path.

`plain` shows everything; `press:BUTTON` presses that on every popup that has it; `menu` draws no buttons; `silent` says
nothing; `fails` shows nothing; `loses` shows and loses; `ends` ends at the first order; `noise` says what is no event.
"""

import json
import sys
from typing import Any


def tell(what: str, id: str = "", **more: Any) -> None:
    """Tell an event."""
    sys.stdout.write(json.dumps({"is": "event", "what": what, "id": id, **more}) + "\n")
    sys.stdout.flush()


def show(order: dict[str, Any], mode: str) -> None:
    """Carry out one order to show something."""
    if mode == "fails":
        tell("failed", order["id"])
        return
    tell("shown", order["id"], drawn=mode != "menu", swift=True)
    if mode == "loses":
        tell("lost", order["id"])
    _, _, button = mode.partition(":")
    if button in {id for id, _ in order["buttons"]}:
        tell("pressed", order["id"], button=button)
    elif button in {"clicked", "dismissed"}:
        tell(button, order["id"])


def main(mode: str, record: str) -> None:
    """Serve standard input; every order is noted in the file `record`."""
    tell("ready")
    if mode == "noise":
        sys.stdout.write("hello\n[1]\n{}\n" + json.dumps({"is": "event", "what": "exploded"}) + "\n")
    for line in sys.stdin:
        with open(record, "a", encoding="utf-8") as file:
            file.write(line)
        order = json.loads(line)
        if mode == "ends":
            return
        if order["is"] == "show" and mode != "silent":
            show(order, mode)


if __name__ == "__main__":
    main(*sys.argv[1:])
