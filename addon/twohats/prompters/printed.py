"""What a terminal prints of what a call would publish: all of it, for a yes is for all of it."""

from collections.abc import Iterator

from twohats.question import Question, besides
from twohats.wording import noun, printable, printable_lines, say
from twohats_policy.activity import Activity

LINE_LENGTH = 400
"""Characters that are printed on one line; a longer text has lines of its own, each behind a mark."""

TEXT_LENGTH = 30_000
_MARK = "  | "


def published(question: Question, language: str) -> Iterator[str]:
    """Yield the lines: the words and pictures, and what else is in the same call."""
    problem = question.problem
    yield from _text(_words(problem) or say("page.no_text", language), "terminal.text", language)
    if problem.media:
        yield say("terminal.pictures", language, count=len(problem.media))
    if len(question.activities) > 1:
        yield say("page.batch", language, count=len(question.activities))
    for other in besides(question):
        yield from _text(_words(other), "terminal.besides", language, what=noun(other, language))


def _text(words: str, key: str, language: str, **values: str) -> Iterator[str]:
    if len(words) <= LINE_LENGTH:
        yield say(key, language, text=words, **values)
        return
    yield say(key, language, text="", **values)
    yield from (f"{_MARK}{printable(line, TEXT_LENGTH)}" for line in words.splitlines())


def _words(activity: Activity) -> str:
    whole = "\n\n".join(part for part in (activity.title, activity.text) if part)
    return printable_lines(whole[:TEXT_LENGTH], TEXT_LENGTH)
