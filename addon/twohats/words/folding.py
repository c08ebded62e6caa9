"""Folding: one spelling for words that look the same to people.

Compatibility forms are resolved (ligatures, wide and ornamental letters), signs that nobody sees are left out (zero
width, direction marks), and letters of other scripts that were put into a Latin word become the Latin ones that they
look like.
"""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = str.maketrans("асеіјорѕхуԁԛԝһӏкнмтвгАВСЕНІЈКМОРЅТХУ", "aceijopsxydqwhlkhmtbrABCEHIJKMOPSTXY")
_GREEK = str.maketrans("αοιυρνκτηγχεΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoiupvktnyxeABEZHIKMNOPTYX")
_TWINS = _CYRILLIC | _GREEK
_UNSEEN = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180E, 0x180E),
    (0x200B, 0x200F),  # zero width, directions
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),  # variations
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xE0000, 0xE01EF),  # tags
)
"""From and to."""

_SENTENCES = "\ufdfa\ufdfb"
"""Signs of Arabic whose compatibility form is a whole sentence."""

_TAKEN_OUT = str.maketrans(
    {chr(number): None for first, last in _UNSEEN for number in range(first, last + 1)} | dict.fromkeys(_SENTENCES, " ")
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_APOSTROPHE = re.compile("[\u2019\u2018\u02bc`\u00b4]")

# A look for one of these spares most texts the way through a table, sign by sign. Ranges: a long list would be slower.
_HAS_UNWANTED = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _UNSEEN)}{_SENTENCES}]")
_HAS_TWIN = re.compile(f"[{''.join(map(chr, _TWINS))}]")


def folded(text: str) -> str:
    """Return the text in one spelling, in upper and lower case as before."""
    return text if text.isascii() else _folded(text)


@lru_cache(maxsize=16)
def _folded(text: str) -> str:
    """Return the text folded; the last few are kept in memory, since several signals look at the same."""
    seen = text.translate(_TAKEN_OUT) if _HAS_UNWANTED.search(text) else text
    plain = _APOSTROPHE.sub("'", unicodedata.normalize("NFKC", seen))
    return _WORD.sub(_in_one_script, plain) if _HAS_TWIN.search(plain) and _LATIN.search(plain) else plain


def _in_one_script(match: re.Match[str]) -> str:
    """Return a word without the letters of other scripts that only look Latin, if that leaves Latin letters alone."""
    word = match[0]
    if word.isascii():
        return word
    latin = word.translate(_TWINS)
    return latin if latin != word and all(map(_is_latin, latin)) else word


def _is_latin(sign: str) -> bool:
    return sign.isascii() or "\u00c0" <= sign <= "\u024f"
