"""From a person's yes to the post's bytes at the platform: `uv run python bench/release.py [--count N] [--json FILE]`.

So many posts of the brand are held, one connection each (HTTP/1) or on streams of one (HTTP/2). They are released one
after the other, by an answer given inside the guard's own process; the server behind notes when it hears each of them.
Both read the system's steady clock. On the way, the decision is written to the disk. On HTTP/1 a post that is held for
more than five seconds needs a new connection to the platform, with a handshake: its line stands apart, without a goal.
"""

import argparse
import asyncio
import os
import re
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from crowd import Crowd, wait_in_line
from proxies import PROXY_CORE, SPAWN, free_port, pin, put_policy, trust, upstream
from report import Row, show
from start import find_here
from traffic import GUARDED, HOSTS
from wire import Load

GOAL, EVERY, LONG = 1.0, 0.02, 6.0
NUMBER = re.compile(r"number (\d+)")


@dataclass(frozen=True)
class Place:
    """Where the guard runs, and whom it trusts."""

    folder: Path
    port: int
    trusted: Path


def guard_that_answers(place: Place, control: Connection) -> None:
    """Run a guard; when `control` says how many questions to wait for and how long, answer them and tell when."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # every question is written there
    pin(PROXY_CORE)
    find_here(frozenset(HOSTS))
    asyncio.run(_guard_that_answers(place, control))


async def _guard_that_answers(place: Place, control: Connection) -> None:
    from twohats.addon import TwohatsAddon
    from twohats.assembly import clock
    from twohats.guarding import open_guard
    from twohats.proxy import authority
    from twohats.proxy.master import GuardMaster, Listening
    from twohats.question import Choice
    from twohats.settings import Settings

    state = place.folder / "state"
    settings = Settings(policy=put_policy(place.folder, "ask"), state=state, prompt=("command",), employee="anna")
    guarding = open_guard(settings)
    ca_file = authority.ensure(state / "certificates", clock())
    guarding.start()
    listening = Listening(state / "certificates", port=place.port, arguments=trust(place.trusted))
    master = GuardMaster(listening, lambda route: TwohatsAddon(guarding.gate, route, own=True))
    running = asyncio.ensure_future(master.run(lambda _: control.send(str(ca_file))))
    while (wish := await asyncio.to_thread(control.recv)) is not None:
        count, seconds = wish
        questions = guarding.gate.asking.questions
        while len(questions.open()) < count:
            await asyncio.sleep(0.05)
        await asyncio.sleep(seconds)
        for held in questions.open():
            number = NUMBER.search(held.question.problem.text)
            said = time.monotonic()
            held.answer(Choice.SEND, by="anna", channel="bench")
            control.send((number[1] if number else "", said))
            await asyncio.sleep(EVERY)
    master.should_exit.set()
    await running
    await guarding.stop()


def released(
    load: Load, control: Connection, noted: Connection, count: int, *, http2: bool, seconds: float
) -> list[float]:
    """Hold posts so long, release them, and return the milliseconds from each answer to the arrival, sorted."""
    ours, theirs = SPAWN.Pipe()
    crowd = SPAWN.Process(target=wait_in_line, args=(Crowd(load, count, http2), theirs), daemon=True)
    crowd.start()
    ours.recv()
    control.send((count, seconds))
    said = dict(control.recv() for _ in range(count))
    heard: dict[str, float] = {}
    while len(heard) < count:
        if not noted.poll(10):
            raise SystemExit(f"{count - len(heard)} posts have not arrived")
        when, body = noted.recv()
        with suppress(TypeError):
            heard.setdefault(NUMBER.search(body.decode())[1], when)  # type: ignore[index]
    ours.send("leave")
    crowd.join()
    return sorted((heard[number] - when) * 1000 for number, when in said.items())


def row(name: str, found: list[float], *, counts: bool = True) -> Row:
    """Return the line about one way of being held."""
    p50, p99 = found[len(found) // 2], found[int(len(found) * 0.99) - 1]
    goal, limit = ("<= 1 ms", GOAL) if counts else ("", float("inf"))
    return Row(
        f"from yes to the platform, {name}: p99", goal, p99, limit, " ms", f"p50 {p50:.2f} ms; {len(found)} posts"
    )


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="posts held at once")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, upstream(Path(name), notes=True) as server:
        ours, theirs = SPAWN.Pipe()
        place = Place(Path(name), free_port(), server.ca_file)
        process = SPAWN.Process(target=guard_that_answers, args=(place, theirs), daemon=True)
        process.start()
        load = Load(place.port, (ours.recv(),), GUARDED, server.port, b"", 0, 0)

        def lines(what: str, count: int, *, http2: bool, seconds: float = 1.0) -> list[float]:
            return released(load, ours, server.noted, count, http2=http2, seconds=seconds)

        lines("warm-up", 5, http2=False)
        table = [
            row("HTTP/2", lines("HTTP/2", wanted.count, http2=True)),
            row("HTTP/1", lines("HTTP/1", wanted.count, http2=False, seconds=0.5)),
            row("HTTP/1, held for long", lines("long", wanted.count, http2=False, seconds=LONG), counts=False),
        ]
        ours.send(None)
        process.join(10)
    show(f"releasing {wanted.count} held posts, load {os.getloadavg()[0]:.1f} at the end", table, wanted.json)


if __name__ == "__main__":
    main()
