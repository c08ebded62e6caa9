"""Marking: which words of a text made the rules meet, as far as their conditions say so.

A mark is a promise: a word is marked only if a rule that asks names it outright. Where a condition is cleverer than
that, nothing is marked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from twohats.question import Question
from twohats_policy.named_words import places
from twohats_policy.policy import Policy


@dataclass(frozen=True)
class Piece:
    """A part of a text, marked or not."""

    text: str
    marked: bool = False


def marked(text: str, question: Question, policy: Policy | None) -> tuple[Piece, ...]:
    """Return the text in pieces; those are marked that the determining rules name."""
    return tuple(_pieces(text, _merged(places(text, _conditions(question, policy))) if policy else []))


def _conditions(question: Question, policy: Policy | None) -> list[str]:
    asking = {(reason.rule, reason.place) for reason in question.decision.reasons}
    rules = policy.rules if policy else ()
    return [rule.condition.text for rule in rules if rule.condition and (rule.rule.id, rule.place) in asking]


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, found: list[tuple[int, int]]) -> Iterator[Piece]:
    done = 0
    for start, end in found:
        if start > done:
            yield Piece(text[done:start])
        yield Piece(text[start:end], marked=True)
        done = end
    if done < len(text):
        yield Piece(text[done:])
