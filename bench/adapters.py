"""Time to read one call, for each adapter: `uv run python bench/adapters.py [--times N] [--json FILE] [NAME...]`.

Every publishing call among an adapter's cassettes is filled up to 64 KiB, once with words and once with a document of
rich text, and read again and again as new. Goal: 99 of 100 readings within 1 ms of the processor.
"""

import argparse
import gc
import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus

from report import Row, show

from twohats.adapter import Adapter, Request
from twohats.adapters import ADAPTERS
from twohats.reading import read_with
from twohats.replays.recordings import read_file

SIZE = 64 * 1024
CASSETTES = Path(__file__).parents[1] / "tests" / "cassettes"
WORDS = "Our drills are back in stock, in all four colours: “naïve” ☕ #launch\n"
PART = b"\r\nContent-Disposition: form-data; name="


def publishing(adapter: Adapter) -> Iterator[tuple[str, Request]]:
    """Yield the calls of the adapter's cassettes that publish something, with the file's name."""
    for file in sorted((CASSETTES / adapter.name).glob("*.yaml")):
        for exchange in read_file(file):
            if any(activity.publishes for activity in read_with(adapter, exchange.request).activities):
                yield file.stem, exchange.request


def filled(request: Request) -> Iterator[tuple[str, Request]]:
    """Yield the call with bodies of 64 KiB; none where it has no body, or one that cannot be added to."""
    body, room = request.content, SIZE - len(request.content)
    if body.lstrip().startswith(b"{"):
        for shape, more in (("words", _words(room)), ("rich text", _rich_text(room))):
            yield shape, replace(request, content=b'{"padding": ' + more + b", " + body.lstrip()[1:])
    elif PART in body:
        first = body[: body.index(PART)]
        yield "a file", replace(request, content=first + PART + b'"padding"\r\n\r\n' + b"\xff" * room + b"\r\n" + body)
    elif b"=" in body:
        for shape, more in (("words", _words(room)), ("rich text", _rich_text(room))):
            yield shape, replace(request, content=(body + b"&padding=" + quote_plus(more).encode())[:SIZE])


def _words(size: int) -> bytes:
    """Return a JSON string of about this size."""
    return json.dumps(WORDS * (size // len(WORDS.encode()) - 2), ensure_ascii=False).encode()


def _rich_text(size: int) -> bytes:
    """Return a JSON list of objects of about this size, each with a paragraph, as documents of rich text have them."""
    one = {"id": "1000", "type": "paragraph", "text": WORDS * 4, "bold": False, "range": [0, 48]}
    return json.dumps([one] * (size // len(json.dumps(one))), ensure_ascii=False).encode()


def times(adapter: Adapter, request: Request, count: int) -> list[float]:
    """Return the milliseconds of the processor that each reading took, in rising order; none remembers another."""
    took: list[float] = []
    for _ in range(count):
        new = replace(request)
        start = time.thread_time()
        read_with(adapter, new)
        took.append((time.thread_time() - start) * 1000)
    return sorted(took)


def row(adapter: Adapter, count: int) -> Row:
    """Return the line of the table: all calls of the adapter together, and which of them takes longest."""
    measured = [
        (times(adapter, request, count), f"{name}, {shape}")
        for name, original in publishing(adapter)
        for shape, request in filled(original)
    ]
    found = sorted(one for took, _ in measured for one in took)
    slowest, told = max(measured, key=lambda one: statistics.median(one[0]))
    typical, longest = statistics.median(found), statistics.median(slowest)
    about = f"p50 {typical:.3f} ms of {len(measured)} calls; longest p50 {longest:.3f} ms: {told}"
    return Row(f"{adapter.name}: read a call of 64 KiB", "p99 < 1 ms", found[int(len(found) * 0.99)], 1.0, " ms", about)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("adapters", nargs="*", metavar="NAME", help="adapters to measure, all if none is named")
    parser.add_argument("--times", type=int, default=100, help="readings of each call")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    chosen = [adapter for adapter in ADAPTERS if not wanted.adapters or adapter.name in wanted.adapters]
    gc.freeze()
    show("reading a call of 64 KiB", [row(adapter, wanted.times) for adapter in chosen], wanted.json)


if __name__ == "__main__":
    main()
