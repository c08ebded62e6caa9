"""Platforms as a table: the headers of the adapters as data, and the page `docs/platforms.md` made from them.

What a reader wants to know of a platform is what is read, what is not, and how sure that is: whether it rests on calls
recorded from a real client, on the platform's documentation, or on samples written by hand.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from twohats.adapter import Adapter
from twohats_policy.activity import Verb

ORIGINS = ("recorded", "documented", "handmade")
"""What a sample can rest on, the surest first."""

_MARKS = {"recorded": "●", "documented": "◐", "handmade": "○"}
_FIELD = re.compile(r"^:([a-z ]+): +(\S.*(?:\n +\S.*)*)", re.MULTILINE)
_HEAD = """# Platforms

Made from the headers of the adapters and from their samples by `python -m tests.support.platform_page`; do not edit
by hand.

twohats reads {count} platforms. A call on one of their hosts that changes something and that no adapter knows is
judged by `unknown_call` of the [policy](policy.md), and counted.

How sure a reading is depends on what it rests on: a sample **recorded** from a real client, one written after the
platform's **documentation**, or one made by **hand** after other people's code. The last three columns count them.
"""


@dataclass(frozen=True)
class Header:
    """What an adapter's header says. `reads` are the words of its `:reads:` line."""

    platform: str
    title: str
    surfaces: str
    reads: tuple[str, ...]
    not_read: str
    checked: str
    sources: str
    unverified: str


@dataclass(frozen=True)
class Sample:
    """One cassette as far as the page is concerned: its platform, the way in that its name starts with, the verbs."""

    platform: str
    way: str
    origin: str
    verbs: tuple[str, ...]


def header_of(adapter: Adapter) -> Header:
    """Return an adapter's header.

    Raises:
        ValueError: a field is missing.
    """
    text = adapter.__doc__ or ""
    fields = {name: " ".join(value.split()) for name, value in _FIELD.findall(text)}
    missing = {"surfaces", "reads", "not read", "checked", "sources"} - fields.keys()
    if missing:
        raise ValueError(f"the header of adapter `{adapter.name}` lacks {', '.join(sorted(missing))}: add it")
    return Header(
        platform=adapter.name,
        title=" ".join(text.partition("\n\n")[0].split()).rstrip("."),
        surfaces=fields["surfaces"],
        reads=tuple(word.strip() for word in fields["reads"].split(",")),
        not_read=fields["not read"],
        checked=fields["checked"],
        sources=fields["sources"],
        unverified=fields.get("unverified", ""),
    )


def page(headers: Sequence[Header], samples: Sequence[Sample]) -> str:
    """Return the page as Markdown."""
    parts = [_HEAD.format(count=len(headers)), *_overview(headers, samples), *_legend()]
    for header in sorted(headers, key=_by_name):
        parts += _section(header, [sample for sample in samples if sample.platform == header.platform])
    return "\n".join(parts)


def _by_name(header: Header) -> str:
    return header.platform


def _overview(headers: Sequence[Header], samples: Sequence[Sample]) -> Iterator[str]:
    counts = Counter((sample.platform, sample.origin) for sample in samples)
    yield _row("Platform", "Ways in", "Checked", *(origin.capitalize() for origin in ORIGINS))
    yield _row(*["---"] * 6)
    for header in sorted(headers, key=_by_name):
        numbers = (str(counts[header.platform, origin]) for origin in ORIGINS)
        yield _row(f"[`{header.platform}`](#{header.platform})", header.surfaces, header.checked, *numbers)
    yield _row("all", "", "", *(str(sum(counts[header.platform, origin] for header in headers)) for origin in ORIGINS))
    yield ""


def _legend() -> Iterator[str]:
    meanings = ", ".join(f"{mark} {origin}" for origin, mark in _MARKS.items())
    yield f"In the tables below a mark shows the best sample there is of a verb, by way in: {meanings}."
    yield "Where there is none, no sample shows that verb by that way in; the `Reads` line says what the code reads."
    yield ""


def _section(header: Header, samples: Sequence[Sample]) -> Iterator[str]:
    yield from (f"## {header.platform}", "", f"{header.title}.", "")
    yield f"- Reads: {', '.join(header.reads)}."
    yield f"- Does not read: {header.not_read}."
    if header.unverified:
        yield f"- Read, but not seen from a real client: {header.unverified}."
    yield f"- Checked {header.checked}{_public(header.sources)}."
    yield ""
    yield from _matrix(samples)


def _public(sources: str) -> str:
    """Return the sources that a reader of the page can look up; our own notes (`facts`) are not among them."""
    named = [source.strip() for source in sources.split(";") if not source.strip().startswith("facts")]
    return f" against {', '.join(named)}" if named else ""


def _matrix(samples: Iterable[Sample]) -> Iterator[str]:
    """Yield the table of one platform: a line for each way in, a column for each verb that any sample has."""
    best: dict[tuple[str, str], str] = {}
    for sample in sorted(samples, key=lambda sample: ORIGINS.index(sample.origin)):
        for verb in sample.verbs:
            best.setdefault((sample.way, verb), sample.origin)
    verbs = [verb.value for verb in Verb if any(verb == found for _, found in best)]
    yield _row("", *verbs)
    yield _row(*["---"] * (len(verbs) + 1))
    for way in sorted({way for way, _ in best}):
        marks = (best.get((way, verb), "") for verb in verbs)
        yield _row(way, *(_MARKS.get(origin, "") for origin in marks))
    yield ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
