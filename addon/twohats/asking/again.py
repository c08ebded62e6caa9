"""Asking again: what a question takes over from the last one about the same activity."""

from dataclasses import replace

from twohats.asking.held import HeldQuestion
from twohats.question import ASK_SECONDS, NOBODY, Choice, Question, Standing

ECHO_SECONDS = 5.0
"""A person's no also answers the same activity when it is tried again this soon: tools retry by themselves."""


def was_just_refused(last: HeldQuestion) -> bool:
    """Tell whether a person said no to it a moment ago."""
    refused = last.standing is Standing.ANSWERED and last.answers[0].choice is Choice.BLOCK
    return refused and last.ended_ago() <= ECHO_SECONDS


def asked_again(question: Question, last: HeldQuestion) -> Question:
    """Return the question as it is put after `last`, which has ended.

    What ended unanswered opens again under its old id and page, and for the same colleagues; of several parts, which
    come one by one again, under a new id, so that no form that showed more of them fits. What somebody undid, or
    stopped the countdown of, never goes out by itself at the next try.
    """
    if last.can_be_settled():
        id = last.question.id if last.question.parts == 1 else question.id
        question = replace(question, id=id, approvers=question.approvers or last.question.approvers)
    if question.undo and (question.approvers or _was_stopped(last)):
        return replace(question, undo=False, seconds=max(question.seconds, ASK_SECONDS))
    return question


def _was_stopped(last: HeldQuestion) -> bool:
    """Tell whether a person said no to it, or it was no undo window (any more) when it ended unsent."""
    said = last.answers[-1]
    return said.choice is Choice.BLOCK and (said.by != NOBODY or not last.question.undo)
