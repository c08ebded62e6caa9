"""What would go out, in full: all words, what cannot be shown of it, and what else is in the same call.

A yes is for all of it, so nothing of it is left away without a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from twohats.question import Question, besides
from twohats.wording import noun, printable, printable_lines, say
from twohats_policy.activity import Activity

TEXT_LENGTH = 30_000
"""Characters of a text that are shown; the longest post of X has 25,000."""

OTHERS_SHOWN = 25
_OTHER_LENGTH = 2000
_WORD_LENGTH = 200
_ABOUT = {"reply_to": "page.reply_to", "quote_of": "page.quote_of", "subject": "page.subject"}


@dataclass(frozen=True)
class Other:
    """Another activity of the same call: what it is, its words, and how many pictures or videos it has."""

    what: str
    text: str
    media: int


@dataclass(frozen=True)
class Contents:
    """What would go out. `cut` counts the characters that are not shown, `unseen` the pictures and videos, `more` the
    activities. `about` are pairs of a label and what the call names: what it replies to, for one. `alts` are the texts
    that go out with pictures.
    """

    text: str
    cut: int
    unseen: int
    alts: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    others: tuple[Other, ...]
    more: int


def contents(question: Question, language: str) -> Contents:
    """Return what the question's call would send."""
    problem = question.problem
    text = _text(problem)
    others = besides(question)
    return Contents(
        text=printable_lines(text[:TEXT_LENGTH], TEXT_LENGTH),
        cut=max(0, len(text) - TEXT_LENGTH),
        unseen=max(0, len(problem.media) - len(question.pictures)),
        alts=tuple(dict.fromkeys(printable(media.alt, _OTHER_LENGTH) for media in problem.media if media.alt)),
        about=tuple(_about(problem, language)),
        others=tuple(_other(activity, language) for activity in others[:OTHERS_SHOWN]),
        more=len(others[OTHERS_SHOWN:]),
    )


def _other(activity: Activity, language: str) -> Other:
    text = printable_lines(_text(activity)[:TEXT_LENGTH], _OTHER_LENGTH)
    return Other(noun(activity, language), text, len(activity.media))


def _about(activity: Activity, language: str) -> Iterator[tuple[str, str]]:
    for name, label in _ABOUT.items():
        if value := getattr(activity, name):
            yield say(label, language), printable(value, _WORD_LENGTH)


def _text(activity: Activity) -> str:
    return "\n\n".join(part for part in (activity.title, activity.text) if part)
