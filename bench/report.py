"""What a bench prints and writes: a table with the goal beside the number, and JSON that describes the machine."""

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One line: what was measured, the goal in words, the number found (lower is better) and how it is written."""

    what: str
    goal: str
    found: float
    limit: float
    unit: str = ""
    detail: str = ""

    @property
    def met(self) -> bool:
        """Whether the number is within the goal."""
        return self.found <= self.limit


def machine() -> dict[str, str | int]:
    """Describe where the numbers come from, without names of the machine or its user."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _chip(),
        "cores": os.cpu_count() or 0,
        "python": platform.python_version(),
        "mitmproxy": version("mitmproxy"),
        "twohats": version("twohats"),
    }


def _chip() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor())


def show(title: str, rows: list[Row], out: Path | None) -> None:
    """Print the table; write the same as JSON to `out` if one is named."""
    table = Table("what", "goal", "found", "met", "detail", title=title)
    for row in rows:
        table.add_row(row.what, row.goal, f"{row.found:.3f}{row.unit}", "yes" if row.met else "no", row.detail)
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(table)
    console.print(", ".join(f"{name} {value}" for name, value in machine().items()))
    if out:
        found = {"title": title, "machine": machine(), "rows": [asdict(row) | {"met": row.met} for row in rows]}
        out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
