"""Score the adapters against folders of labelled requests of real clients (`<client>/labels.json` and `<case>.jsonl`).

Usage: `python -m tests.support.corpus FOLDER…`; prints every case that was read wrong, and the score. Who acts is
not scored here: `twohats why` shows that, since it needs the memory of the whole file.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twohats.adapters import ADAPTERS
from twohats.reading import Kind, Reading, read, read_with
from twohats.replays.recordings import Exchange, read_file
from twohats.routing import Routes, routes
from twohats_policy.activity import Activity, Verb

FOLDER = Path(__file__).parents[1] / "corpus"
VERBS: dict[str, frozenset[Verb]] = {
    "text": frozenset({Verb.POST, Verb.VIDEO, Verb.MESSAGE}),
    "image": frozenset({Verb.POST, Verb.STORY, Verb.VIDEO, Verb.MESSAGE}),
    "video": frozenset({Verb.POST, Verb.STORY, Verb.VIDEO, Verb.MESSAGE}),
    "reply": frozenset({Verb.REPLY, Verb.MESSAGE}),
    "schedule": frozenset({Verb.SCHEDULE}),
    "repost": frozenset({Verb.REPOST}),
    "edit": frozenset({Verb.EDIT, Verb.DELETE}),
    "delete": frozenset({Verb.DELETE}),
}
PUBLISHING = frozenset({"publish", "repost", "edit"})


@dataclass(frozen=True)
class Case:
    """One labelled case: its name (`client/case`), platform, label, and requests with what was read from each."""

    name: str
    platform: str
    label: dict[str, Any]
    exchanges: tuple[Exchange, ...]
    readings: tuple[Reading, ...]


def cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of every client below `folder`, read by the adapters of the list."""
    table = routes(ADAPTERS, {})
    for file in sorted(folder.rglob("labels.json")):
        for name, label in json.loads(file.read_text("utf-8"))["cases"].items():
            exchanges = tuple(read_file(file.parent / label["file"]))
            readings = tuple(_reading(table, exchange) for exchange in exchanges)
            yield Case(f"{file.parent.name}/{name}", file.parent.parent.name, label, exchanges, readings)


def problems(case: Case) -> list[str]:
    """Return what was read wrong in a case, one sentence each."""
    requests = zip(case.label["requests"], case.exchanges, case.readings, strict=True)
    return [
        f"{case.name} {index} {label['kind']} {exchange.request.method} {exchange.request.path}: {problem}"
        for index, (label, exchange, reading) in enumerate(requests)
        for problem in _problems(case, index, _kind(case, label["kind"]), reading)
    ]


def _kind(case: Case, kind: str) -> str:
    """A delete that goes out as a POST is labelled as an edit."""
    return "delete" if kind == "edit" and case.label["op"] == "delete" else kind


def _problems(case: Case, index: int, kind: str, reading: Reading) -> Iterator[str]:
    if reading.kind is Kind.UNREADABLE:
        yield f"unreadable: {reading.problem}"
    elif kind in PUBLISHING:
        yield from _published(case, index, kind, [activity for activity in reading.activities if activity.publishes])
    elif any(activity.publishes for activity in reading.activities):
        yield f"is called a publish: {[str(activity.verb) for activity in reading.activities]}"
    elif kind in {"delete", "upload"} and kind not in {str(activity.verb) for activity in reading.activities}:
        yield f"is not seen: {[str(activity.verb) for activity in reading.activities]}"
    elif not reading.known:
        yield "is not known"


def _published(case: Case, index: int, kind: str, activities: list[Activity]) -> Iterator[str]:
    if not activities:
        yield "is not seen"
        return
    wanted = VERBS["repost" if kind == "repost" else case.label["op"]]
    verbs = {activity.form if _timed(activity) else activity.verb for activity in activities}
    if not wanted & {*verbs, *(activity.verb for activity in activities), *_prepared_as(case, index, activities)}:
        yield f"has the wrong verb: {[str(activity.verb) for activity in activities]}"
    if case.label["text"] and not _has_text(case, index, activities):
        yield f"has the wrong text: {[activity.text for activity in activities]}"
    shows = case.label["has_image"] or (case.label["has_video"] and case.label["op"] != "reply")
    if shows and not _has_media(case, activities):
        yield "has no media"


def _timed(activity: Activity) -> bool:
    """A scheduler may give a time to whatever it is told to post; `form` is then what will be posted."""
    return activity.verb is Verb.SCHEDULE and bool(activity.schedule)


def _prepared_as(case: Case, index: int, activities: list[Activity]) -> set[Verb | None]:
    """What earlier calls prepared, where the publishing call only names it."""
    if not any(activity.uses for activity in activities):
        return set()
    return {activity.form for reading in case.readings[:index] for activity in reading.activities}


def _has_text(case: Case, index: int, activities: list[Activity]) -> bool:
    """Whether the text is in the call itself where the label says so, else in what an earlier call prepared."""
    here = [part for activity in activities for part in (activity.text, activity.title)]
    if case.label["text_at"].get(str(index)):
        return any(_same(case.label["text"], text) for text in here)
    earlier = [activity.text for reading in case.readings[:index] for activity in reading.activities]
    return any(_same(case.label["text"], text) for text in here + earlier) or not any(case.label["text_at"].values())


def _same(wanted: str, found: str) -> bool:
    return wanted.strip() in {found.strip(), *(line.strip() for line in found.splitlines())}


def _has_media(case: Case, activities: list[Activity]) -> bool:
    prepared = [
        activity for reading in case.readings for activity in reading.activities if activity.verb is Verb.UPLOAD
    ]
    used = any(activity.uses for activity in activities) and any(activity.media for activity in prepared)
    return used or any(activity.media for activity in activities)


def _reading(table: Routes, exchange: Exchange) -> Reading:
    found = read(table, {exchange.request.host}, exchange.request)
    adapter = table.by_path(exchange.request) if found.kind is Kind.UNGUARDED else None
    return read_with(adapter, exchange.request) if adapter else found


def main(folders: list[str]) -> int:
    """Print what was read wrong and the score; return 1 if anything was."""
    scored = [(case, problems(case)) for folder in folders for case in cases(Path(folder))]
    wrong = [problem for _, found in scored for problem in found]
    right = sum(not found for _, found in scored)
    sys.stdout.write("".join(f"{problem}\n" for problem in wrong) + f"{right} of {len(scored)} cases right\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
