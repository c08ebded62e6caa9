"""The command prompter: a line in the log with the question's id; the answer comes from `twohats answer`.

For a machine without a screen, or a person who works on it from afar.
"""

import logging

from twohats.prompter import Held
from twohats.wording import printable, question_title, reasons, say

_log = logging.getLogger(__name__)


class CommandPrompter:
    """Writes questions to the log and waits for `twohats answer`."""

    name = "command"

    def __init__(self, language: str) -> None:
        """Speak `language`."""
        self._language = language

    async def show(self, held: Held) -> bool:
        """Log the question, and wait until it is decided."""
        question = held.question
        why = next(iter(reasons(question.decision, self._language)), "")
        title = question_title(question, self._language)
        _log.warning("%s", say("command.asks", self._language, title=title, reason=why, id=question.id))
        await held.decided()
        return True

    async def notice(self, title: str, text: str) -> None:
        """Log it."""
        _log.warning("%s: %s", printable(title), printable(text))
