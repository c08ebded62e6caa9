"""`twohats pending` and `twohats answer`: the open questions, from a terminal."""

import sys
import webbrowser
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from twohats import control
from twohats.cli import places
from twohats.control import Answered, Emergency, LeftOpen, Pending, PendingQuestion
from twohats.errors import UsageError
from twohats.question import Bypass, Choice, Standing
from twohats.wording import printable


class Word(StrEnum):
    """What can be said: to a question, and to an emergency that somebody else sent."""

    SEND = Choice.SEND.value
    BLOCK = Choice.BLOCK.value
    ASK = Choice.ASK.value
    LOOKED = "looked"


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("pending")(pending)
    app.command("answer")(answer)


def pending(
    state: places.StateOption = None,
    page: Annotated[bool, typer.Option("--page", help="Open them in the browser.")] = False,
) -> None:
    """List the questions that wait for an answer, and those that ended without one."""
    folder = places.state(state)
    for line in _lines(control.pending(folder)):
        print(line)
    if page:
        _open(control.open_file(folder))


def answer(
    id: Annotated[str, typer.Argument(help="The question's id, from `twohats pending`.")],
    choice: Annotated[
        Word,
        typer.Argument(help="`send`, `block`, `ask` (a colleague), or `looked` (at an emergency of somebody else)."),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why; it goes into the log.")] = "",
    by: Annotated[
        str, typer.Option("--as", metavar="ID", help="Who says it, if not the person at the keyboard; wants their PIN.")
    ] = "",
    pin_stdin: Annotated[bool, typer.Option("--pin-stdin", help="Read the PIN from standard input.")] = False,
    false_alarm: Annotated[bool, typer.Option("--false-alarm", help="Send it: the rule is wrong here.")] = False,
    approved_by: Annotated[
        str, typer.Option("--approved-by", metavar="NAME", help="Send it: somebody has approved it elsewhere.")
    ] = "",
    emergency: Annotated[
        bool, typer.Option("--emergency", help="Send it: no time to ask; somebody else has to look at it afterwards.")
    ] = False,
    handle: Annotated[
        str, typer.Option("--handle", help="Whose account it goes out from; a question of high risk wants it to send.")
    ] = "",
    parts: Annotated[
        int, typer.Option("--parts", min=1, help="How many parts `twohats pending` showed: a yes counts for no more.")
    ] = 1,
    state: places.StateOption = None,
) -> None:
    """Answer a question, as the person at the keyboard or as a colleague with a PIN."""
    grounds = _grounds(choice, false_alarm=false_alarm, approved_by=approved_by, emergency=emergency)
    folder = places.state(state)
    said = {"reason": reason, "parts": str(parts), **grounds, **_who(choice, by, pin_stdin=pin_stdin)}
    typed = handle or (_typed(folder, id) if choice is Word.SEND and not by else "")
    print(_came_of(control.answer(folder, id, choice, typed=typed, **said), choice))


def _grounds(choice: Word, *, false_alarm: bool, approved_by: str, emergency: bool) -> dict[str, str]:
    """Return on what grounds it is sent. Raises UsageError for grounds that contradict each other, or a no."""
    given = {Bypass.FALSE_ALARM: false_alarm, Bypass.APPROVED: bool(approved_by), Bypass.EMERGENCY: emergency}
    named = [bypass.value for bypass, said in given.items() if said]
    if len(named) > 1:
        raise UsageError("say one of `--false-alarm`, `--approved-by` and `--emergency`")
    if named and choice is not Word.SEND:
        raise UsageError(f"`--{named[0]}` is a ground for `send` only; leave it away")
    return {"why": named[0], "vouched": approved_by} if named else {}


def _who(choice: Word, by: str, *, pin_stdin: bool) -> dict[str, str]:
    """Return who says it, with the PIN: never an argument, which every user of the computer can see."""
    if not by:
        if choice is Word.LOOKED:
            raise UsageError("whoever sent it cannot close it: say who looked with `--as ID`")
        return {}
    pin = (
        sys.stdin.readline().rstrip("\r\n")
        if pin_stdin
        else typer.prompt(f"PIN of {printable(by, 60)}", hide_input=True)
    )
    return {"by": by, "pin": str(pin)}


def _typed(folder: Path, id: str) -> str:
    """Return whose account it goes out from, as it is typed now: only for high risk, and where somebody can type."""
    asked = next((one.handle for one in control.pending(folder).questions if one.id == id.upper()), "")
    if not asked or not sys.stdin.isatty():
        return ""
    return str(typer.prompt(f"It would be bad if this were wrong. To send it, type whose account it is: {asked}\n"))


def _came_of(answered: Answered, choice: Word) -> str:
    if choice is Word.LOOKED:
        return "closed: somebody else has looked at it"
    if choice is Word.ASK:
        return f"put to {', '.join(answered.asked)}: `twohats pending` shows what they need"
    confirmed = answered.standing == Standing.CONFIRMED
    return "confirmed: send it again, it passes once" if confirmed else f"answered: {choice}"


def _lines(found: Pending) -> Iterator[str]:
    for question in found.questions:
        yield f"{question.id}  {printable(question.title)}  [{', '.join(_notes(question))}]"
        if question.parts > 1:
            yield f"        from {printable(', '.join(question.accounts))}"
        yield from _content(question)
        yield from (f"        {printable(reason)}" for reason in question.reasons)
        if question.waits_for:
            yield f"        waits for {question.waits_for}: `twohats answer {question.id} send --as ID`"
        if question.link:
            yield f"        on another device: {question.link}"
            yield f"        its certificate has the SHA-256 fingerprint {question.fingerprint}"
    yield from (_emergency(emergency) for emergency in found.emergencies)
    yield from (_left(left) for left in found.left_open)
    if not found.questions and not found.emergencies:
        yield "nothing waits for an answer"


def _content(question: PendingQuestion) -> Iterator[str]:
    """Yield what would go out: a yes is for that."""
    words = [f'"{printable(question.text)}"'] if question.text else []
    media = [f"pictures or videos: {question.pictures}"] if question.pictures else []
    if words or media:
        yield f"        {', '.join((*words, *media))}"
    yield from (f"        also in the same call: {printable(other)}" for other in question.besides)


def _notes(question: PendingQuestion) -> Iterator[str]:
    yield f"{question.standing}, {question.seconds} s" if question.seconds else question.standing
    if question.undo:
        yield "sent when the time is over, unless you block it"
    if question.can_answer > question.seconds:
        yield f"can be answered for {_span(question.can_answer)}"
    if question.handle:
        yield f"high risk: `send` wants `--handle` with {question.handle}"
    if question.parts > 1:
        yield f"{question.parts} parts: release all of them with `--parts {question.parts}`"


def _emergency(found: Emergency) -> str:
    at = found.at.strftime("%Y-%m-%d %H:%M")
    who = found.waits_for or "somebody else"
    what = f"{found.id}  sent in an emergency from {printable(found.account)} by {printable(found.by)}, {at} UTC"
    return f"{what}  [to be looked at by {who}: `twohats answer {found.id} looked --as ID`]"


def _left(found: LeftOpen) -> str:
    at = found.asked.strftime("%Y-%m-%d %H:%M")
    what = f"{found.id}  not sent: {printable(found.account)}, {at} UTC"
    return f"{what}  [twohats stopped while this {found.verb} waited: send it again]"


def _span(seconds: int) -> str:
    return f"{seconds // 3600} h {seconds % 3600 // 60} min" if seconds >= 3600 else f"{-(-seconds // 60)} min"


def _open(file: Path) -> None:
    if not webbrowser.open(file.as_uri()):
        print(f"no browser could be opened: open {file} yourself")
