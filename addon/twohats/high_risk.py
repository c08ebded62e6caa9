"""High risk: a yes takes typing whose account it goes out from, by whatever channel it comes.

A colleague, whom a second opinion waits for, proves who they are instead.
"""

import unicodedata
from collections.abc import Sequence

from twohats.question import Question
from twohats.wording import account_name, platform_name, printable
from twohats_policy.account import ActingAccount
from twohats_policy.decision import Risk

_LENGTH = 80


def asked_for(question: Question) -> str:
    """Return what the employee has to type to send it: the handle, or the platform where nobody knows it; empty if
    nothing has to be typed.
    """
    high = question.decision.risk is Risk.HIGH and not question.approvers
    return _word(question.account) if high else ""


def typed_right(typed: str, question: Question) -> bool:
    """Tell whether what has to be typed was: with or without `@`, in any case. Where nothing has to, anything is."""
    wanted = asked_for(question)
    return not wanted or _plain(typed) == _plain(wanted)


def parted(words: Sequence[str], question: Question) -> tuple[str, str]:
    """Return what was typed as the account, and the words after it; without a right one, it is all words."""
    for count in range(1, len(words) + 1):
        if asked_for(question) and typed_right(" ".join(words[:count]), question):
            return " ".join(words[:count]), " ".join(words[count:])
    return "", " ".join(words)


def _word(account: ActingAccount) -> str:
    """Return the name, as far as it is shown: nobody can type the mark of what was cut off."""
    return printable(account_name(account), _LENGTH).removesuffix("…") or platform_name(account.platform)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().removeprefix("@").casefold()
