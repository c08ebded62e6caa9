"""The terminal prompter: asks where `twohats run` was started, and reads an answer line there.

A plain `send` counts only when one question is open and has been in view for a moment; with several open, or at
once, the question's id has to be typed. What was typed before a question appeared answers nothing.
"""

import asyncio
import sys
from collections.abc import Callable
from typing import TextIO

from twohats import wording
from twohats.prompter import Held
from twohats.prompters.aside import Aside
from twohats.prompters.keyboard import Keyboard, in_foreground
from twohats.question import ARM_SECONDS, Choice, Standing

_WRITE_SECONDS = 2.0


class TerminalPrompter:
    """Asks in the terminal, if there is one and twohats is in its foreground."""

    name = "terminal"

    def __init__(self, language: str, *, reads: TextIO | None = None, writes: TextIO | None = None) -> None:
        """Speak `language`; read from `reads` (standard input), write to `writes` (standard error)."""
        self._language = language
        self._reads = reads or sys.stdin
        self._writes = writes or sys.stderr
        self._aside = Aside("terminal", _WRITE_SECONDS)
        self._shown: dict[str, tuple[Held, float]] = {}
        self._closed: asyncio.Event | None = None
        self._writing: set[asyncio.Task[None]] = set()

    async def show(self, held: Held) -> bool:
        """Print the question and take a line for an answer. Returns False without a terminal, or once it is closed."""
        if not in_foreground(self._reads):
            return False
        closed = self._listen()
        id = held.question.id
        self._shown[id] = (held, asyncio.get_running_loop().time())
        try:
            await self._write(self._asking(held))
            return await _decided_before(held, closed)
        except OSError:  # nobody sees it: the terminal is gone, or does not take the text (TimeoutError)
            return False
        finally:
            self._shown = {other: shown for other, shown in self._shown.items() if shown[0] is not held}
            self._print(self._over(held))

    async def notice(self, title: str, text: str) -> None:
        """Print it, if somebody may see it."""
        if self._writes.isatty():
            self._print(wording.say("terminal.notice", self._language, title=title.rstrip("."), text=text))

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
        held = self._named(words[1]) if len(words) > 1 else self._only(choice)
        if held is not None:
            held.answer(choice, by=held.question.employee, channel=self.name, reason=" ".join(words[2:]))

    def _named(self, id: str) -> Held | None:
        shown = self._shown.get(id.upper()) or self._shown.get(id)
        if shown is None:
            self._print(self._say("terminal.which", ids=", ".join(self._shown)))
            return None
        return shown[0]

    def _only(self, choice: Choice) -> Held | None:
        if len(self._shown) > 1:
            self._print(self._say("terminal.which", ids=", ".join(self._shown)))
            return None
        held, since = next(iter(self._shown.values()))
        if choice is Choice.SEND and asyncio.get_running_loop().time() - since < ARM_SECONDS:
            self._print(self._say("terminal.early"))
            return None
        return held

    def _asking(self, held: Held) -> str:
        question = held.question
        why = wording.reasons(question.decision, self._language) or (self._say("question.no_reason"),)
        how = "terminal.how_many" if len(self._shown) > 1 else "terminal.how"
        lines = [
            self._say("terminal.rule", id=question.id),
            wording.question_title(question, self._language),
            self._say("terminal.text", text=question.problem.text or self._say("page.no_text")),
            *([self._say("terminal.pictures", count=len(question.problem.media))] if question.problem.media else []),
            *([self._say("page.batch", count=len(question.activities))] if len(question.activities) > 1 else []),
            *(self._say("terminal.why", reason=reason) for reason in why),
            self._say("question.nothing_left"),
            self._say(how, id=question.id, seconds=round(held.seconds_left())),
        ]
        return "\n".join(("", *lines))

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


async def _decided_before(held: Held, closed: asyncio.Event) -> bool:
    """Wait until the question is decided (True) or the terminal is closed (False)."""
    decided, gone = asyncio.create_task(held.decided()), asyncio.create_task(closed.wait())
    try:
        await asyncio.wait({decided, gone}, return_when=asyncio.FIRST_COMPLETED)
        return decided.done()
    finally:
        decided.cancel()
        gone.cancel()
