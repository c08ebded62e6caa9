"""CPU of the guard beside bare mitmproxy: `uv run python bench/proxy.py [--rounds N] [--json FILE]`.

Bare is `mitmdump -q --set flow_detail=0` without addons. Both proxies are up at the same time, on core 0 where the
system lets us choose; the server and the load generator are on core 1. Each round runs every case on both in random
order. What counts is user and system time of the proxy's whole process tree for each request, as the median of the
ratios within a round.
"""

import argparse
import random
import statistics
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from proxies import OTHER_CORE, SPAWN, Proxy, Server, both, pin, upstream
from report import Row, show
from traffic import CASES, Case
from wire import Felt, Load, ask


@dataclass(frozen=True)
class Measured:
    """One case on one proxy in one round: CPU milliseconds a request, and what the client felt."""

    cpu: float
    felt: Felt


def measure(case: Case, proxy: Proxy, server: Server, generator: ProcessPoolExecutor) -> Measured:
    """Run one case on one proxy once."""
    trusted = (str(proxy.ca_file), str(server.ca_file))  # a proxy that does not decrypt shows the server's own
    load = Load(
        proxy.port, trusted, case.host, server.port, case.request, case.count, case.connections, case.new_each_time
    )
    before = proxy.cpu()
    felt = generator.submit(ask, load).result()
    return Measured((proxy.cpu() - before) / case.count, felt)


def rounds(count: int, proxies: tuple[Proxy, Proxy], server: Server) -> dict[str, list[tuple[Measured, Measured]]]:
    """Return (bare, guard) of every round by case; the first round warms up and is thrown away."""
    found: dict[str, list[tuple[Measured, Measured]]] = {case.name: [] for case in CASES}
    with ProcessPoolExecutor(1, mp_context=SPAWN, initializer=pin, initargs=(OTHER_CORE,)) as generator:
        for number in range(count + 1):
            pairs = [(case, proxy) for case in CASES for proxy in proxies]
            random.shuffle(pairs)
            this = {(case.name, proxy.name): measure(case, proxy, server, generator) for case, proxy in pairs}
            for case in CASES if number else ():
                found[case.name].append((this[case.name, "bare"], this[case.name, "guard"]))
    return found


def passed_by(guard: Proxy, server: Server) -> float:
    """CPU milliseconds a request of the guard while the browser's PAC sends a stranger's requests past it."""
    straight = replace(guard, port=0)
    with ProcessPoolExecutor(1, mp_context=SPAWN, initializer=pin, initargs=(OTHER_CORE,)) as generator:
        return measure(CASES[0], straight, server, generator).cpu


def _ratio(found: list[tuple[Measured, Measured]]) -> float:
    return statistics.median(guard.cpu / max(bare.cpu, 0.001) for bare, guard in found)


def _detail(found: list[tuple[Measured, Measured]]) -> str:
    bare, guard = (statistics.median(one[side].cpu for one in found) for side in (0, 1))
    slow, fast = (statistics.median(one[side].felt.p50 for one in found) for side in (0, 1))
    return f"{guard:.3f} of {bare:.3f} ms; p50 {fast:.2f} of {slow:.2f} ms"


LIMITS = {
    "stranger, keep-alive": ("host not on the list, through us, keep-alive: CPU of bare", 0.05),
    "stranger, new connection": ("host not on the list, through us, new connection: CPU of bare", 0.10),
    "read, keep-alive": ("read on a guarded host, keep-alive: CPU of bare", 0.40),
    "read, new connection": ("read on a guarded host, new connection: CPU of bare", 0.45),
    "publish, keep-alive": ("publish call judged and passed (4 KB): CPU of bare", 0.45),
}


def rows(found: dict[str, list[tuple[Measured, Measured]]], aside: float) -> list[Row]:
    """Return the lines of the table."""
    lines = [Row("host not on the list, with the PAC: our CPU for each request", "0", round(aside, 3), 0.0, " ms")]
    for name, (what, limit) in LIMITS.items():
        lines.append(Row(what, f"<= {limit:.2f}", _ratio(found[name]), limit, "", _detail(found[name])))
    pairs = zip(found["publish, keep-alive"], found["read, keep-alive"], strict=True)
    ours = statistics.median(publish[1].cpu - read[1].cpu for publish, read in pairs)
    told = "the guard's publish less its read: body, reading, deciding, writing down"
    lines.append(Row("publish call: our own share", "<= 0.30 ms", ours, 0.30, " ms", told))
    return lines


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds that count, after one that warms up")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with upstream(folder) as server, both(folder, server.ca_file) as proxies:
            found = rounds(wanted.rounds, proxies, server)
            aside = passed_by(proxies[1], server)
    show(f"guard beside bare mitmproxy, medians of {wanted.rounds} rounds", rows(found, aside), wanted.json)


if __name__ == "__main__":
    main()
