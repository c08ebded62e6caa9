"""How a question ended, in words."""

from dataclasses import dataclass

from twohats.page.scene import Scene
from twohats.prompter import Held
from twohats.question import Answer, Choice, Ending, Standing
from twohats.wording import printable, say


@dataclass(frozen=True)
class Ended:
    """How a question ended, in words; `text` and `why` may be empty."""

    title: str
    text: str
    sent: bool
    why: str = ""


def ended(held: Held, scene: Scene) -> Ended | None:
    """Return how the question ended, None while it is open."""
    if not held.answers:
        return None
    last, language = held.answers[-1], scene.language
    by, why = scene.person(last.by), _why(last, scene)
    if held.standing is Standing.CONFIRMED:
        words = say("page.was_confirmed_text", language)
        return Ended(say("page.was_confirmed", language, by=by), words, sent=True, why=why)
    if held.standing is Standing.DISMISSED:
        return Ended(say("page.was_dismissed", language, by=by), "", sent=False, why=why)
    if held.hindrance is not None:
        words = say("page.hindered", language)
        return Ended(say(f"page.was_{held.hindrance}", language, by=by), words, sent=False, why=why)
    if last.channel == Ending.WINDOW:
        return Ended(say("page.was_window", language), say("page.was_sent_text", language), sent=True)
    if last.channel in frozenset(Ending):
        return Ended(say(f"page.was_{last.channel}", language), say(_afterwards(held), language), sent=False)
    kind = "sent" if last.choice is Choice.SEND else "blocked"
    title, text = (say(key, language, by=by) for key in (f"page.was_{kind}", f"page.was_{kind}_text"))
    return Ended(title, text, sent=last.choice is Choice.SEND, why=why)


def _afterwards(held: Held) -> str:
    """Return the key of what can still be done about what ended unanswered."""
    if held.late_seconds_left() <= 0:
        return "page.late_over"
    return "page.late_second" if held.question.approvers else "page.late_one"


def _why(answer: Answer, scene: Scene) -> str:
    """Return on what grounds, and why, as far as that was said."""
    bypass, vouched = answer.grounds.bypass, printable(answer.grounds.vouched, 120)
    words = say(f"page.was_on_{bypass.name.lower()}", scene.language, vouched=vouched) if bypass else ""
    return " ".join(part for part in (words, printable(answer.reason)) if part)
