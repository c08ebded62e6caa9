"""Notifiers for tests: the real guard's end, a fake program at the other."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support import fake_notifier
from twohats.prompters.notifying import Notifier


class RecordedNotifier(Notifier):
    """A notifier whose program notes the orders it gets."""

    def __init__(self, folder: Path, mode: str) -> None:
        """Let the program behave as `mode` says (see `fake_notifier`)."""
        self.record = folder / "orders"
        super().__init__((sys.executable, fake_notifier.__file__, mode, str(self.record)))

    @property
    def orders(self) -> list[dict[str, Any]]:
        """What the program was told, in order."""
        text = self.record.read_text(encoding="utf-8") if self.record.exists() else ""
        return [json.loads(line) for line in text.splitlines()]

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The orders to show something."""
        return [order for order in self.orders if order["is"] == "show"]


@contextmanager
def notifier(folder: Path, mode: str = "plain") -> Iterator[RecordedNotifier]:
    """Run one."""
    made = RecordedNotifier(folder, mode)
    try:
        yield made
    finally:
        made.close()
