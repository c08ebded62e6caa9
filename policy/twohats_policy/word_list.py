"""Word lists in conditions: whole words in any case, without a regular expression for people to get wrong."""

import re
from functools import lru_cache


def says(text: str, words: str) -> bool:
    """Tell whether `text` has one of `words`: separated by commas, whole words or phrases, `*` at the end for any
    ending.
    """
    return _pattern(words).search(text) is not None


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str]:
    terms = [term.strip() for term in words.split(",")]
    found = "|".join(_term(term) for term in terms if term.strip("*"))
    return re.compile(rf"(?<!\w)(?:{found})" if found else r"(?!)", re.IGNORECASE)


def _term(term: str) -> str:
    """Return a pattern of one term; a space in it stands for any run of white space."""
    plain = r"\s+".join(re.escape(part) for part in term.removesuffix("*").split())
    return plain if term.endswith("*") else rf"{plain}(?!\w)"
