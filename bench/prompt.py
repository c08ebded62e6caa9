"""How soon a question is there: `uv run python bench/prompt.py [--count N] [--daemon NAME] [--json FILE]`. Linux only.

On a desktop without a screen (Xvfb, a bus of its own, a real notification daemon) the guard asks about each post of the
brand, one after another. Time counts from the moment the tool writes its post until the popup's window is on the screen
(looked for with xdotool again and again: each look takes a few hundredths of a second, which count too), and until an
open page has been told of the question.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # the desktop and the person are those of the tests

from following import Page
from proxies import OTHER_CORE, Proxy, Server, guard, pin, upstream
from report import Row, show
from tests.support.desktop_session import DRAWING, DUNST, DesktopSession, desktop_session
from traffic import ACME, GUARDED, publishing_of
from wire import HEAD_END, Load, connect, trust_of

from twohats import control
from twohats.question import Choice

GOAL = 300.0
DAEMONS = {daemon.name: daemon for daemon in (*DRAWING, DUNST)}
LOST_SECONDS = 10.0


@dataclass(frozen=True)
class Sample:
    """Milliseconds from the post to the popup and to the page's event."""

    popup: float
    page: float


class Bench:
    """A guard on a desktop, a page that is open, and a tool that posts."""

    def __init__(self, running: Proxy, server: Server, desktop: DesktopSession, state: Path) -> None:
        """Post through `running`; `state` is the guard's state folder."""
        trusted = (str(running.ca_file),)
        self._load = Load(running.port, trusted, GUARDED, server.port, b"", 0, 1)
        self._desktop, self._state = desktop, state

    async def samples(self, count: int) -> list[Sample]:
        """Post so many times; the first three warm up and do not count."""
        reader, writer = await connect(self._load, trust_of(self._load))
        with Page(self._state) as page:
            found = [await self._sample(page, reader, writer, number) for number in range(count + 3)]
        writer.transport.abort()
        return found[3:]

    async def _sample(
        self, page: Page, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> Sample:
        seen = len(page.told)
        begun = time.perf_counter()
        writer.write(publishing_of(GUARDED, f"Hello from the bench, number {number}", ACME))
        popup = await asyncio.to_thread(self._when, lambda: self._desktop.popup() is not None)
        await asyncio.to_thread(self._when, lambda: len(page.told) > seen)
        told = page.told[seen]
        await asyncio.to_thread(self._answer)
        await reader.readuntil(HEAD_END)
        await asyncio.to_thread(self._when, lambda: self._desktop.popup() is None)
        await asyncio.wait_for(_rest(reader), 1)
        return Sample((popup - begun) * 1000, (told - begun) * 1000)

    def _when(self, holds: Callable[[], bool]) -> float:
        deadline = time.monotonic() + LOST_SECONDS
        while not holds():
            if time.monotonic() > deadline:
                raise SystemExit("what was waited for did not come")
            time.sleep(0.002)
        return time.perf_counter()

    def _answer(self) -> None:
        for question in control.pending(self._state).questions:
            if question.standing == "open":
                control.answer(self._state, question.id, Choice.BLOCK)


async def _rest(reader: asyncio.StreamReader) -> None:
    """Read what is left of an answer: whatever comes within a moment."""
    while True:
        try:
            if not await asyncio.wait_for(reader.read(65536), 0.1):
                return
        except TimeoutError:
            return


@contextmanager
def on(desktop: DesktopSession) -> Iterator[None]:
    """Let programs that are started now be on this desktop."""
    before = dict(os.environ)
    os.environ.update(desktop.environment)
    yield
    os.environ.clear()
    os.environ.update(before)


def measure(daemon: str, count: int) -> list[Sample]:
    """Ask so many times on a desktop with this notification daemon."""
    pin(OTHER_CORE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "desktop").mkdir(mode=0o700)
        with (
            upstream(folder) as server,
            desktop_session(folder / "desktop", DAEMONS[daemon]) as desktop,
            on(desktop),
            guard(folder, server.ca_file, "ask", "desktop") as running,
        ):
            return asyncio.run(Bench(running, server, desktop, folder / "state").samples(count))


def row(what: str, took: list[float]) -> Row:
    """Return one line: the 95th of a hundred."""
    ordered = sorted(took)
    p95 = ordered[max(0, round(len(ordered) * 0.95) - 1)]
    detail = f"p50 {statistics.median(ordered):.0f} ms, longest {ordered[-1]:.0f} ms, {len(ordered)} posts"
    return Row(f"{what}, p95", f"< {GOAL:.0f} ms", p95, GOAL, " ms", detail)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40, help="posts that count")
    parser.add_argument("--daemon", choices=DAEMONS, default="xfce4-notifyd", help="the notification daemon")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    found = measure(wanted.daemon, wanted.count)
    lines = [
        row(f"from the post to the popup on the screen ({wanted.daemon})", [one.popup for one in found]),
        row("from the post to the open page's event", [one.page for one in found]),
    ]
    show(f"a question is there, load {os.getloadavg()[0]:.1f} at the end", lines, wanted.json)


if __name__ == "__main__":
    main()
