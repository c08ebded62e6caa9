"""The command prompter: a line in the log with the question's id; the answer comes from `twohats answer`.

For a machine without a screen, or a person who works on it from afar.
"""

import logging

from twohats.high_risk import asked_for
from twohats.prompter import Held
from twohats.question import Question, Standing
from twohats.wording import account_words, printable, question_title, reasons, say

_log = logging.getLogger(__name__)


class CommandPrompter:
    """Writes questions to the log and waits for `twohats answer`."""

    name = "command"

    def __init__(self, language: str) -> None:
        """Speak `language`."""
        self._language = language

    async def show(self, held: Held) -> bool:
        """Log the question, anew when it changes, until it is decided."""
        while held.standing is Standing.OPEN:
            question = held.question
            _log.warning("%s", self._asking(held, question))
            await held.changed(question)
        return True

    async def notice(self, title: str, text: str) -> None:
        """Log it."""
        _log.warning("%s: %s", printable(title), printable(text))

    def _asking(self, held: Held, question: Question) -> str:
        why = next(iter(reasons(question.decision, self._language)), "")
        key = "command.asks_high" if asked_for(question) else "command.asks"
        words = say(key, self._language, title=self._title(question), reason=why, id=question.id)
        if not question.undo:
            return words
        return f"{say('popup.goes', self._language, seconds=round(held.seconds_left()))} {words}"

    def _title(self, question: Question) -> str:
        """Return what is asked; of several parts, from which accounts: `twohats pending` shows how to release them."""
        title = question_title(question, self._language)
        if question.parts < 2:
            return title
        accounts = ", ".join(account_words(account, self._language) for account in question.accounts)
        return f"{title} {say('popup.parts', self._language, count=question.parts, accounts=accounts)}"
