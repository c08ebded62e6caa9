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
    *("evidence", "account_ids", "account_name", "whoami", "logins", "requests"),
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
    edits: set[int] = set() if case["op"] == "delete" else set(case["edits"])  # a delete that goes out as a POST
    public: set[int] = set(case["publish"]) | set(case["reposts"]) | edits
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
        f"verb is `{entry['verb']}`": entry["verb"] in _verbs(case, reading["index"], entry),
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


def _verbs(case: Mapping[str, Any], index: int, entry: Mapping[str, Any]) -> set[str]:
    if index in case["edits"]:
        return {"edit"}
    if index in case["reposts"]:
        return {"repost"}
    verb = _VERBS.get(case["op"], "post")
    if verb != "post":
        return {verb, "story", "video"} if case["has_video"] else {verb}
    timed = ["schedule"] if entry["schedule"] else []  # a scheduler may give a time to whatever it is told to post
    return {verb, "story", "video", *timed}


def _account(case: Mapping[str, Any], index: int, entry: Mapping[str, Any]) -> bool:
    """Tell whether the account is the labelled one where the recording shows it, and unknown where it does not."""
    account = entry["account"]
    said = {account["platform_id"], account["username"]} - {""}
    signs = [sign for sign in case["evidence"].get(str(index), []) if sign["kind"] in {"account-id", "account-name"}]
    if not signs and not (said and _told(case, index, "whoami", "logins")):
        return not said and not _told(case, index, "whoami")  # a login need not say whose it is
    shown = {sign["id"] for sign in signs if sign.get("id")} | {part for sign in signs for part in _parts(sign)}
    return bool(said & {*case["account_ids"].values(), *shown, case["account_name"]})


def _told(case: Mapping[str, Any], index: int, *kinds: str) -> bool:
    """Tell whether an earlier reply of the same platform said who is logged in."""
    platform = {request["i"]: request["platform"] for request in case["requests"]}
    earlier = (step for kind in kinds for step in case[kind] if step < index)
    return any(platform.get(step) == platform.get(index) for step in earlier)


def _parts(sign: Mapping[str, Any]) -> set[str]:
    """Return what a sign shows whole: itself, the parts of a path, the last part of a URN."""
    value = str(sign.get("value", ""))
    return {value, value.rpartition(":")[2], *value.split("/")} - {""}
