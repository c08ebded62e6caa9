"""What pictures cost: `uv run python bench/pictures.py [--rounds N] [--json FILE]`.

CPU of a look as the picture worker does it (decode, fingerprint, face, camera), without the extras; the search among a
million fingerprints; and what other calls feel while 50 pictures are uploaded, through the guard, which judges them,
and through bare mitmproxy: proxy and worker share one core then, the clients have the other. Pictures are made here.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from math import inf
from pathlib import Path

os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # as the worker is started, and before numpy is

import numpy as np
from proxies import OTHER_CORE, SPAWN, both, pin, upstream
from report import Row, show
from traffic import ANNA, GUARDED, headers_of, reading_of
from wire import Load, ask, connect, exchange, trust_of

sys.path.append(str(Path(__file__).parents[1]))

from tests.support.photographs import encoded, photograph

from twohats.media import explicit, worker
from twohats.media.fingerprint import Secret
from twohats.media.neighbours import Neighbours
from twohats.media.pictures import Pictures

MILLION = 1_000_000
PICTURES, CALLS, CONNECTIONS = 50, 200, 2
LINE = 2_500_000  # bytes a second: faster than most people's lines upload


def milliseconds(work: Callable[[], object], times: int, clock: Callable[[], float]) -> float:
    """Return the median of so many turns."""
    work()
    taken: list[float] = []
    for _ in range(times):
        start = clock()
        work()
        taken.append((clock() - start) * 1000)
    return statistics.median(taken)


def looks() -> Iterator[Row]:
    """What one look costs, in CPU."""
    sizes = {"1080 px": (1080, 1080, 20), "1440 px": (1080, 1440, 25), "12 megapixels": (4032, 3024, 50)}
    for name, (width, height, goal) in sizes.items():
        picture = photograph(3, width, height)
        for kind, progressive in {"JPEG": False, "progressive JPEG": True}.items():
            content = encoded(picture, quality=88, progressive=progressive)
            found = milliseconds(lambda content=content: worker.look(content), 15, time.process_time)  # type: ignore[misc]
            most = goal * 1.5 if progressive and goal < 50 else goal  # every scan is decoded of what is not large
            yield Row(f"{name}, {kind}", f"< {most:.0f} ms CPU", found, most, " ms", f"{len(content) >> 10} KiB")


def search() -> Row:
    """The search for one hash among a million."""
    dice = np.random.default_rng(1)
    index = Neighbours()
    for start in range(0, MILLION, 9):
        index.add([row.tobytes() for row in dice.integers(0, 256, (9, 32), dtype=np.uint8)], str(start))
    asked = dice.integers(0, 256, 32, dtype=np.uint8).tobytes()
    found = milliseconds(lambda: index.nearest([asked]), 20, time.perf_counter)
    return Row(f"one hash among {len(index):,}", "< 10 ms", found, 10, " ms")


def upload(number: int) -> bytes:
    """Return an upload of one picture to X, as sent."""
    body = encoded(photograph(number, 1080, 1080), quality=85)
    about = (("content-type", "image/jpeg"), ("content-length", str(len(body))))
    lines = [
        "POST /2/media/upload HTTP/1.1",
        *(f"{name}: {value}" for name, value in (*headers_of(GUARDED, ANNA), *about)),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def written(folder: Path, first: int) -> list[Path]:
    """Write so many uploads to files: they are made before anything is timed."""
    files = [folder / f"{number}.upload" for number in range(first, first + PICTURES)]
    for number, file in enumerate(files, first):
        file.write_bytes(upload(number))
    return files


def send(load: Load, files: list[Path]) -> None:
    """Send the uploads one after the other on one connection, as a browser does on a line of 20 Mbit/s."""
    asyncio.run(_send(load, [file.read_bytes() for file in files]))


async def _send(load: Load, contents: list[bytes]) -> None:
    reader, writer = await connect(load, trust_of(load))
    for content in contents:
        await exchange(replace(load, request=content), reader, writer)
        await asyncio.sleep(len(content) / LINE)
    writer.transport.abort()


def others(rounds: int) -> list[Row]:
    """What other calls feel while pictures are uploaded, against before and after: through the guard, which judges
    them, and in turn through bare mitmproxy, which only passes them on.
    """
    with (
        tempfile.TemporaryDirectory() as name,
        upstream(Path(name)) as server,
        both(Path(name), server.ca_file) as proxies,
        ProcessPoolExecutor(2, mp_context=SPAWN, initializer=pin, initargs=(OTHER_CORE,)) as clients,
    ):
        ratios: dict[str, list[float]] = {proxy.name: [] for proxy in proxies}
        for turn in range(rounds + 1):
            files = written(Path(name), 1_000 * turn)
            for proxy in proxies:
                trusted = (str(proxy.ca_file),)
                reading = Load(proxy.port, trusted, GUARDED, server.port, reading_of(GUARDED), CALLS, CONNECTIONS)
                ratios[proxy.name].append(_felt(clients, reading, files))
    return _rows(*(ratios[name][1:] for name in ("bare", "guard")))  # the first turn starts the worker


def _felt(clients: Executor, reading: Load, files: list[Path]) -> float:
    """Return the p50 of other calls while the files are uploaded, against before and after."""

    def feel() -> float:
        return clients.submit(ask, reading).result().p50

    def during() -> Iterator[float]:
        sending = clients.submit(send, reading, files)
        while not sending.done():
            yield feel()
        sending.result()

    before = feel()
    meanwhile = statistics.median(during())
    time.sleep(1)  # what is still being judged
    return meanwhile / statistics.mean((before, feel()))


def _rows(bare: list[float], guard: list[float]) -> list[Row]:
    """The guard's ratio, bare mitmproxy's, and how they compare turn by turn: the part that the judging adds."""
    what = f"other calls' p50 while {PICTURES} pictures are uploaded"
    both_ways = [ours / theirs for ours, theirs in zip(guard, bare, strict=True)]
    return [
        _ratio(f"{what} and judged, guard", guard, 1.1),
        _ratio(f"{what}, bare mitmproxy", bare, inf),
        _ratio("the guard's, of bare mitmproxy's", both_ways, 1.1),
    ]


def _ratio(what: str, found: list[float], goal: float) -> Row:
    spread = " ".join(f"{ratio:.2f}" for ratio in found)
    return Row(what, f"<= {goal}" if goal < inf else "", statistics.median(found), goal, "", spread)


def loop(rounds: int) -> Row:
    """What a small piece of work takes in the guard's own process while pictures are judged, against before and after:
    without a network, so that only what the judging itself takes away is counted.
    """
    text = json.dumps(
        {"variables": {"tweet_text": "Hello from the bench"}, "features": dict.fromkeys(map(str, range(80)), True)}
    )

    def felt(until: Callable[[], bool]) -> float:
        taken: list[float] = []
        while not until() or len(taken) < 200:
            start = time.perf_counter()
            json.dumps(json.loads(text))
            taken.append(time.perf_counter() - start)
            time.sleep(0.001)
        return statistics.median(taken)

    ratios: list[float] = []
    with closing(Pictures(Secret(bytes(32)), waiting=1 << 30)) as pictures:
        pictures.look(encoded(photograph(1, 200, 150))).result()
        for turn in range(1, rounds + 1):
            contents = [encoded(photograph(1_000 * turn + number, 1080, 1080)) for number in range(PICTURES)]
            before = felt(lambda: True)
            judged = [pictures.look(content) for content in contents]
            during = felt(lambda judged=judged: all(look.done() for look in judged))  # type: ignore[misc]
            ratios.append(during / statistics.mean((before, felt(lambda: True))))
    spread = " ".join(f"{ratio:.2f}" for ratio in ratios)
    return Row(
        f"work beside {PICTURES} pictures that are judged, p50", "<= 1.1", statistics.median(ratios), 1.1, "", spread
    )


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of uploads")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    seeing, explicit.score = explicit.score, lambda pictures: None
    base = [*looks(), search()]
    explicit.score = seeing
    content = encoded(photograph(3, 1080, 1080), quality=88)
    if explicit.classifier() is not None:
        dearer = milliseconds(lambda: worker.look(content), 15, time.process_time)
        base.append(Row("1080 px with the extra `vision`", "< 60 ms CPU", dearer, 60, " ms"))
    show("Pictures", [*base, loop(wanted.rounds), *others(wanted.rounds)], wanted.json)


if __name__ == "__main__":
    main()
