"""Time to read a call, know who acts and decide: `uv run python bench/decide.py [--posts N] [--json FILE]`.

A text post of X's own page, under a policy of 1,000 rules and 20 accounts, in this process and without a proxy: the
part of a publish call that grows with the policy. Each post has another text. Goal: 99 of 100 within 1 ms.
"""

import argparse
import asyncio
import gc
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from report import Row, show
from traffic import GUARDED, headers_of, publishing

from twohats.adapter import Request
from twohats.opening import open_replay
from twohats.reading import read
from twohats_policy.engine import strictest

RULES, ACCOUNTS = 1000, 20
WARM_UP = 200
CONDITIONS = (
    "post.text.contains('word{}')",
    "post.tags.exists(tag, tag == 'tag{}')",
    "post.text.size() > 270 && post.links.size() > {}",
    "now.weekday == 'sunday' && post.mentions.exists(name, name == 'name{}')",
    "account.name != 'Brand {}' && post.text.startsWith('Draft')",
)


def team() -> dict[str, Any]:
    """A policy of ten brands and ten people."""
    brands = {f"brand{n}": _account(n, kind="brand", name=f"Brand {n}") for n in range(ACCOUNTS // 2)}
    persons = {f"person{n}": _account(n + 100, kind="personal", owner=f"person{n}") for n in range(ACCOUNTS // 2)}
    people = {f"person{n}": {"name": f"Person {n}", "posts_as": list(brands)} for n in range(ACCOUNTS // 2)}
    return {"twohats": 1, "accounts": brands | persons, "people": people, "unknown_account": "ask"}


def _account(number: int, **about: str) -> dict[str, Any]:
    return {**about, "handles": {"x": {"id": f"11111{number:05}", "username": f"account{number}"}}}


def rules(*, all_in_scope: bool) -> dict[str, Any]:
    """A thousand rules, none of which the post meets: about all brands, or spread over brands and networks."""
    scopes = [{"account": "brand"}] if all_in_scope else _spread()
    written = [
        {
            "id": f"rule-{n}",
            "for": scopes[n % len(scopes)],
            "when": CONDITIONS[n % len(CONDITIONS)].format(n),
            "effect": ("note", "ask", "block")[n % 3],
            "message": f"Rule {n}.",
        }
        for n in range(RULES)
    ]
    return {"twohats": 1, "employee": "person0", "rules": written}


def _spread() -> list[dict[str, Any]]:
    accounts: list[dict[str, Any]] = [{"account": f"brand{n}"} for n in range(ACCOUNTS // 2)]
    networks = [{"account": "brand", "platforms": [name]} for name in ("x", "instagram", "mastodon")]
    return [*accounts, *networks, {"account": "brand", "verbs": ["post", "reply"]}, {}]


def post(number: int) -> Request:
    """The post, with a text of its own, signed in as the first brand."""
    target, body = publishing(f"Post number {number}: our drills are back in stock, in all four colours.")
    headers = (*headers_of(GUARDED, "1111100000"), ("content-type", "application/json"))
    return Request("POST", "https", GUARDED, 443, target, target, headers, body)


async def times(folder: Path, count: int) -> list[float]:
    """Return the milliseconds that each post took, in rising order."""
    names = frozenset({GUARDED})
    took: list[float] = []
    with open_replay(folder, "person0") as replay, replay.judge() as judge:
        gc.freeze()
        for number in range(count + WARM_UP):
            request = post(number)
            start = time.perf_counter()
            cases = await judge.cases(read(replay.routes, names, request), request)
            decision = strictest([case.decision for case in cases])
            took.append((time.perf_counter() - start) * 1000)
            if decision.effect != "allow" or cases[0].account.ref != "brand0":
                raise SystemExit(f"not the post this bench is about: {decision}")
    return sorted(took[WARM_UP:])


def row(name: str, found: list[float]) -> Row:
    """Return the line of the table."""
    p99 = found[int(len(found) * 0.99)]
    told = f"p50 {statistics.median(found):.3f} ms, worst {found[-1]:.3f} ms of {len(found)}"
    return Row(f"read + identity + decision, text post, {name}", "p99 < 1 ms", p99, 1.0, " ms", told)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=3000, help="posts that count, after some that warm up")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    lines = []
    for name, all_in_scope in (
        (f"{RULES:,} rules spread over the accounts", False),
        (f"{RULES:,} rules in scope", True),
    ):
        with tempfile.TemporaryDirectory() as folder:
            policy = Path(folder)
            (policy / "people").mkdir()
            (policy / "team.yaml").write_text(json.dumps(team()), encoding="utf-8")
            person = json.dumps(rules(all_in_scope=all_in_scope))
            (policy / "people" / "person0.yaml").write_text(person, encoding="utf-8")
            lines.append(row(name, asyncio.run(times(policy, wanted.posts))))
    show(f"reading and deciding, {ACCOUNTS} accounts", lines, wanted.json)


if __name__ == "__main__":
    main()
