"""What 500 held posts cost: `uv run python bench/held.py [--count N] [--rounds N] [--json FILE]`.

The guard asks about every post of the brand, and nobody answers. Each round feels the time of other calls (reads on a
guarded host, two open connections) before, while the posts are held, and after they have left; what counts is the
median of held against the mean of before and after, in time and in the guard's CPU (a machine with other work stretches
time, hardly CPU). Memory is the resident memory of the guard's process while the
posts are held less that before the first round, by post: once it has grown, it is used again.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crowd import Crowd, wait_in_line
from proxies import OTHER_CORE, SPAWN, Proxy, Server, guard, pin, upstream
from report import Row, show
from traffic import GUARDED, reading_of
from wire import Felt, Load, ask

CALLS, CONNECTIONS = 400, 2
MEMORY_GOAL, SLOWER_GOAL = 120.0, 1.02


@dataclass(frozen=True)
class Round:
    """What was felt before, while held and after, in milliseconds, and the guard's CPU for each call of those.

    `memory` is kilobytes a held post, `idle` the CPU of an idle second in percent.
    """

    before: Felt
    held: Felt
    after: Felt
    cpu: tuple[float, float, float]
    memory: float
    idle: float

    @property
    def dearer(self) -> float:
        """How many times as much CPU other calls took."""
        before, held, after = self.cpu
        return held / statistics.mean((before, after))

    @property
    def slower(self) -> float:
        """How many times as long other calls took."""
        return self.held.p50 / statistics.mean((self.before.p50, self.after.p50))


@dataclass(frozen=True)
class Bench:
    """A running guard and what acts on it."""

    guard: Proxy
    server: Server
    said: Path
    generator: ProcessPoolExecutor

    def load(self, count: int) -> Load:
        """Reads of a guarded host."""
        trusted = (str(self.guard.ca_file),)
        return Load(self.guard.port, trusted, GUARDED, self.server.port, reading_of(GUARDED), count, CONNECTIONS)

    def feel(self) -> tuple[Felt, float]:
        """Return what other calls feel now, and the guard's CPU milliseconds for each."""
        spent = self.guard.cpu()
        felt = self.generator.submit(ask, self.load(CALLS)).result()
        return felt, (self.guard.cpu() - spent) / CALLS

    def resident(self) -> float:
        """Resident memory of the guard, in kilobytes."""
        return self.guard.process.memory_info().rss / 1024

    @contextmanager
    def holding(self, count: int, *, http2: bool) -> Iterator[None]:
        """Hold this many posts."""
        before = self._asked()
        ours, theirs = SPAWN.Pipe()
        process = SPAWN.Process(target=wait_in_line, args=(Crowd(self.load(0), count, http2), theirs), daemon=True)
        process.start()
        ours.recv()
        self._until_asked(before + count)
        yield
        ours.send("leave")
        process.join()
        self._until_idle()

    def _asked(self) -> int:
        """Return how many questions the guard has written to its terminal; asking it would cost memory."""
        return self.said.read_bytes().count(b" send`")

    def _until_asked(self, count: int) -> None:
        deadline = time.monotonic() + 50  # a question's clock
        while self._asked() < count:
            if time.monotonic() > deadline:
                raise SystemExit(f"{count} questions are not open in time")
            time.sleep(0.2)

    def _until_idle(self) -> None:
        spent = 0.0
        while (now := self.guard.cpu()) > spent + 20:
            spent = now
            time.sleep(1)


def rounds(bench: Bench, wanted: int, count: int, *, http2: bool) -> list[Round]:
    """Hold the posts, several times."""
    at_first, found = bench.resident(), []
    for _ in range(wanted):
        before, cpu_before = bench.feel()
        with bench.holding(count, http2=http2):
            time.sleep(1)
            spent = bench.guard.cpu()
            time.sleep(1)
            idle = bench.guard.cpu() - spent
            memory = (bench.resident() - at_first) / count
            held, cpu_held = bench.feel()
        time.sleep(1)
        after, cpu_after = bench.feel()
        found.append(Round(before, held, after, (cpu_before, cpu_held, cpu_after), memory, idle / 10))
    return found


def rows(name: str, count: int, found: list[Round]) -> list[Row]:
    """Return the lines about one way of holding."""
    slower, felt = statistics.median(one.slower for one in found), [one.held.p50 for one in found]
    quiet = [one.before.p50 for one in found] + [one.after.p50 for one in found]
    detail = f"p50 {statistics.median(felt):.2f} of {statistics.median(quiet):.2f} ms"
    spread = " ".join(f"{one.slower:.2f}" for one in found)
    dearer = statistics.median(one.dearer for one in found)
    memory, idle = found[0].memory, statistics.median(one.idle for one in found)
    return [
        Row(f"{count} {name} held: others' p50", f"<= {SLOWER_GOAL}", slower, SLOWER_GOAL, "", f"{detail}; {spread}"),
        Row(f"{count} {name} held: CPU of others", f"<= {SLOWER_GOAL}", dearer, SLOWER_GOAL),
        Row(f"{count} {name} held: memory a post", f"<= {MEMORY_GOAL:.0f} KB", memory, MEMORY_GOAL, " KB"),
        Row(f"{count} {name} held: CPU while nothing else happens", "<= 1 %", idle, 1.0, " %"),
    ]


def measure(wanted: int, count: int, *, http2: bool) -> list[Round]:
    """Run a fresh guard and hold posts in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            upstream(folder) as server,
            guard(folder, server.ca_file, "ask", "command") as running,
            ProcessPoolExecutor(1, mp_context=SPAWN, initializer=pin, initargs=(OTHER_CORE,)) as generator,
        ):
            bench = Bench(running, server, folder / "guard.txt", generator)
            bench.feel()
            with bench.holding(5, http2=http2):  # what is loaded and compiled with the first question
                pass
            bench.feel()
            return rounds(bench, wanted, count, http2=http2)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="posts held at once")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each kind")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    lines = rows("posts on a connection each (HTTP/1)", wanted.count, measure(wanted.rounds, wanted.count, http2=False))
    lines += rows("posts on HTTP/2 streams", wanted.count, measure(wanted.rounds, wanted.count, http2=True))
    show(f"{wanted.count} posts held, load {os.getloadavg()[0]:.1f} at the end", lines, wanted.json)


if __name__ == "__main__":
    main()
