"""Time to judge a brand's text post with all packs of a new policy: `uv run python bench/packs.py [--posts N]`.

X's own page, in this process and without a proxy: reading, identity, every signal about words, tags, days and memory,
and all rules. No link is looked up. What went out is remembered, as it would be; the guard writes it to disk and looks
at it about a second later, here that happens between two posts. Goal: 99 of 100 within 5 ms. On a machine that is busy
with other things the time of the processor says more than that of the clock. The usual texts differ in a number, so
that their words are known from the last one; the ordinary posts of the tests have most words for the first time.
"""

import argparse
import asyncio
import gc
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from content_words import ordinary
from report import Row, show
from ruamel.yaml import YAML
from traffic import GUARDED, headers_of, publishing

from twohats.adapter import Request
from twohats.opening import open_replay
from twohats.reading import read
from twohats.starter import Starter, write
from twohats_policy.account import AccountKind
from twohats_policy.engine import strictest

WARM_UP = 100
LONG = 25_000  # characters: the longest post that X takes
TEXTS = (
    "Post number {}: our drills are back in stock, in all four colours.",
    "Three ways to hang a shelf, part {}: https://acme.example/shelf #acmetools",
    "Hi Tom, order {} left our house this morning. It should be with you on Thursday. ^JK",
    "Tack för alla bilder! Nummer {} vinner en ny borrmaskin och en dag i vår verkstad. #acmetools",
    "Frohe Feiertage! Unser Laden bleibt am {}. geschlossen, danach sind wir wieder für euch da.",
)


def team() -> dict[str, Any]:
    """A brand, its person, and the packs that `twohats init` writes."""
    handles = {"x": {"id": "1111100000", "username": "acme"}}
    lists = {"languages": ["en", "sv", "de"], "tags": ["acmetools"], "links": ["acme.example"]}
    more = {"protected": ["Acme Tools", "DrillMaster"], "rivals": ["boltworks", "Drill & Son"]}
    brand = {"kind": "brand", "name": "Acme Tools", "handles": handles, **lists, **more}
    people = {"anna": {"name": "Anna Berg", "posts_as": ["acme"]}}
    return {"twohats": 1, "accounts": {"acme": brand}, "people": people, "use": default_packs()}


def default_packs() -> list[str]:
    """The packs of a new policy."""
    yaml: Any = YAML(typ="safe", pure=True)
    with tempfile.TemporaryDirectory() as place:
        return list(yaml.load(write(Path(place), Starter())[0].read_text("utf-8"))["use"])


def post(text: str) -> Request:
    """A post, signed in as the brand."""
    target, body = publishing(text)
    headers = (*headers_of(GUARDED, "1111100000"), ("content-type", "application/json"))
    return Request("POST", "https", GUARDED, 443, target, target, headers, body)


def usual(length: int = 0) -> Iterator[str]:
    """Yield texts without end, each repeated up to `length` characters."""
    for number, text in enumerate(cycle(TEXTS)):
        numbered = text.format(number)
        yield " ".join([numbered] * max(1, length // len(numbered)))


def once() -> Iterator[str]:
    """Yield some usual texts to warm up, then each ordinary post of the tests once."""
    yield from islice(usual(), WARM_UP)
    yield from (text for _, text in ordinary())


async def times(folder: Path, texts: Iterator[str]) -> tuple[list[float], list[float]]:
    """Return the milliseconds that each post took, by the clock and by the processor, both in rising order; the first
    ones warm up.
    """
    names = frozenset({GUARDED})
    took: list[float] = []
    worked: list[float] = []
    with open_replay(folder, "anna") as replay, replay.judge() as judge:
        gc.freeze()
        for text in texts:
            request = post(text)
            start, busy = time.perf_counter(), time.process_time()
            cases = await judge.cases(read(replay.routes, names, request), request)
            decision = strictest([case.decision for case in cases])
            took.append((time.perf_counter() - start) * 1000)
            worked.append((time.process_time() - busy) * 1000)
            unsure = [key for reason in (*decision.reasons, *decision.others) for key in reason.unsure]
            if unsure or cases[0].account.ref != "acme":
                raise SystemExit(f"not the post this bench is about: {decision}")
            judge.remember(cases)
            judge.history.has_unseen_media(AccountKind.PERSONAL)  # a look-up writes first what is in line
            judge.refresh()
    return sorted(took[WARM_UP:]), sorted(worked[WARM_UP:])


def row(name: str, found: tuple[list[float], list[float]], limit: float) -> Row:
    """Return the line of the table."""
    took, worked = found
    p99, busy = (times[int(len(times) * 0.99)] for times in found)
    told = f"p50 {statistics.median(took):.2f} ms; processor: p50 {statistics.median(worked):.2f}, p99 {busy:.2f} ms"
    return Row(f"brand post judged by all default packs, {name}", f"p99 < {limit:g} ms", p99, limit, " ms", told)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1500, help="posts that count, after some that warm up")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    long = WARM_UP + max(100, wanted.posts // 15)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "team.yaml").write_text(json.dumps(team()), encoding="utf-8")
        lines = [
            row("usual texts", asyncio.run(times(Path(folder), islice(usual(), wanted.posts + WARM_UP))), 5.0),
            row("ordinary posts, once", asyncio.run(times(Path(folder), once())), 5.0),
            row(f"{LONG:,} characters", asyncio.run(times(Path(folder), islice(usual(LONG), long))), 500.0),
        ]
    show(f"default packs: {', '.join(team()['use'])}", lines, wanted.json)


if __name__ == "__main__":
    main()
