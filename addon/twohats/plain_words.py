"""Plain words: names that somebody chose (`CreateTweet`, `app.bsky.feed.post`, `v2`) told from ids and tokens."""

import re

_SHAPE = re.compile(r"[A-Za-z$@][A-Za-z_.:$@-]{0,59}|v?\d{1,2}(\.\d{1,2})?")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONG = 20  # letters: a shorter random word has too little in it to be a token
_LEAST_MEAN = 3.5  # letters a part: `CreateTweet` has 5.5, random letters 2.7


def is_plain(word: str) -> bool:
    """Tell whether the word may be kept: letters in parts as people write them, or a version number."""
    if not _SHAPE.fullmatch(word):
        return False
    parts = _PART.findall(word)
    letters = sum(map(len, parts))
    return letters < _LONG or letters >= _LEAST_MEAN * len(parts)
