"""The terminal prompter: asks where `twohats run` was started, and reads an answer line there.

A plain `send` counts only when one question is open and has been in view for a moment; with several open, and at once,
the question's id has to be typed; for one of high risk, the id and whose account it is. What was typed before a
question appeared answers nothing. A question that changes is printed anew: a yes is for what was printed last.
"""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from twohats import wording
from twohats.high_risk import asked_for, parted, typed_right
from twohats.prompter import Held
from twohats.prompters.aside import Aside
from twohats.prompters.keyboard import Keyboard, in_foreground
from twohats.prompters.printed import published
from twohats.question import ARM_SECONDS, Choice, Question, Standing

_WRITE_SECONDS = 2.0


@dataclass(frozen=True)
class _Shown:
    """A question as it was printed last, and when."""

    held: Held
    question: Question
    since: float


class TerminalPrompter:
    """Asks in the terminal, if there is one and twohats is in its foreground."""

    name = "terminal"

    def __init__(self, language: str, *, reads: TextIO | None = None, writes: TextIO | None = None) -> None:
        """Speak `language`; read from `reads` (standard input), write to `writes` (standard error)."""
        self._language = language
        self._reads = reads or sys.stdin
        self._writes = writes or sys.stderr
        self._aside = Aside("terminal", _WRITE_SECONDS)
        self._shown: dict[str, _Shown] = {}
        self._closed: asyncio.Event | None = None
        self._writing: set[asyncio.Task[None]] = set()

    async def show(self, held: Held) -> bool:
        """Print the question and take a line for an answer. Returns False without a terminal, or once it is closed."""
        if not in_foreground(self._reads):
            return False
        closed = self._listen()
        try:
            while held.standing is Standing.OPEN:
                if not await self._put_up(held, closed):
                    return False
            return True
        except OSError:  # nobody sees it: the terminal is gone, or does not take the text (TimeoutError)
            return False
        finally:
            self._shown = {other: shown for other, shown in self._shown.items() if shown.held is not held}
            self._print(self._over(held))

    async def notice(self, title: str, text: str) -> None:
        """Print it, if somebody may see it."""
        if self._writes.isatty():
            self._print(wording.say("terminal.notice", self._language, title=title.rstrip("."), text=text))

    async def _put_up(self, held: Held, closed: asyncio.Event) -> bool:
        """Print the question as it is, until it is another (True) or the terminal is closed (False). Raises OSError."""
        question = held.question
        self._shown[question.id] = _Shown(held, question, asyncio.get_running_loop().time())
        await self._write(self._asking(held, question))
        return await _changed_before(held, question, closed)

    def _listen(self) -> asyncio.Event:
        """Start to read lines, once; returns the event that the terminal was closed."""
        if self._closed is None:
            loop, closed = asyncio.get_running_loop(), asyncio.Event()
            self._closed = closed
            Keyboard(
                self._reads,
                typed=lambda line: _tell(loop, lambda: self._take(line)),
                closed=lambda: _tell(loop, closed.set),
            ).start()
        return self._closed

    def _take(self, line: str) -> None:
        """Take one typed line; what is no answer is told so, and nothing is decided."""
        words = line.split()
        if not words or not self._shown:
            return
        if words[0].lower() not in frozenset(Choice):
            self._print(self._say("terminal.unknown", id=next(iter(self._shown))))
            return
        choice = Choice(words[0].lower())
        shown = self._named(words[1]) if len(words) > 1 else self._only(choice)
        if shown is not None:
            self._answer(shown, choice, words[2:])

    def _answer(self, shown: _Shown, choice: Choice, words: list[str]) -> None:
        typed, reason = parted(words, shown.question) if choice is Choice.SEND else ("", " ".join(words))
        if choice is Choice.SEND and not typed_right(typed, shown.question):
            self._print(self._say("terminal.high", id=shown.question.id, handle=asked_for(shown.question)))
        elif not self._counted(shown, choice, reason):
            self._print(self._say("terminal.not_taken", id=shown.question.id))

    def _counted(self, shown: _Shown, choice: Choice, reason: str) -> bool:
        by, seen = shown.question.employee, shown.question.parts
        return shown.held.answer(choice, by=by, channel=self.name, reason=reason, seen=seen)

    def _named(self, id: str) -> _Shown | None:
        shown = self._shown.get(id.upper()) or self._shown.get(id)
        if shown is None:
            self._print(self._say("terminal.which", ids=", ".join(self._shown)))
        return shown

    def _only(self, choice: Choice) -> _Shown | None:
        if len(self._shown) > 1:
            self._print(self._say("terminal.which", ids=", ".join(self._shown)))
            return None
        shown = next(iter(self._shown.values()))
        early = asyncio.get_running_loop().time() - shown.since < ARM_SECONDS
        if choice is Choice.SEND and early and not asked_for(shown.question):
            self._print(self._say("terminal.early"))
            return None
        return shown

    def _asking(self, held: Held, question: Question) -> str:
        why = wording.reasons(question.decision, self._language) or (self._say("question.no_reason"),)
        accounts = ", ".join(wording.account_words(account, self._language) for account in question.accounts)
        lines = [
            self._say("terminal.rule", id=question.id),
            wording.question_title(question, self._language),
            *([self._say("popup.parts", count=question.parts, accounts=accounts)] if question.parts > 1 else []),
            *published(question, self._language),
            *(self._say("terminal.why", reason=reason) for reason in why),
            self._say("question.nothing_left"),
            self._how(question, round(held.seconds_left())),
        ]
        return "\n".join(("", *lines))

    def _how(self, question: Question, seconds: int) -> str:
        """Return what to type, and what happens if nobody does."""
        if question.approvers:
            approvers = ", ".join(question.approvers)
            return self._say("terminal.how_second", id=question.id, approvers=approvers)
        if question.undo:
            return self._say("terminal.how_undo", id=question.id, seconds=seconds)
        if handle := asked_for(question):
            return self._say("terminal.how_high", id=question.id, handle=handle, seconds=seconds)
        key = "terminal.how_many" if len(self._shown) > 1 else "terminal.how"
        return self._say(key, id=question.id, seconds=seconds)

    def _over(self, held: Held) -> str:
        title = wording.question_title(held.question, self._language)
        if held.standing is not Standing.ANSWERED:
            return self._say("terminal.over", title=title)
        sent = held.answers[0].choice is Choice.SEND
        return self._say("terminal.sent" if sent else "terminal.blocked", title=title)

    def _say(self, key: str, **values: str | int) -> str:
        return wording.say(key, self._language, **values)

    async def _write(self, text: str) -> None:
        """Write the text. Raises OSError, and TimeoutError if the terminal does not take it."""
        await self._aside.call(lambda: self._put(text))

    def _put(self, text: str) -> None:
        encoding = self._writes.encoding or "utf-8"
        self._writes.write(f"{text}\n".encode(encoding, "replace").decode(encoding))
        self._writes.flush()

    def _print(self, text: str) -> None:
        """Write the text without waiting for it."""
        task = asyncio.create_task(self._write(text))
        self._writing.add(task)
        task.add_done_callback(self._written)

    def _written(self, task: asyncio.Task[None]) -> None:
        self._writing.discard(task)
        if not task.cancelled():
            task.exception()  # nobody sees the terminal: nothing to be done


def _tell(loop: asyncio.AbstractEventLoop, call: Callable[[], object]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(call)


async def _changed_before(held: Held, question: Question, closed: asyncio.Event) -> bool:
    """Wait until the question is another or decided (True), or the terminal is closed (False)."""
    changed, gone = asyncio.create_task(held.changed(question)), asyncio.create_task(closed.wait())
    try:
        await asyncio.wait({changed, gone}, return_when=asyncio.FIRST_COMPLETED)
        return changed.done()
    finally:
        changed.cancel()
        gone.cancel()
