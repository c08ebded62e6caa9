"""What the page shows: questions as plain values for the templates, in the person's language."""

import hashlib
import math
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from twohats.prompter import Choice, Ending, Held, Standing
from twohats.wording import account_words, platform_name, printable, printable_lines, question_title, reasons, say
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Target

REASONS_SHOWN = 3
_HUES = 12


@dataclass(frozen=True)
class Chip:
    """An account as a coloured chip: one colour an account, one hat a kind."""

    words: str
    name: str  # empty where nothing is known
    kind: str
    hat: str
    platform: str
    hue: int


@dataclass(frozen=True)
class Row:
    """A question in a list."""

    id: str
    title: str
    clock: str
    chip: Chip


@dataclass(frozen=True)
class Ended:
    """How a question ended, in words; `text` may be empty."""

    title: str
    text: str
    sent: bool


@dataclass(frozen=True)
class Sheet:
    """A question in full. `answerable` while an answer still changes something, `open` while a call waits for it."""

    id: str
    title: str
    chip: Chip
    login: Chip | None
    text: str
    pictures: int
    links: tuple[str, ...]
    targets: tuple[str, ...]
    schedule: str
    client: str
    batch: int
    reasons: tuple[str, ...]
    more_reasons: tuple[str, ...]
    rules: tuple[str, ...]
    clock: str
    left: int
    seconds: int
    open: bool
    answerable: bool
    ended: Ended | None


def chip(account: ActingAccount, language: str) -> Chip:
    """Return the chip of an account; its colour is the same on every day and device."""
    who = account.ref or account.platform_id or account.username or account.platform
    hue = hashlib.sha256(who.encode("utf-8", "replace")).digest()[0] % _HUES
    name = printable(account.username.removeprefix("@") or account.ref or account.platform_id, 40)
    kind = say(f"kind.{account.kind}", language)
    return Chip(account_words(account, language), name, kind, account.kind, platform_name(account.platform), hue)


def row(held: Held, language: str) -> Row:
    """Return a question for a list."""
    question = held.question
    return Row(question.id, question_title(question, language), clock(held, language), chip(question.account, language))


def sheet(held: Held, language: str) -> Sheet:
    """Return a question in full."""
    question, problem = held.question, held.question.problem
    why = reasons(question.decision, language) or (say("question.no_reason", language),)
    return Sheet(
        id=question.id,
        title=question_title(question, language),
        chip=chip(question.account, language),
        login=chip(question.login, language) if _other(question.login, question.account) else None,
        text=printable_lines("\n\n".join(part for part in (problem.title, problem.text) if part)),
        pictures=len(question.pictures),
        links=tuple(printable(link, 200) for link in problem.links),
        targets=tuple(_target(target) for target in problem.targets),
        schedule=printable(problem.schedule, 40),
        client=printable(question.client, 80),
        batch=len(question.activities),
        reasons=why[:REASONS_SHOWN],
        more_reasons=why[REASONS_SHOWN:],
        rules=tuple(_rule(reason.rule, str(reason.place or ""), language) for reason in question.decision.reasons),
        clock=clock(held, language),
        left=math.ceil(held.seconds_left()),
        seconds=max(question.seconds, math.ceil(held.seconds_left())),
        open=held.standing is Standing.OPEN,
        answerable=held.standing in (Standing.OPEN, Standing.UNANSWERED),
        ended=ended(held, language),
    )


def clock(held: Held, language: str) -> str:
    """Return the time that is left, in words; empty once the question has ended."""
    if held.standing is not Standing.OPEN:
        return ""
    left = math.ceil(held.seconds_left())
    if left > max(90, held.question.seconds):
        return say("question.minutes", language, minutes=math.ceil(left / 60))
    return say("question.seconds", language, seconds=left)


def ended(held: Held, language: str) -> Ended | None:
    """Return how the question ended, None while it is open."""
    if not held.answers:
        return None
    last = held.answers[-1]
    if held.standing is Standing.CONFIRMED:
        title = say("page.was_confirmed", language, by=last.by)
        return Ended(title, say("page.was_confirmed_text", language), sent=True)
    if held.standing is Standing.DISMISSED:
        return Ended(say("page.was_dismissed", language, by=last.by), "", sent=False)
    if last.channel == Ending.WINDOW:
        return Ended(say("page.was_window", language), say("page.was_sent_text", language), sent=True)
    if last.channel in frozenset(Ending):
        return Ended(say(f"page.was_{last.channel}", language), say("page.late_one", language), sent=False)
    if last.choice is Choice.SEND:
        return Ended(say("page.was_sent", language, by=last.by), say("page.was_sent_text", language), sent=True)
    return Ended(say("page.was_blocked", language, by=last.by), say("page.was_blocked_text", language), sent=False)


def render(template: str, language: str, **values: object) -> str:
    """Return a page. `values` reach the template beside `t`, which says a sentence in the language."""

    def t(key: str, **named: str | int) -> str:
        return say(key, language, **named)

    return _templates().get_template(template).render(language=language, t=t, **values)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("twohats.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _other(login: ActingAccount, account: ActingAccount) -> bool:
    return login.identified and (login.platform_id, login.username) != (account.platform_id, account.username)


def _target(target: Target) -> str:
    name = target.username or target.platform_id or target.ref
    return printable(f"{platform_name(target.network)} {name}".strip(), 80)


def _rule(rule: str, place: str, language: str) -> str:
    return say("page.rule_at", language, rule=rule, place=place) if place else printable(rule, 80)
