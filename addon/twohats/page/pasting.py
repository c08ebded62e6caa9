"""A false alarm as an entry for `tests:`: pasted into the policy, it keeps the alarm from coming back.

Made of a question while that is in memory, for accounts of a brand only: what people post privately belongs in no
file of the team (docs/asking.md).
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from ruamel.yaml import YAML

from twohats.prompter import Held
from twohats.question import Bypass, Question, Standing
from twohats.wording import printable, printable_lines
from twohats_policy.account import AccountKind
from twohats_policy.activity import Media, Target

TEAM_FILE = "team.yaml"
_TEXTS = ("title", "text", "reply_to", "quote_of", "subject", "audience", "schedule", "language")
_LISTS = ("links", "tags", "mentions")
_WIDTH = 100


@dataclass(frozen=True)
class Paste:
    """The entry, and the file of the policy folder it belongs into."""

    entry: str
    file: str


def paste(held: Held) -> Paste | None:
    """Return the entry after a false alarm about a brand's account, else None."""
    question = held.question
    said = held.answers[-1].grounds.bypass if held.answers else None
    if said is not Bypass.FALSE_ALARM or held.standing not in (Standing.ANSWERED, Standing.CONFIRMED):
        return None
    if question.account.kind is not AccountKind.BRAND or not question.account.ref:
        return None
    return Paste(_entry(question), _file(question))


def _entry(question: Question) -> str:
    rules = ", ".join(question.decision.rules)
    name = printable(f"false alarm of {question.asked:%Y-%m-%d}: {rules}", 200)
    entry = {"name": name, "activity": _activity(question), "expect": "allow"}
    return _dumped([entry], plain=all(map(_is_plain, _leaves(entry))))


def _activity(question: Question) -> dict[str, Any]:
    problem = question.problem
    found: dict[str, Any] = {"platform": problem.platform, "account": question.account.ref}
    if question.login.ref and question.login.ref != question.account.ref:
        found["login"] = question.login.ref
    found["verb"] = problem.verb.value
    if problem.shown_as is not problem.verb:
        found["form"] = problem.shown_as.value
    found |= {name: getattr(problem, name) for name in _TEXTS if getattr(problem, name)}
    found |= {name: list(getattr(problem, name)) for name in _LISTS if getattr(problem, name)}
    found |= {"media": [_media(media) for media in problem.media]} if problem.media else {}
    return found | ({"targets": [_target(target) for target in problem.targets]} if problem.targets else {})


def _media(media: Media) -> dict[str, str]:
    return {"kind": media.kind.value} | {name: text for name in ("alt", "url") if (text := getattr(media, name))}


def _target(target: Target) -> dict[str, str]:
    return {"network": target.network} | ({"account": target.ref} if target.ref else {})


def _leaves(part: object) -> Iterator[str]:
    """Yield every text of the entry: a link or a name can hide something as well as a caption."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from _leaves(list(cast(dict[str, object], part).values()))
    elif isinstance(part, list):
        for inner in cast(list[object], part):
            yield from _leaves(inner)


def _is_plain(text: str) -> bool:
    """Whether people see all of it: what turns the reading direction is written as an escape."""
    return printable_lines(text, len(text) + 1) == text


def _dumped(entry: list[dict[str, Any]], *, plain: bool) -> str:
    yaml = YAML()
    yaml.allow_unicode, yaml.width = plain, _WIDTH
    written = io.StringIO()
    yaml.dump(entry, written)  # pyright: ignore[reportUnknownMemberType]  ruamel leaves a type open
    return written.getvalue()


def _file(question: Question) -> str:
    """Return the file of the rule that asked, if people write it; rules of packs are answered in the team's file."""
    files = (reason.place.file for reason in question.decision.reasons if reason.place)
    return next((file for file in files if file.startswith("people/")), TEAM_FILE)
