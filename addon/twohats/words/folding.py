"""Folding: one spelling for words that look the same to people.

Compatibility forms are resolved (ligatures, wide and ornamental letters), signs that nobody sees are left out (zero
width, direction marks), and letters of other scripts that were put into a Latin word become the Latin ones that they
look like.
"""

import re
import unicodedata

_CYRILLIC = str.maketrans("асеіјорѕхуԁԛԝһӏкнмтвгАВСЕНІЈКМОРЅТХУ", "aceijopsxydqwhlkhmtbrABCEHIJKMOPSTXY")
_GREEK = str.maketrans("αοιυρνκτηγχεΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoiupvktnyxeABEZHIKMNOPTYX")
_TWINS = _CYRILLIC | _GREEK
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc`\u00b4", "'"))
_UNSEEN = dict.fromkeys(
    chr(number)
    for first, last in (
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
    for number in range(first, last + 1)
)
_UNWANTED = str.maketrans(_UNSEEN | dict.fromkeys("\ufdfa\ufdfb", " "))
"""What is taken out first; two signs of Arabic are there because their compatibility form is a whole sentence."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")


def folded(text: str) -> str:
    """Return the text in one spelling, in upper and lower case as before."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text.translate(_UNWANTED)).translate(_APOSTROPHES)
    return _WORD.sub(_in_one_script, plain) if _LATIN.search(plain) else plain


def _in_one_script(match: re.Match[str]) -> str:
    """Return a word without the letters of other scripts that only look Latin, if that leaves Latin letters alone."""
    word = match[0]
    if word.isascii():
        return word
    latin = word.translate(_TWINS)
    return latin if latin != word and all(map(_is_latin, latin)) else word


def _is_latin(sign: str) -> bool:
    return sign.isascii() or "\u00c0" <= sign <= "\u024f"
