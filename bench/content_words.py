"""How often the signals about words are right: posts and tags of the tests, and slips and mash made here."""

import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from report import Row
from ruamel.yaml import YAML

sys.path.append(str(Path(__file__).parents[1]))

from tests.support.subjects import about

from twohats.activity_signal import TextSignal
from twohats.signals import (
    TEXT_SIGNALS,
    draft_markers,
    echoes_user_text,
    misspelt,
    nonsense,
    password_like,
    personal_tone,
    private_shaped,
    risky_splits,
    swearing,
    topics,
    written_in,
)
from twohats_policy.request import SignalValue

POSTS = Path(__file__).parents[1] / "tests" / "support" / "posts"
RISKY = ("susanalbumparty", "nowthatchersdead", "whorepresents", "penisland", "expertsexchange")
HARMLESS = ("analytics", "assessment", "therapists", "essexgirls", "grapefruit")
NAMES = (
    "Björn Lindqvist",
    "W.E.B. Du Bois",
    "Acme Tools",
    "Marguerite Dupont",
    "Zürcher",
    "Kowalczyk",
    "Lumière",
    "Ibuprofen",
)
KEYS = "qwertyuiopasdfghjklzxcvbnm"
LONG = (
    "Our new drill is here, and it is the best one we ever made for small workshops. Come by on Saturday and try it, "
    "coffee is on us. All four colours are in stock, from the bright red to the deep green. "
    "More: https://acme.example/drill #acmetools #drillweek @citylibrary"
)
"""An ordinary post; about 280 characters with the number that each turn puts after it."""


@cache
def posts(name: str) -> Mapping[str, Any]:
    """Return a file of posts."""
    found: Mapping[str, Any] = YAML(typ="safe").load((POSTS / f"{name}.yaml").read_text("utf-8"))
    return found


def of_kind(kind: str, name: str = "held_out") -> Iterator[tuple[str, Any]]:
    """Yield (language, post) of one kind."""
    return ((language, post) for language, kinds in posts(name).items() for post in kinds.get(kind, ()))


def ordinary() -> Iterator[tuple[str, str]]:
    """Yield (language, text) of the ordinary posts, which others wrote before any list was there."""
    for language in ("en", "sv", "de"):
        for house in posts(f"ordinary_{language}")["houses"].values():
            texts = (post.get("text", "") if isinstance(post, dict) else post for post in house["posts"])
            yield from ((language, text) for text in texts if text)


def told(signal: TextSignal, text: str, language: str, **more: object) -> SignalValue:
    """Return what the signal tells about a text of a brand that writes in the language."""
    return signal.tell(about(text, acme=f"languages: [{language}]", **more))  # type: ignore[arg-type]


def rate(what: str, missed: list[bool], limit: float, goal: str, detail: str = "") -> Row:
    """Return a line: the share of `missed` in per cent."""
    share = 100 * sum(missed) / len(missed)
    return Row(what, goal, share, limit, " %", f"{sum(missed)} of {len(missed)}{', ' + detail if detail else ''}")


def rows() -> Iterator[Row]:
    """Yield the lines of the table; each number is a share that should be low."""
    prose = [
        *of_kind("brand"),
        *of_kind("personal"),
        *((language, post["text"]) for language, post in of_kind("touchy")),
    ]
    yield _missed(written_in.SIGNAL, prose, lambda value, language: value == language, 0.7)
    yield _missed(written_in.SIGNAL, list(ordinary()), lambda value, language: value == language, 0.7, "ordinary posts")
    yield from _topics()
    worst = [told(swearing.SIGNAL, post["text"], language) != post["level"] for language, post in of_kind("swearing")]
    yield rate("swearing: wrong level, held out", worst, 8.4, "<= 8.3 % (facts: 11 of 12)")
    yield from _tone()
    yield from _made()
    yield _missed(private_shaped.SIGNAL, list(of_kind("private")), _is_told, 20)
    yield _missed(draft_markers.SIGNAL, list(of_kind("draft")), _is_told, 5)
    for signal in (swearing, private_shaped, draft_markers, nonsense, password_like, echoes_user_text):
        found = [told(signal.SIGNAL, text, language) not in {False, "none", ()} for language, text in ordinary()]
        yield rate(f"{_name(signal.SIGNAL)}: false, ordinary posts", found, 1, "<= 1 %")


def _missed(
    signal: TextSignal,
    texts: list[tuple[str, str]],
    right: Callable[[SignalValue, str], bool],
    limit: float,
    where: str = "held out",
) -> Row:
    missed = [not right(told(signal, text, language), language) for language, text in texts]
    return rate(f"{_name(signal)}: missed, {where}", missed, limit, f"<= {limit} %")


def _is_told(value: SignalValue, _language: str) -> bool:
    return value is True or (isinstance(value, tuple) and bool(value))


def _name(signal: TextSignal) -> str:
    return signal.key.partition(".")[2]


def _topics() -> Iterator[Row]:
    found = [(post["topic"], told(topics.SIGNAL, post["text"], language)) for language, post in of_kind("touchy")]
    missed = [not (isinstance(value, tuple) and topic in value) for topic, value in found]
    yield rate("topics: missed, held out", missed, 4.5, "<= 4.5 %", "measured first: 2 of 45")
    for kind in ("brand", "personal"):
        false = [told(topics.SIGNAL, text, language) != () for language, text in of_kind(kind)]
        yield rate(f"topics: false, held out, {kind}", false, 0 if kind == "brand" else 10, "0 of 55 (facts)")
    yield from _strangers_topics()
    told_of = [told(topics.SIGNAL, text, language) != () for language, text in ordinary()]
    yield rate("topics: told, ordinary posts", told_of, 6, "<= 6 %", "all of them do touch the topic")


def _strangers_topics() -> Iterator[Row]:
    """Yield the rates on the second set, which was written without the lists; docs/content.md has those of that day."""
    for kind, first in (("touchy", "16 of 60"), ("careless", "6 of 30")):
        missed = [told(topics.SIGNAL, post["text"], language) == () for language, post in of_kind(kind, "held_out_2")]
        yield rate(f"topics: missed, second set, {kind}", missed, 5, "<= 5 %", f"measured first: {first}")
    false = [told(topics.SIGNAL, text, language) != () for language, text in of_kind("brand", "held_out_2")]
    yield rate("topics: false, second set, brand", false, 0, "0 of 55 (facts)")


def _tone() -> Iterator[Row]:
    missed = [float(str(told(personal_tone.SIGNAL, text, language))) < 0.5 for language, text in of_kind("personal")]
    yield rate("personal_tone < 0.5: personal, held out", missed, 10, "<= 10 %")
    for where, texts in (("held out", of_kind("brand")), ("ordinary posts", ordinary())):
        false = [float(str(told(personal_tone.SIGNAL, text, language))) >= 0.5 for language, text in texts]
        yield rate(f"personal_tone >= 0.5: brand, {where}", false, 4, "<= 4 %")


def _made() -> Iterator[Row]:
    chance = random.Random(5)
    found = [told(risky_splits.SIGNAL, f"#{tag}", "en") == () for tag in RISKY]
    yield rate("risky_splits: missed, tags of facts", found, 0, "0 of 5 (facts)")
    house = [tag for _, text in ordinary() for tag in re.findall(r"#(\w+)", text)]
    found = [told(risky_splits.SIGNAL, f"#{tag}", "en") != () for tag in (*HARMLESS, *house)]
    yield rate("risky_splits: false, harmless and ordinary tags", found, 0, "0 of 5 (facts)")
    mash = ["".join(chance.choice(KEYS) for _ in range(chance.randint(6, 14))) for _ in range(500)]
    yield rate(
        "nonsense: missed, random keys", [told(nonsense.SIGNAL, text, "en") is not True for text in mash], 40, "<= 40 %"
    )
    slips = [_slip(name, chance) for name in NAMES for _ in range(25)]
    names = f"protected: [{', '.join(NAMES)}]"
    missed = [misspelt.SIGNAL.tell(about(f"Meet {text} today", acme=names)) == () for text in slips]
    yield rate("misspelt: missed, one slip in a name", missed, 5, "<= 5 %")
    false = [misspelt.SIGNAL.tell(about(text, acme=names)) != () for _, text in ordinary()]
    yield rate("misspelt: false, ordinary posts", false, 0.5, "<= 0.5 %")


def _slip(name: str, chance: random.Random) -> str:
    """Leave a letter out, double, change or swap one; spaces and dots stay."""
    place = chance.choice(
        [place for place, sign in enumerate(name[:-1]) if sign.isalpha() and name[place + 1].isalpha()]
    )
    start, sign, following, end = name[:place], name[place], name[place + 1], name[place + 2 :]
    other = chance.choice([letter for letter in KEYS if letter != sign.lower()])
    ways = (following, sign + sign + following, other + following)
    swapped = following + sign if following.lower() != sign.lower() else other + following
    return start + chance.choice((*ways, swapped)) + end


def times(turns: int = 300) -> Iterator[Row]:
    """Yield the milliseconds of the processor for a post of 280 characters: each signal by itself, and all together."""
    for signal in TEXT_SIGNALS:
        took = [_milliseconds(signal, number) for number in range(turns + 20)][20:]
        yield Row(f"{signal.key}: alone", "", statistics.median(took), 2, " ms", "reads the text as well")
    together = sorted(_together(number) for number in range(turns))
    worst = f"p95 {together[int(turns * 0.95)]:.2f} ms"
    yield Row("all signals about words together", "< 2 ms", statistics.median(together), 2, " ms", worst)


def _milliseconds(signal: TextSignal, number: int) -> float:
    subject = about(f"{LONG} {number} {signal.key[-3:]}", acme="languages: [en, sv], protected: [Acme Tools]")
    start = time.thread_time()
    signal.tell(subject)
    return (time.thread_time() - start) * 1000


def _together(number: int) -> float:
    subject = about(f"{LONG} {number}", acme="languages: [en, sv], protected: [Acme Tools]")
    start = time.thread_time()
    for signal in TEXT_SIGNALS:
        signal.tell(subject)
    return (time.thread_time() - start) * 1000
