"""How soon the guard is there, what it takes when idle, and how soon a freeze is in force.

`uv run python bench/startup.py [--rounds N] [--json FILE]`. Both proxies start in turn, each in the folder of its first
start, which does not count. Counted are the seconds from the start to the first connection that is taken, and resident
memory a little later, before any call. A freeze is `effect: block` in the team file: the brand's posts go through one
after the other, the file is replaced, and the time until the first one is refused counts; the longest of all.
"""

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from proxies import TEAM, Proxy, Server, bare, guard, upstream
from report import Row, show
from traffic import ACME, GUARDED, publishing_of
from wire import HEAD_END, LENGTH, Load, connect, trust_of

IDLE_SECONDS, MIB = 2.0, 1024 * 1024
START_GOAL, MEMORY_GOAL, FREEZE_GOAL = 0.5, 0.7, 1.0
FROZEN = [{"id": "freeze", "for": {"account": "brand"}, "effect": "block", "message": "Nothing goes out now."}]


@dataclass(frozen=True)
class Start:
    """Seconds until a connection is taken, and MiB when idle."""

    seconds: float
    resident: float


def started(proxy: Proxy) -> Start:
    """Look at a proxy that has just started."""
    time.sleep(IDLE_SECONDS)
    tree = (proxy.process, *proxy.process.children(recursive=True))
    return Start(proxy.started, sum(process.memory_info().rss for process in tree) / MIB)


def start_both(folder: Path, server: Server) -> tuple[Start, Start]:
    """Start bare mitmproxy and the guard, one after the other."""
    with bare(folder, server.ca_file) as plain:
        first = started(plain)
    with guard(folder, server.ca_file, "allow") as guarding:
        return first, started(guarding)


def freezes(folder: Path, server: Server, wanted: int) -> list[float]:
    """Freeze and thaw a running guard, and return how many seconds each freeze took."""
    found: list[float] = []
    with guard(folder, server.ca_file, "allow") as guarding:
        load = Load(
            guarding.port, (str(guarding.ca_file),), GUARDED, server.port, publishing_of(GUARDED, account=ACME), 1, 1
        )
        for number in range(wanted):
            _put(folder, TEAM)
            asyncio.run(until(load, b"200"))
            time.sleep(number / wanted)  # at any moment between two looks at the file
            start = time.monotonic()
            _put(folder, TEAM | {"rules": FROZEN})
            asyncio.run(until(load, b"403"))
            found.append(time.monotonic() - start)
    return found


async def until(load: Load, status: bytes) -> None:
    """Post until the answer has this status. Raises RuntimeError when that does not happen in ten seconds."""
    reader, writer = await connect(load, trust_of(load))
    deadline, head = time.monotonic() + 10, b""
    while status not in head[:16]:
        if time.monotonic() > deadline:
            raise RuntimeError(f"still answered {head[:16]!r}")
        writer.write(load.request)
        head = await reader.readuntil(HEAD_END)
        length = LENGTH.search(head)
        await reader.readexactly(int(length[1]) if length else 0)
    writer.transport.abort()


def _put(folder: Path, team: dict[str, object]) -> None:
    file = folder / "policy" / "team.yaml"
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(team), encoding="utf-8")
    draft.replace(file)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="starts of each, and freezes")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, upstream(Path(name)) as server:
        start_both(Path(name), server)
        found = [start_both(Path(name), server) for _ in range(wanted.rounds)]
        frozen = freezes(Path(name), server, wanted.rounds)
    sooner = statistics.median(ours.seconds / plain.seconds for plain, ours in found)
    smaller = statistics.median(ours.resident / plain.resident for plain, ours in found)
    plain, ours = (
        Start(
            statistics.median(one[side].seconds for one in found),
            statistics.median(one[side].resident for one in found),
        )
        for side in (0, 1)
    )
    lines = [
        Row(
            "start to the first connection, of bare",
            "<= 0.5",
            sooner,
            START_GOAL,
            "",
            f"{ours.seconds:.2f} of {plain.seconds:.2f} s",
        ),
        Row(
            "memory when idle, of bare",
            "<= 0.7",
            smaller,
            MEMORY_GOAL,
            "",
            f"{ours.resident:.0f} of {plain.resident:.0f} MiB",
        ),
        Row(
            "a freeze in force, the slowest",
            "< 1 s",
            max(frozen),
            FREEZE_GOAL,
            " s",
            f"median {statistics.median(frozen):.2f} s",
        ),
    ]
    show(f"starting, idling, freezing; load {os.getloadavg()[0]:.1f} at the end", lines, wanted.json)


if __name__ == "__main__":
    main()
