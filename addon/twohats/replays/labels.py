"""Labels: what a recording is known to hold, and how well it was read.

A folder of recordings may hold a `labels.json` that says for each case which request publishes, with what verb, text,
media and account. `twohats why` prints the score of its readings against it; the tests of the adapters use the same
score.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twohats.errors import UsageError

LABELS_FILE = "labels.json"
_NAMES = (
    *("op", "text", "has_image", "has_video", "scheduled", "publish", "reposts", "edits"),
    *("evidence", "account_ids", "account_name", "whoami", "logins"),
)
_VERBS = {"reply": "reply", "repost": "repost", "schedule": "schedule", "quote": "quote"}


@dataclass(frozen=True)
class Miss:
    """One request that was read otherwise than its label says."""

    source: str
    index: int
    what: str

    def __str__(self) -> str:
        return f"{self.source}#{self.index}: {self.what}"


@dataclass(frozen=True)
class Score:
    """How many labelled requests of a platform were read right."""

    platform: str
    cases: int
    requests: int
    misses: tuple[Miss, ...]

    @property
    def right(self) -> int:
        """Requests that were read as labelled."""
        return self.requests - len({(miss.source, miss.index) for miss in self.misses})


def score(readings: Iterable[tuple[Path, list[dict[str, Any]]]]) -> list[Score]:
    """Return one score for each platform of the recordings that have a label; the rest is left alone."""
    totals: dict[str, list[Any]] = {}
    for recording, found in readings:
        case = case_of(recording)
        if case is None:
            continue
        platform = recording.parent.parent.name
        total = totals.setdefault(platform, [0, 0, []])
        total[0] += 1
        total[1] += len(found)
        total[2] += misses(case, found)
    return [Score(platform, cases, count, tuple(wrong)) for platform, (cases, count, wrong) in sorted(totals.items())]


def case_of(recording: Path) -> Mapping[str, Any] | None:
    """Return the label of a recording, or None if nothing beside it names it.

    Raises:
        UsageError: what lies beside it does not hold labels.
    """
    labels = recording.with_name(LABELS_FILE)
    if not labels.is_file():
        return None
    try:
        cases = json.loads(labels.read_text("utf-8"))["cases"].values()
        return next((_complete(case) for case in cases if case.get("file") == recording.name), None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"`{labels}` does not hold labels of recordings: mend it or move it away") from error


def _complete(case: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the label if nothing is missing in it. Raises KeyError."""
    return {name: case[name] for name in _NAMES}


def misses(case: Mapping[str, Any], readings: Iterable[Mapping[str, Any]]) -> list[Miss]:
    """Compare one case's label with its readings (objects of `twohats why --json`)."""
    found: list[Miss] = []
    edits = set() if case["op"] == "delete" else set(case["edits"])  # a delete that goes out as a POST
    public = set(case["publish"]) | set(case["reposts"]) | edits
    for reading in readings:
        index = reading["index"]
        problems = _published(case, reading) if index in public else _silent(reading)
        found += [Miss(reading["source"], index, what) for what in problems]
    return found


def _silent(reading: Mapping[str, Any]) -> list[str]:
    loud = [entry["verb"] for entry in reading["activities"] if entry["verb"] not in {"upload", "delete"}]
    problems = [f"is called `{verb}`, but publishes nothing" for verb in loud]
    return problems + (["is unreadable"] if reading["reading"] == "unreadable" else [])


def _published(case: Mapping[str, Any], reading: Mapping[str, Any]) -> list[str]:
    loud = [entry for entry in reading["activities"] if entry["verb"] not in {"upload", "delete"}]
    if not loud:
        return [f"publishes, but is read as {reading['reading']}"]
    entry = loud[0]
    checks = {
        f"verb is `{entry['verb']}`": entry["verb"] in _verbs(case, reading["index"]),
        f"text is `{entry['text'][:40]}`": not case["text"]
        or case["text"] in {entry["text"], entry.get("title")}
        or _bare(case),
        "media is missing": bool(entry["media"]) or not case["has_image"] or reading["index"] not in case["publish"],
        "media is made up": not entry["media"] or case["has_image"] or case["has_video"],
        "schedule is missing": bool(entry["schedule"]) or not case["scheduled"],
        f"account is `{entry['account']['platform_id'] or entry['account']['username']}`": _account(
            case, reading["index"], entry
        ),
    }
    return [what for what, right in checks.items() if not right]


def _bare(case: Mapping[str, Any]) -> bool:
    return bool(case["op"] == "repost")


def _verbs(case: Mapping[str, Any], index: int) -> set[str]:
    if index in case["edits"]:
        return {"edit"}
    if index in case["reposts"]:
        return {"repost"}
    verb = _VERBS.get(case["op"], "post")
    return {verb} | ({"story", "video"} if case["has_video"] or verb == "post" else set())


def _account(case: Mapping[str, Any], index: int, entry: Mapping[str, Any]) -> bool:
    """Tell whether the account is the labelled one where the recording shows it, and unknown where it does not."""
    account = entry["account"]
    said = {account["platform_id"], account["username"]} - {""}
    signs = [sign for sign in case["evidence"].get(str(index), []) if sign["kind"] in {"account-id", "account-name"}]
    told = any(step < index for step in (*case["whoami"], *case["logins"]))
    if not signs and not (told and said):
        return not said and not any(step < index for step in case["whoami"])  # a login need not say whose it is
    linked = {sign["id"] for sign in signs if sign.get("id")}
    return bool(said & {*case["account_ids"].values(), *linked, case["account_name"]})
