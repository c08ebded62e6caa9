"""Read header values with parameters (`multipart/form-data; boundary=x`) and text in a named charset."""

import codecs
import re
from functools import lru_cache
from urllib.parse import unquote

from twohats.errors import UnreadableActivityError

MAX_HEADER = 8192
# Python knows codecs that are no charsets of text on the wire; some of them are slow on hostile input (idna, punycode).
_CHARSETS = re.compile(
    r"utf-(?:8|8-sig|16|16-le|16-be|32|32-le|32-be)|ascii|iso8859-\d+|cp\d+|koi8-[rut]|mac-roman|big5|big5hkscs"
    r"|gb2312|gbk|gb18030|hz|euc_\w+|shift_jis\w*|iso2022_\w+|tis-620|johab"
)
_UNICODE = re.compile(r"|(?:utf-?(?:8|16|32)(?:-?[bl]e)?|us-ascii|ascii|iso-8859-1|latin-?1)", re.IGNORECASE)
_PARAMETER = re.compile(r';\s*([^=;\s"]+)\s*=\s*("(?:[^"\\]+|\\.)*+"|[^;]*)', re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\])')


def kind(header: str) -> str:
    """Return the media type without its parameters, lower case."""
    return header.partition(";")[0].strip().lower()


@lru_cache(maxsize=256)
def parameters(header: str) -> dict[str, str]:
    """Return the parameters of a header value by lower-case name, unquoted; of `name` and `name*` the first wins.

    Raises:
        UnreadableActivityError: the value is longer than any honest one, or names one thing twice.
    """
    if len(header) > MAX_HEADER:
        raise UnreadableActivityError("a header of the body is too long")
    found: dict[str, str] = {}
    given: dict[str, str] = {}
    for name, value in _PARAMETER.findall(header):
        if given.setdefault(name.lower(), value) != value:
            raise UnreadableActivityError(f"`{name[:20]}` is given more than once in a header of the body")
        plain, star, _ = name.lower().partition("*")
        found.setdefault(plain, _extended(value) if star else _unquoted(value))
    return found


def text(content: bytes, header: str) -> str:
    """Return `content` as text in the charset that the content type `header` names, or UTF-8.

    Raises:
        UnreadableActivityError: the charset is unknown, or the text is not in it.
    """
    charset = parameters(header).get("charset") or "utf-8"
    try:
        if not _CHARSETS.fullmatch(codecs.lookup(charset).name):
            raise LookupError(charset)
        return content.decode(charset)
    except (UnicodeError, LookupError, ValueError) as error:
        raise UnreadableActivityError("text is not in the charset it names") from error


def require_unicode(header: str) -> None:
    """Make sure that the charset in `header`, if any, is one that JSON can be in: of others readers make different
    texts.

    Raises:
        UnreadableActivityError: it is another one.
    """
    if "charset" in header.lower() and not _UNICODE.fullmatch(parameters(header).get("charset", "")):
        raise UnreadableActivityError("JSON in an encoding that it is not written in")


def _unquoted(value: str) -> str:
    value = value.strip()
    return _ESCAPE.sub(r"\1", value[1:-1]) if len(value) > 1 and value[0] == value[-1] == '"' else value


def _extended(value: str) -> str:
    """Undo `utf-8'en'na%C3%AFve` (RFC 8187)."""
    return unquote(_unquoted(value).rpartition("'")[2], errors="replace")
