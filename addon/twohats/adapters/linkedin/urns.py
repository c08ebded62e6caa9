"""LinkedIn's names for everything: `urn:li:organization:8888888881`."""

import re
from urllib.parse import unquote

from twohats_policy.activity import Actor

_URN = re.compile(r"urn:li:[A-Za-z_]+:.+", re.DOTALL)
_MENTION = re.compile(r"@\[[^\]]*\]\((urn:li:[A-Za-z_]+:[^)\s]+)\)")
_ESCAPED = re.compile(r"\\([|{}@\[\]()<>#*_~\\])")


def bare(urn: object) -> str:
    """Return the id at the end of a URN; what is none comes back as it is."""
    text = unquote(urn) if isinstance(urn, str) else ""
    return text.rpartition(":")[2] if _URN.fullmatch(text) else text


def actor(where: str, urn: object) -> Actor | None:
    """Return the account that a URN names, or None where there is none."""
    number = bare(urn)
    return Actor(where=where, platform_id=number) if number else None


def mentioned(text: str) -> tuple[str, ...]:
    """Return the ids of people and organisations mentioned in LinkedIn's little text format."""
    return tuple(dict.fromkeys(bare(urn) for urn in _MENTION.findall(text)))


def shown(text: object) -> str:
    """Return a text in the little text format as people see it: without the backslashes before reserved signs."""
    return _ESCAPED.sub(r"\1", text) if isinstance(text, str) else ""
