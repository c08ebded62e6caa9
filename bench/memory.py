"""What the memory of what went out finds, and how fast: `uv run python bench/memory.py [--rows N] [--json FILE]`.

Near copies: every ordinary post of the tests, edited by a die that always falls the same way, against itself, and all
pairs of different posts against each other. Speed: all look-ups of one post, one after the other, in a store of many
rows, as they run in a worker thread; time of the
processor.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from report import Row, show
from ruamel.yaml import YAML

from twohats.histories.deeds import Deeds
from twohats.histories.habits import Habits
from twohats.histories.holder import Whose
from twohats.histories.marks import ALIKE, Marker, likeness
from twohats.media.fingerprint import Secret
from twohats.state.store import Store
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Verb

POSTS = Path(__file__).parents[1] / "tests" / "support" / "posts"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DICE = random.Random(22)
MARKER = Marker(b"k" * 32)
ACCOUNTS = tuple(ActingAccount(platform="x", ref=f"brand-{number}", platform_id=str(number)) for number in range(10))

type Edit = Callable[[list[str]], list[str]]


def posts() -> list[str]:
    """Return the ordinary posts of four words and more."""
    files = [YAML(typ="safe").load(file.read_text("utf-8")) for file in sorted(POSTS.glob("ordinary_*.yaml"))]
    found = [post for file in files for house in file["houses"].values() for post in house["posts"]]
    texts = [post.get("text", "") if isinstance(post, dict) else post for post in found]
    return [text for text in dict.fromkeys(texts) if MARKER.marks(text)]


def dropped(words: list[str], share: float) -> list[str]:
    """Return the words without a share of them."""
    gone = set(DICE.sample(range(len(words)), max(1, round(len(words) * share))))
    return [word for place, word in enumerate(words) if place not in gone]


def changed(words: list[str], share: float) -> list[str]:
    """Return the words with a share of them put in the place of others."""
    places = set(DICE.sample(range(len(words)), max(1, round(len(words) * share))))
    return [f"anders{DICE.randrange(999)}" if place in places else word for place, word in enumerate(words)]


EDITS: dict[str, tuple[Edit, int]] = {
    "the same": (lambda words: words, 100),
    "tags and a link added": (lambda words: [*words, "#neu", "#spring", "#sale", "https://acme.example/a?b=1"], 100),
    "answered to somebody": (lambda words: ["@anna", *words], 100),
    "one word changed": (lambda words: changed(words, 0.0), 98),
    "10 % dropped": (lambda words: dropped(words, 0.1), 97),
    "20 % changed": (lambda words: changed(words, 0.2), 79),
    "halves put the other way round": (lambda words: words[len(words) // 2 :] + words[: len(words) // 2], 100),
}
"""Edits, each with the percentage that was found in trials of the method (facts: media 6)."""


def rates(texts: list[str]) -> Iterator[Row]:
    """Yield how many edited posts are not found, and how many pairs of different posts are taken for copies."""
    for what, (edit, expected) in EDITS.items():
        missed = [text for text in texts if not _copies(text, " ".join(edit(text.split())))]
        share = 100 * len(missed) / len(texts)
        yield Row(f"not found: {what}", f"<= {100 - expected} %", share, 100 - expected, "%", f"of {len(texts)} posts")
    pairs = list(combinations(texts, 2))
    false = sum(_copies(one, other) for one, other in pairs)
    yield Row(
        "different posts taken for copies", "<= 0.01 %", 100 * false / len(pairs), 0.01, "%", f"{false} of {len(pairs)}"
    )


def speed(rows: int, texts: list[str]) -> Iterator[Row]:
    """Yield how long the first question takes, and all look-ups of one post then."""
    with tempfile.TemporaryDirectory() as place:
        store = Store.open(Path(place))
        _fill(store, rows, texts)
        habits = Habits(Deeds(store), Secret(b"k" * 32), lambda: Whose("anna"), lambda: NOW)
        start = time.thread_time()
        habits.burst(ACCOUNTS[0], "x")
        yield Row(f"the first question, {rows} rows", "<= 2 s", time.thread_time() - start, 2.0, " s")
        took = sorted(_asked(habits, text) for text in _new(texts, 1_000))
        for name, part in (("median", 500), ("99 of 100", 990)):
            yield Row(f"all look-ups of one post, {name}", "<= 2 ms", took[part], 2.0, " ms")
        store.close()


def _asked(habits: Habits, text: str) -> float:
    account = DICE.choice(ACCOUNTS)
    post = Activity(platform="x", verb=Verb.REPLY, text=text, reply_to="1", tags=("spring", "sale"))
    start = time.thread_time()
    habits.copied(account, post)
    habits.same_replies(account, post)
    habits.burst(account, "x")
    habits.first_at_this_hour(account)
    habits.new_tags(account, post.tags)
    took = (time.thread_time() - start) * 1000
    habits.add(account, post)
    return took


def _fill(store: Store, rows: int, texts: list[str]) -> None:
    """Put in what ten brands published in thirty days, evenly."""
    times = iter(NOW - timedelta(days=30) * (1 - number / rows) for number in range(rows))
    habits = Habits(Deeds(store), Secret(b"k" * 32), lambda: Whose("anna"), lambda: next(times))
    for number, text in enumerate(_new(texts, rows)):
        verb = Verb.REPLY if number % 3 else Verb.POST
        habits.add(DICE.choice(ACCOUNTS), Activity(platform="x", verb=verb, text=text, tags=(f"tag{number % 500}",)))
        if number % 5_000 == 0:
            store.flush()
    store.flush()


def _new(texts: list[str], count: int) -> Iterator[str]:
    """Yield posts that are made of the halves of two, so that many are a little alike."""
    for _ in range(count):
        one, other = DICE.choice(texts).split(), DICE.choice(texts).split()
        yield " ".join([*one[: len(one) // 2], str(DICE.randrange(10_000)), *other[len(other) // 2 :]])


def _copies(one: str, other: str) -> bool:
    return likeness(MARKER.marks(one), MARKER.marks(other)) >= ALIKE


def main() -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=49_000, help="activities that are remembered (%(default)s)")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    wanted = parser.parse_args()
    texts = posts()
    show("the memory of what went out", [*rates(texts), *speed(wanted.rows, texts)], wanted.json)


if __name__ == "__main__":
    main()
