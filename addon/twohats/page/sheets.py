"""Questions as the templates see them: plain values in the person's language."""

import math
from dataclasses import dataclass

from twohats.high_risk import asked_for
from twohats.page.addresses import Address, resolved
from twohats.page.chips import Chip, chip
from twohats.page.clocks import clock
from twohats.page.contents import Contents, contents
from twohats.page.endings import Ended, ended
from twohats.page.marking import Piece, marked
from twohats.page.scene import Scene
from twohats.page.times import moment, scheduled
from twohats.prompter import Held
from twohats.question import Choice, Earlier, Question, Seen, Standing, permits
from twohats.wording import account_words, platform_name, printable, question_title, reasons, say
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Target
from twohats_policy.decision import Reason

REASONS_SHOWN = 3
_REASON_LENGTH = 200  # facts: peers 7.2
_ROW_LENGTH = 90


@dataclass(frozen=True)
class Row:
    """A question in a list, with the first words of its text; `ended` is there if it has."""

    id: str
    title: str
    words: str
    clock: str
    left: float
    chip: Chip
    at: str
    ended: Ended | None
    approvers: str


@dataclass(frozen=True)
class Before:
    """Where the same content went out before, in words, with the number of its picture (None: the words alone)."""

    chip: Chip
    words: str
    picture: int | None


@dataclass(frozen=True)
class Sheet:
    """A question in full.

    `answerable` while an answer still changes something, `open` while a call waits for it, `undo` if it is sent unless
    somebody undoes it. `can_send` and `can_ask` say what the employee may do; `approvers` and `colleagues` are names.
    `typed` is what has to be typed to send, empty if nothing has.
    """

    id: str
    title: str
    chip: Chip
    chips: tuple[Chip, ...]
    login: Chip | None
    contents: Contents
    pieces: tuple[Piece, ...]
    pictures: int
    links: tuple[Address, ...]
    targets: tuple[str, ...]
    schedule: str
    client: str
    batch: int
    parts: int
    before: tuple[Before, ...]
    reasons: tuple[str, ...]
    more_reasons: tuple[str, ...]
    rules: tuple[str, ...]
    clock: str
    left: float
    seconds: int
    open: bool
    undo: bool
    answerable: bool
    can_send: bool
    can_ask: bool
    typed: str
    approvers: str
    colleagues: str
    ended: Ended | None

    @property
    def beside(self) -> bool:
        """Whether its only picture is shown already, beside where it was before."""
        return self.pictures == 1 and any(one.picture is not None for one in self.before)


def row(held: Held, scene: Scene) -> Row:
    """Return a question for a list."""
    question = held.question
    return Row(
        id=question.id,
        title=_title(question, scene),
        words=printable(f"{question.problem.title} {question.problem.text}", _ROW_LENGTH),
        clock=clock(held, scene.language),
        left=round(held.seconds_left(), 1),
        chip=chip(question.account, scene),
        at=moment(question.asked, scene.language),
        ended=ended(held, scene),
        approvers=scene.people(question.approvers),
    )


def sheet(held: Held, scene: Scene) -> Sheet:
    """Return a question in full."""
    question, language = held.question, scene.language
    problem, decision = question.problem, question.decision
    why = reasons(decision, language) or (say("question.no_reason", language),)
    found, open, answerable = contents(question, language), held.standing is Standing.OPEN, is_answerable(held)
    return Sheet(
        id=question.id,
        title=_title(question, scene),
        chip=chip(question.account, scene),
        chips=_chips(question, scene),
        login=chip(question.login, scene) if _other(question.login, question.account) else None,
        contents=found,
        pieces=marked(found.text, question, scene.policy),
        pictures=len(question.pictures),
        links=tuple(resolved(link, scene.leads(link)) for link in problem.links),
        targets=tuple(_target(target) for target in problem.targets),
        schedule=scheduled(problem.schedule, language),
        client=printable(question.client, 80),
        batch=len(question.activities),
        parts=question.parts,
        before=tuple(_before(earlier, len(question.pictures), scene) for earlier in question.earlier),
        reasons=tuple(printable(reason, _REASON_LENGTH) for reason in why[:REASONS_SHOWN]),
        more_reasons=tuple(printable(reason, _REASON_LENGTH) for reason in why[REASONS_SHOWN:]),
        rules=tuple(_rule(reason, language) for reason in decision.reasons),
        clock=clock(held, language),
        left=round(held.seconds_left(), 1),
        seconds=max(question.seconds, math.ceil(held.seconds_left())),
        open=open,
        undo=open and question.undo,
        answerable=answerable,
        can_send=answerable and permits(question, Choice.SEND, question.employee),
        can_ask=answerable and permits(question, Choice.ASK, question.employee),
        typed=asked_for(question),
        approvers=scene.people(question.approvers),
        colleagues=scene.people(question.colleagues),
        ended=ended(held, scene),
    )


def is_answerable(held: Held) -> bool:
    """Tell whether an answer still changes something: a call waits for it, or it can be confirmed afterwards."""
    late = held.standing is Standing.UNANSWERED and held.late_seconds_left() > 0
    return late or held.standing is Standing.OPEN


def _title(question: Question, scene: Scene) -> str:
    if len(question.accounts) > 1:
        key = "page.title_undo_many" if question.undo else "page.title_many"
        return say(key, scene.language, count=len(question.accounts))
    if question.undo:
        return say("page.title_undo", scene.language, account=account_words(question.account, scene.language))
    return question_title(question, scene.language)


def _chips(question: Question, scene: Scene) -> tuple[Chip, ...]:
    """Return all accounts it goes out from, the one that matters first."""
    accounts = dict.fromkeys((question.account, *question.accounts))
    return tuple(dict.fromkeys(chip(account, scene) for account in accounts))


def _before(earlier: Earlier, pictures: int, scene: Scene) -> Before:
    is_picture = earlier.seen is Seen.PICTURE
    key = "page.seen_picture" if is_picture else "page.seen_text"
    words = say(key, scene.language, at=moment(earlier.at, scene.language))
    shown = is_picture and 0 <= earlier.number < pictures
    return Before(chip(earlier.account, scene), words, earlier.number if shown else None)


def _other(login: ActingAccount, account: ActingAccount) -> bool:
    return login.identified and (login.platform_id, login.username) != (account.platform_id, account.username)


def _target(target: Target) -> str:
    name = target.username or target.platform_id or target.ref
    return printable(f"{platform_name(target.network)} {name}".strip(), 80)


def _rule(reason: Reason, language: str) -> str:
    place = str(reason.place or "")
    return say("page.rule_at", language, rule=reason.rule, place=place) if place else printable(reason.rule, 80)
