"""Words that conditions name outright, found in a text: what a question marks.

Only plain conditions are looked at: one that denies a whole bracket, chooses, or compares with `false` says nothing
certain about the words in it.
"""

import re
from collections.abc import Iterable, Iterator

from twohats_policy.expression import STRING, without_comments
from twohats_policy.word_list import said_at

_LITERAL = re.compile(STRING, re.VERBOSE | re.DOTALL)
_CLEVER = re.compile(r"!\s*\(|\?|\bfalse\b|!=\s*true\b")
_NAMED = re.compile(
    rf"""(?P<listed>{STRING})\s+in\s+post\s*\.\s*(?P<list>tags|mentions|links)\b
       | (?P<denied>!\s*)?\bpost\s*\.\s*(?:text|title)\s*\.\s*says\s*\(\s*(?P<words>{STRING})\s*\)
       | (?:{STRING})""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"tags": "[#\uff03]", "mentions": "[@\uff20]", "links": ""}


def places(text: str, conditions: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where (start, end) the text has a word, tag, mention or link that one of the conditions names."""
    for condition in map(without_comments, conditions):
        if _CLEVER.search(_LITERAL.sub("''", condition)):
            continue
        for named in _NAMED.finditer(condition):
            yield from _found(text, named)


def _found(text: str, named: re.Match[str]) -> Iterator[tuple[int, int]]:
    if named["words"] and not named["denied"]:
        yield from said_at(text, _value(named["words"]))
    if named["listed"] and (word := _value(named["listed"])):
        pattern = rf"(?<!\w){_SIGNS[named['list']]}{re.escape(word)}(?!\w)"
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _value(literal: str) -> str:
    """Return what a plain literal says; nothing for one with a prefix or escapes."""
    body = literal.strip("'\"")
    return body if literal[0] in "'\"" and "\\" not in body else ""
