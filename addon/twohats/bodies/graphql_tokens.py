"""The tokens of a GraphQL document, and what its literals stand for (GraphQL specification of 2021, section 2)."""

import json
import re
from typing import Any

from twohats.bodies.json_text import whole
from twohats.errors import UnreadableActivityError

MAX_LENGTH = 1024 * 1024  # characters

_TOKEN = re.compile(
    r"(?:[\s,\ufeff]+|\#[^\n\r]*)*+(?:(?P<mark>\.\.\.|[!$&()\[\]{}:=@|])|(?P<name>[_A-Za-z]\w*)"
    r'|(?P<block>"""(?:[^"\\]+|\\"""|\\|"(?!""))*+""")|(?P<string>"(?:[^"\\\n\r]+|\\.)*+")'
    r"|(?P<number>-?\d[\d.eE+-]*)|(?P<other>.+)|\Z)",
    re.ASCII | re.DOTALL,
)
_WIDE_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\u\{([0-9A-Fa-f]{1,6})\}")
_WORDS = {"true": True, "false": False, "null": None}

type Token = tuple[str, str]
"""Its kind (`name`, `number`, `string`, `block`, `mark`) and its text as it stands in the document."""


def tokens(document: str) -> list[Token]:
    """Return the tokens in order, without white space, commas and comments.

    Raises:
        UnreadableActivityError: the document is too large, or no GraphQL.
    """
    if len(document) > MAX_LENGTH:
        raise UnreadableActivityError("GraphQL document is too large")
    found = [(match.lastgroup, match[match.lastgroup]) for match in _TOKEN.finditer(document) if match.lastgroup]
    if any(kind == "other" for kind, _ in found):
        raise UnreadableActivityError("GraphQL document cannot be read")
    return found


def literal(token: Token) -> Any:
    """Return the JSON value of a name (words of an enumeration stay texts), a number or a string.

    Raises:
        UnreadableActivityError: the number or the string is broken.
    """
    kind, text = token
    match kind:
        case "name":
            return _WORDS.get(text, text)
        case "block":
            return whole(_dedented(text[3:-3].replace('\\"""', '"""')))
        case _:
            return _json(_WIDE_ESCAPE.sub(_wide, text) if "\\u{" in text else text)


def _json(text: str) -> Any:
    try:
        value = json.loads(text, strict=False)
    except ValueError as error:
        raise UnreadableActivityError("GraphQL value cannot be read") from error
    return whole(value) if isinstance(value, str) else value


def _wide(match: re.Match[str]) -> str:
    r"""Write `\u{1F600}` the way JSON can read it."""
    code = int(match[2], 16)
    sign = chr(code) if code < 0x110000 else "\ufffd"
    return match[1] + json.dumps(sign)[1:-1]


def _dedented(text: str) -> str:
    """Return a block string without the indentation its lines share, and without blank lines around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    indents = [len(line) - len(line.lstrip(" \t")) for line in lines[1:] if line.strip(" \t")]
    cut = min(indents, default=0)
    whole_lines = [lines[0], *(line[cut:] for line in lines[1:])]
    return "\n".join(whole_lines).strip("\n")
