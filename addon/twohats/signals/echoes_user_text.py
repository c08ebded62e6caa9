"""Whether the activity repeats the name or the words of somebody who is not on the team, as automation does.

A mention of a stranger in a template (`Welcome @name`, `RT @name`), or beside a quotation of some words. An answer
names whom it answers, and is none.
"""

import re
from functools import cache

from twohats.activity_signal import Subject, TextSignal
from twohats.lexicons import table, terms
from twohats.words.folding import folded
from twohats.words.naming import handles, local, mentions_of
from twohats.words.phrases import Phrases
from twohats.words.reading import read
from twohats_policy.activity import Verb
from twohats_policy.request import SignalValue

_QUOTATION = re.compile('["\u201c\u201d\u201e\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb\n]{8,300})["\u201d\u201c\u00bb]')
_PASSED_ON = re.compile(r"(?:^|\s)(?:RT|MT|via|h/t)\s*@\w|^@[\w.-]+\s*:\s*\S", re.IGNORECASE)
_LEAST_WORDS = 3


@cache
def _templates() -> Phrases[bool]:
    return Phrases[bool].of((term, True) for term in terms(table("templates")["greetings"]))


def _tell(subject: Subject) -> SignalValue:
    if subject.activity.shown_as is Verb.REPLY or not _strangers(subject):
        return False
    written = folded(subject.text)
    if _PASSED_ON.search(written) or any(len(found.split()) >= _LEAST_WORDS for found in _QUOTATION.findall(written)):
        return True
    return next(_templates().found(read(subject.text, subject.activity.tags).words), None) is not None


def _strangers(subject: Subject) -> list[str]:
    mentioned = mentions_of(subject.activity)
    if not mentioned:
        return []
    listed = {name.casefold() for name in subject.entry.mentions} if subject.entry else set[str]()
    known = {*listed, *handles(subject.policy, subject.activity.platform)}
    return [name for name in mentioned if name not in known and local(name) not in known]


SIGNAL = TextSignal("words.echoes_user_text", _tell)
