"""What a popup or dialog says about a question, and which buttons it has. Pure.

A yes is offered only where one glance is enough: not for what would be bad if it were wrong, not where a second person
has to say it, and not where the call would publish something else besides. Those are for the page.
"""

from enum import StrEnum

from twohats.question import Question, besides
from twohats.wording import account_words, printable, reasons, say, this
from twohats_policy.account import ActingAccount
from twohats_policy.decision import Risk

HEADLINE_LENGTH, BODY_LENGTH = 60, 200
_TEXT_LENGTH = 70
_NAME_LENGTH = 24
"""A longer handle must not push its hat out of the headline, nor a popup off the screen."""


class Button(StrEnum):
    """The buttons by their ids, which never change: a desktop remembers some by them (facts: desktop 1.3)."""

    SEND = "send"
    BLOCK = "block"
    ASK = "ask"
    REVIEW = "review"
    UNDO = "undo"


_LABELS = {
    Button.SEND: "popup.send",
    Button.BLOCK: "popup.block",
    Button.ASK: "popup.ask",
    Button.REVIEW: "popup.review",
    Button.UNDO: "popup.undo",
}


def buttons_of(question: Question) -> tuple[Button, ...]:
    """Return the buttons, the one that does no harm first."""
    if question.undo:
        return Button.UNDO, Button.REVIEW
    if question.approvers or question.decision.risk is Risk.HIGH or besides(question):
        return Button.BLOCK, Button.REVIEW
    asking = (Button.ASK,) if question.colleagues else ()
    return Button.BLOCK, Button.SEND, *asking, Button.REVIEW


def label(button: Button, language: str) -> str:
    """Return what stands on the button."""
    return say(_LABELS[button], language)


def headline(question: Question, language: str) -> str:
    """Return the first line: whose account it is, and which hat, comes first and is never cut off."""
    plain = "popup.headline_second" if question.approvers else "popup.headline"
    kind = "popup.headline_undo" if question.undo else plain
    account = account_words(_short(question.account), language)
    return printable(say(kind, language, account=account, this=this(question.problem, language)), HEADLINE_LENGTH)


def body(question: Question, seconds: float, language: str) -> str:
    """Return why it is held, what happens in `seconds`, and how the post begins."""
    lines = (
        _happens(question, seconds, language),
        _parts(question, language),
        printable(next(iter(reasons(question.decision, language)), ""), 100),
        _excerpt(question.problem.text, language),
    )
    return printable(" ".join(line for line in lines if line), BODY_LENGTH)


def _happens(question: Question, seconds: float, language: str) -> str:
    if question.undo:
        return say("popup.goes", language, seconds=max(1, round(seconds)))
    if question.approvers:
        return say("popup.second", language, approvers=", ".join(question.approvers))
    return ""


def _parts(question: Question, language: str) -> str:
    if question.parts < 2:
        return say("page.batch", language, count=len(question.activities)) if besides(question) else ""
    accounts = ", ".join(account_words(_short(account), language) for account in question.accounts)
    return printable(say("popup.parts", language, count=question.parts, accounts=accounts), 90)


def _short(account: ActingAccount) -> ActingAccount:
    """Return the account with names that leave room for the rest."""
    names = {name: printable(getattr(account, name), _NAME_LENGTH) for name in ("username", "platform_id")}
    return account.model_copy(update=names | ({"ref": printable(account.ref, _NAME_LENGTH)} if account.ref else {}))


def _excerpt(text: str, language: str) -> str:
    words = printable(text, _TEXT_LENGTH)
    return say("popup.text", language, text=words) if words else ""
