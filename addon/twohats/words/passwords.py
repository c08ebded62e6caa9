"""Codes: runs of mixed signs that no language writes, told from prices, times, sizes and versions."""

import re

_ORDINARY = re.compile(
    r"[#@]\w+[.,!?]*|[+-]?[\d.,:/%x\u2013-]+[^\W\d_]{0,6}[.,!?]*|[^\W\d_]+[-/]?\d{1,4}[.,!?]*|\d+[^\W\d_]+[.,!?]*"
    r"|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*[.,;:!?\u2026]*"
)
_KINDS = tuple(map(re.compile, ("[a-z]", "[A-Z]", "[0-9]", r"[^\w\s]|_")))
_MOST = 200


def is_code(text: str, *, kinds: int) -> bool:
    """Tell whether the text is one run of printable ASCII, of at least six signs and `kinds` of small letters,
    capitals, digits and other signs, a digit among them.
    """
    if not 6 <= len(text) <= _MOST or not text.isascii() or not text.isprintable() or " " in text:
        return False
    if _ORDINARY.fullmatch(text) or not any(sign.isdigit() for sign in text):
        return False
    return sum(kind.search(text) is not None for kind in _KINDS) >= kinds
