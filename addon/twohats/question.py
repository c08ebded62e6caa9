"""Questions and answers: the values that go between the gate, the prompters and the page. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity
from twohats_policy.decision import Decision


class Choice(StrEnum):
    """What a person can say to a question."""

    SEND = "send"
    BLOCK = "block"
    ASK = "ask"  # put it to a colleague: decides nothing, turns the question into a second opinion


class Ending(StrEnum):
    """The channel of an answer that nobody gave. Each of them is a block, except `WINDOW`."""

    CLOCK = "clock"  # time was over
    GONE = "gone"  # the client that waited has left
    UNREACHED = "unreached"  # no prompter could reach anybody
    CROWDED = "crowded"  # too many questions are open
    STOPPED = "stopped"  # twohats is being stopped
    SECOND = "second"  # the call stopped waiting, a colleague has not said anything yet
    TWIN = "twin"  # another call with the same activity was released by the same yes: one yes, one post
    WINDOW = "window"  # the undo window is over and nobody undid it: the effect `wait` sends then


class Hindrance(StrEnum):
    """Why nothing left though it was released."""

    OVERRULED = "overruled"  # by now the policy forbids it, or wants somebody else's yes
    UNWRITTEN = "unwritten"  # the decision could not be written down
    LOST = "lost"  # the client had gone by then


ASK_SECONDS = 60
"""The clock of a question that nobody touches (design: The request's way)."""

ARM_SECONDS = 1.5
"""A yes in one step counts only if the question had been in view this long (facts: desktop 2.3)."""

SECOND_SECONDS = 24 * 3600
"""How long a second opinion can be given, unless the post was to go out earlier (facts: peers 7.2)."""

NOBODY = "nobody"
"""Who gave an answer whose channel is an `Ending`."""


class Bypass(StrEnum):
    """Why somebody sends what the policy asks about. Each changes what happens next (docs/asking.md)."""

    FALSE_ALARM = "false-alarm"  # the rule is wrong here: counted against it, and a test for it is offered
    APPROVED = "approved"  # somebody has allowed it elsewhere: wants the name, and the permission holds for longer
    EMERGENCY = "emergency"  # no time to ask: it stays listed until somebody else has looked at it


@dataclass(frozen=True)
class Grounds:
    """On what grounds a yes was given, if that was said. `vouched` is the name of who approved it elsewhere."""

    bypass: Bypass | None = None
    vouched: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for an approval without a name: nobody could be asked about it."""
        if self.bypass is Bypass.APPROVED and not self.vouched.strip():
            raise ValueError("who approved it has to be named")


NO_GROUNDS = Grounds()
"""Nothing was said about the why."""


class Standing(StrEnum):
    """Where a question stands. What ended unanswered can be confirmed or dismissed afterwards."""

    OPEN = "open"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    CONFIRMED = "confirmed"  # said yes afterwards: a ticket lets the same activity through once
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Answer:
    """What was said, by whom (an employee's id, or `NOBODY`), through which channel, why, after how many seconds.

    `channel` is a prompter's word (`page`, `terminal`, `command`) or an `Ending`; `question` is the question's id.
    `choice` is never `ASK`: that decides nothing.
    """

    choice: Choice
    by: str
    channel: str
    reason: str = ""
    seconds: float = 0.0
    question: str = ""
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True)
class Picture:
    """A small picture for the question: PNG or JPEG bytes, kept in memory only."""

    content_type: str
    content: bytes = field(repr=False)


class Seen(StrEnum):
    """What went out before: the same picture, or the same words."""

    PICTURE = "picture"
    TEXT = "text"


@dataclass(frozen=True)
class Earlier:
    """Where the same content went out before: from which account and when.

    `number` is its place among the question's `pictures`, from 0; -1 if it is not among them.
    """

    seen: Seen
    account: ActingAccount
    at: datetime
    number: int = 0


@dataclass(frozen=True)
class Question:
    """One held activity, in words.

    `id` is short enough to type (`twohats answer ID`); `sameness` is the hash that binds account, verb, text, media and
    targets, so that a retry joins the question and a ticket fits only the same activity. `problem` is the one among
    `activities` that needs the answer (a batch may hold several). `seconds` is the clock of an untouched question.

    `undo` says that the clock's end sends it (the effect `wait`). `approvers` are the people one of whom has to say yes
    (empty: the employee alone); `colleagues` those whom the employee may put it to (empty: nobody). `action` is alike
    for the parts of one action: the same content sent to several places at once; `parts` is how many have joined.
    """

    id: str
    sameness: str
    asked: datetime
    seconds: int
    employee: str
    account: ActingAccount
    login: ActingAccount
    problem: Activity
    activities: tuple[Activity, ...]
    decision: Decision
    client: str
    pictures: tuple[Picture, ...] = ()
    undo: bool = False
    approvers: tuple[str, ...] = ()
    colleagues: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    accounts: tuple[ActingAccount, ...] = ()
    action: str = ""
    parts: int = 1
    second_seconds: int = SECOND_SECONDS


def besides(question: Question) -> tuple[Activity, ...]:
    """Return what else the same call would publish, each once: a yes is for that as well.

    The parts of one action are left out: they say the same in several places.
    """
    shown = _said(question.problem)
    others = {_said(activity): activity for activity in question.activities}
    return tuple(activity for said, activity in others.items() if said != shown)


def _said(activity: Activity) -> tuple[object, ...]:
    words = (activity.title, activity.text)
    media = tuple((one.alt, one.fingerprint or one.content or one.url or one.key) for one in activity.media)
    form = "" if any(words) or media else activity.shown_as
    return form, *words, media, activity.subject, activity.reply_to, activity.quote_of


def permits(question: Question, choice: Choice, by: str) -> bool:
    """Tell whether this person may give this answer. Nobody releases their own where a second person has to.

    The employee may always block, may put an ordinary question to a colleague, and may send it unless it has
    `approvers`; those may send it or block it, the employee excepted.
    """
    own, named = by == question.employee, by in question.approvers
    match choice:
        case Choice.BLOCK:
            return own or named
        case Choice.ASK:
            return own and bool(question.colleagues) and not question.approvers
        case Choice.SEND:
            return (named and not own) if question.approvers else own
