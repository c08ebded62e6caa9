"""The text of a condition: which names it uses, and the form in which it is evaluated. No evaluation here."""

import re
from collections.abc import Iterator

from twohats_policy.vocabulary import Kind, Vocabulary

STRING = r"""
    [bB]?[rR][bB]?(?:\"\"\".*?\"\"\"|'''.*?'''|"[^"\n]*"|'[^'\n]*')
  | [bB]?(?:\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
"""
"""A text as CEL writes it, for verbose patterns."""

_COMMENT = re.compile(rf"(?P<string>{STRING})|//[^\n]*", re.VERBOSE | re.DOTALL)
_FIELD = re.compile(rf"(?P<string>{STRING})|\.\s*(?P<tick>`?)(?P<field>[A-Za-z_]\w*)(?P=tick)", re.VERBOSE | re.DOTALL)
_WORD = re.compile(rf"(?P<string>{STRING})|(?P<dot>\.\s*`?)?(?P<word>[A-Za-z_]\w*)", re.VERBOSE | re.DOTALL)
_PATTERN = re.compile(rf"\.\s*matches\s*\(\s*(?P<string>{STRING})\s*\)", re.VERBOSE | re.DOTALL)
_COMPARED = re.compile(rf"\.\s*(?P<field>\w+)\s*(?:==|!=)\s*(?P<string>{STRING})", re.VERBOSE | re.DOTALL)
_HAS = re.compile(r"\bhas\s*\(\s*[\w.\s]*\.\s*(?P<field>\w+)\s*\)")


def without_comments(text: str) -> str:
    """Return the expression without its `//` comments."""
    return _COMMENT.sub(lambda match: match["string"] or " ", text)


def fields(text: str) -> frozenset[str]:
    """Return every name that stands after a dot."""
    return frozenset(match["field"] for match in _FIELD.finditer(without_comments(text)) if match["field"])


def words(text: str) -> frozenset[str]:
    """Return every name that stands by itself: variables and functions."""
    found = _WORD.finditer(without_comments(text))
    return frozenset(match["word"] for match in found if match["word"] and not match["dot"])


def patterns(text: str) -> Iterator[str]:
    """Yield the regular expressions written as literals, with their quotes."""
    return (match["string"] for match in _PATTERN.finditer(without_comments(text)))


def comparisons(text: str) -> Iterator[tuple[str, str]]:
    """Yield (name after a dot, text it is compared with)."""
    return ((match["field"], match["string"].strip("'\"")) for match in _COMPARED.finditer(without_comments(text)))


def asks_presence_of_signal(text: str, vocabulary: Vocabulary) -> str:
    """Return the signal that the condition asks `has()` of, or an empty string."""
    found = (match["field"] for match in _HAS.finditer(without_comments(text)))
    return next((field for field in found if field in vocabulary.signals), "")


def inner_form(text: str, vocabulary: Vocabulary) -> str:
    """Return the expression as it is evaluated: a signal is the first of a list that may be empty."""
    kinds = {name.name: name.kind for group in vocabulary.groups for name in group.names if name.signal}

    def place(found: re.Match[str]) -> str:
        field = found["field"]
        if field not in kinds:
            return found[0]
        return f".{field}[0].values" if kinds[field] is Kind.TEXTS else f".{field}[0]"

    return _FIELD.sub(place, without_comments(text))
