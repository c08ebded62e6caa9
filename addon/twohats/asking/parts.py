"""Questions that change while they are open: another part joins, a colleague is asked, the media are let go. Pure."""

from dataclasses import replace

from twohats.question import Question
from twohats_policy.activity import Activity
from twohats_policy.engine import strictest

MAX_PICTURES = 10
KEPT_PICTURES = 4
"""Pictures that are kept of an ended question: it is remembered for a day."""


def are_one_action(question: Question, part: Question) -> bool:
    """Tell whether `part` belongs to the same action and would be asked about in the same way.

    The same content at the same moment for another place or account is; anything that needs a stricter or a milder
    answer is a question of its own.
    """
    alike = (question.action, question.undo, question.approvers, question.colleagues, question.employee)
    return bool(part.action) and alike == (part.action, part.undo, part.approvers, part.colleagues, part.employee)


def joined_by(question: Question, part: Question) -> Question:
    """Return the question about both."""
    return replace(
        question,
        activities=question.activities + part.activities,
        decision=strictest((question.decision, part.decision)),
        pictures=(question.pictures + part.pictures)[:MAX_PICTURES] if not question.pictures else question.pictures,
        accounts=tuple(dict.fromkeys((*question.accounts, *part.accounts))),
        earlier=tuple(dict.fromkeys((*question.earlier, *part.earlier))),
        second_seconds=min(question.second_seconds, part.second_seconds),
        parts=question.parts + 1,
    )


def referred(question: Question) -> Question:
    """Return the question as one for the colleagues: a second opinion."""
    return replace(question, approvers=question.colleagues, colleagues=(), undo=False)


def without_content(question: Question) -> Question:
    """Let go of the media's bytes: an ended question is remembered for a while, and a few small pictures suffice."""
    activities = tuple(_lean(activity) for activity in question.activities)
    pictures = question.pictures[:KEPT_PICTURES]
    return replace(question, problem=_lean(question.problem), activities=activities, pictures=pictures)


def _lean(activity: Activity) -> Activity:
    media = tuple(medium.model_copy(update={"content": None}) for medium in activity.media)
    return activity.model_copy(update={"media": media})
