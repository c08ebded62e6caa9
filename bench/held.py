"""What 500 held posts cost: `uv run python bench/held.py [--count N] [--rounds N] [--json FILE]`.

Two guards run side by side and ask about every post of the brand; nobody answers. In each round one of them holds the
posts, the other one holds nothing, and they change places from round to round: what one process is slower than the
other by itself cancels out. While the posts are held, short turns of other calls (reads on a guarded host, two open
connections) go to the one and to the other in turn. Counted are the median of the ratios of neighbouring turns, and
the CPU of all turns; between which two ratios the median lies is told by drawing the turns again and again.

Memory is the resident memory of the guard's process while the posts are held less that before, by post, the first time
that this guard holds any: once it has grown, it is used again. The worse one of the two guards counts.
"""

import argparse
import math
import os
import random
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

CALLS, CONNECTIONS, PAIRS = 120, 2, 24
"""Calls and connections of one turn, and the most pairs of turns in a round."""

IN_TIME = 50.0
"""Seconds after which the first question may end unanswered (a question's clock is a minute)."""

DRAWN = 2000
MEMORY_GOAL, SLOWER_GOAL = 120.0, 1.02


@dataclass(frozen=True)
class Turn:
    """What other calls felt in one turn, and the guard's CPU milliseconds in it."""

    felt: Felt
    cpu: float


@dataclass(frozen=True)
class Round:
    """Pairs of turns (of the guard that holds nothing, of the one that holds), and what holding took.

    `memory` is kilobytes a held post, `idle` the CPU of an idle second in percent.
    """

    pairs: tuple[tuple[Turn, Turn], ...]
    memory: float
    idle: float

    @property
    def slower(self) -> list[float]:
        """How many times as long other calls took, as logarithms, by pair."""
        return [math.log(held.felt.p50 / quiet.felt.p50) for quiet, held in self.pairs]

    @property
    def dearer(self) -> float:
        """How many times as much CPU other calls took, as a logarithm."""
        return math.log(sum(held.cpu for _, held in self.pairs) / sum(quiet.cpu for quiet, _ in self.pairs))


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

    def turn(self) -> Turn:
        """Make other calls now."""
        spent = self.guard.cpu()
        felt = self.generator.submit(ask, self.load(CALLS)).result()
        return Turn(felt, self.guard.cpu() - spent)

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

    def warm_up(self, *, http2: bool) -> None:
        """Load and compile what the first calls and the first questions load."""
        self.turn()
        with self.holding(5, http2=http2):
            self.turn()

    def _asked(self) -> int:
        """Return how many questions the guard has written to its terminal; asking it would cost memory."""
        return self.said.read_bytes().count(b" send`")

    def _until_asked(self, count: int) -> None:
        deadline = time.monotonic() + IN_TIME
        while self._asked() < count:
            if time.monotonic() > deadline:
                raise SystemExit(f"{count} questions are not open in time")
            time.sleep(0.2)

    def _until_idle(self) -> None:
        spent = 0.0
        while (now := self.guard.cpu()) > spent + 20:
            spent = now
            time.sleep(1)


def hold(holds: Bench, rests: Bench, count: int, *, http2: bool) -> Round:
    """Run one round."""
    end, before = time.monotonic() + IN_TIME, holds.resident()
    with holds.holding(count, http2=http2):
        time.sleep(1)
        spent = holds.guard.cpu()
        time.sleep(1)
        idle = (holds.guard.cpu() - spent) / 10
        memory = (holds.resident() - before) / count
        pairs: list[tuple[Turn, Turn]] = []
        while len(pairs) < PAIRS and time.monotonic() < end:
            first, second = (rests, holds) if len(pairs) % 2 else (holds, rests)
            turns = {first: first.turn(), second: second.turn()}
            pairs.append((turns[rests], turns[holds]))
    if not pairs:
        raise SystemExit("no time is left for other calls; hold fewer posts, or rest the machine")
    return Round(tuple(pairs), memory, idle)


def measure(wanted: int, count: int, *, http2: bool) -> list[Round]:
    """Run two fresh guards and hold posts in them in turn."""
    with tempfile.TemporaryDirectory() as name:
        places = Path(name) / "one", Path(name) / "other"
        for place in places:
            place.mkdir()
        with (
            upstream(Path(name)) as server,
            guard(places[0], server.ca_file, "ask", "command") as one,
            guard(places[1], server.ca_file, "ask", "command") as other,
            ProcessPoolExecutor(1, mp_context=SPAWN, initializer=pin, initargs=(OTHER_CORE,)) as generator,
        ):
            guards = zip((one, other), places, strict=True)
            first, second = (Bench(each, server, place / "guard.txt", generator) for each, place in guards)
            for bench in (first, second):
                bench.warm_up(http2=http2)
            turns = [(second, first) if number % 2 else (first, second) for number in range(wanted)]
            return [hold(holds, rests, count, http2=http2) for holds, rests in turns]


def centre(found: list[list[float]]) -> float:
    """Return the ratio in the middle: of each of the two guards' ratios the median, and of those the mean."""
    sides = [[value for each in found[side::2] for value in each] for side in (0, 1)]
    return math.exp(statistics.mean(statistics.median(side) for side in sides))


def spread(found: list[list[float]]) -> str:
    """Return between which two ratios the middle lies in 19 of 20 drawings of the same turns."""
    dice = random.Random(22)
    drawn = sorted(centre([dice.choices(each, k=len(each)) for each in found]) for _ in range(DRAWN))
    return f"{drawn[DRAWN // 40]:.3f} to {drawn[-DRAWN // 40]:.3f}"


def rows(name: str, count: int, found: list[Round]) -> list[Row]:
    """Return the lines about one way of holding."""
    ratios, pairs = [one.slower for one in found], [pair for one in found for pair in one.pairs]
    quiet, held = (statistics.median(pair[side].felt.p50 for pair in pairs) for side in (0, 1))
    detail = f"{spread(ratios)}; p50 {held:.2f} of {quiet:.2f} ms; {len(pairs)} pairs of turns"
    dearer = centre([[one.dearer] for one in found])
    each = " ".join(f"{math.exp(one.dearer):.2f}" for one in found)
    memory, idle = [one.memory for one in found[:2]], statistics.median(one.idle for one in found)
    both = " and ".join(f"{value:.0f}" for value in memory)
    return [
        Row(f"{count} {name} held: others' p50", f"<= {SLOWER_GOAL}", centre(ratios), SLOWER_GOAL, "", detail),
        Row(f"{count} {name} held: CPU of others", f"<= {SLOWER_GOAL}", dearer, SLOWER_GOAL, "", f"rounds {each}"),
        Row(f"{count} {name} held: memory a post", f"<= {MEMORY_GOAL:.0f} KB", max(memory), MEMORY_GOAL, " KB", both),
        Row(f"{count} {name} held: CPU while nothing else happens", "<= 1 %", idle, 1.0, " %"),
    ]


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="posts held at once")
    parser.add_argument("--rounds", type=int, default=6, help="rounds of each kind; an even number")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    if wanted.rounds < 2 or wanted.rounds % 2:
        parser.error("--rounds: each of the two guards holds the posts as often as the other, so name an even number")
    lines = rows("posts on a connection each (HTTP/1)", wanted.count, measure(wanted.rounds, wanted.count, http2=False))
    lines += rows("posts on HTTP/2 streams", wanted.count, measure(wanted.rounds, wanted.count, http2=True))
    show(f"{wanted.count} posts held, load {os.getloadavg()[0]:.1f} at the end", lines, wanted.json)


if __name__ == "__main__":
    main()
