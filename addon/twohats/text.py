"""What stands in a text: hashtags, mentions and links, by the rules most networks share; in one place for adapters
that get text alone.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import takewhile

from twohats_policy.activity import SILENT_VERBS, Activity

_LINK = re.compile(
    r"""https?://[^\s<>"'`{}|\\^\u3000-\u3002\uff00-\uff0f]+|\bwww\.[^\s<>"'`{}|\\^]+\.[^\s<>"'`{}|\\^]+""", re.I
)
_BARE_LINK = re.compile(r"(?<![\w@./-])(?:[\w](?:[\w-]*[\w])?\.)+[^\W\d_]{2,24}(?:/[^\s<>\"'`]*)?(?![\w@])")
_HAS_LINK = re.compile(r"://|www\.", re.I)
_HAS_BARE_LINK = re.compile(r"\.[^\W\d_]{2}")
"""Quick looks that spare most texts the patterns."""

_TAG = re.compile(r"(?<![\w&/#\uff03])[#\uff03](?=(\S{1,200}))")
_MENTION = re.compile(r"(?<![\w/@\uff20.])[@\uff20]([\w][\w.-]*(?:@[\w][\w.-]+)?)")
_AFTER_LINK = ".,;:!?'\"\u2026*_~"
_FILE_ENDINGS = frozenset(
    {"jpg", "jpeg", "png", "gif", "pdf", "txt", "md", "py", "js", "mp4", "zip", "exe", "doc", "docx", "csv"}
)


def links(text: str) -> tuple[str, ...]:
    """Return the links in order, each once: with a scheme, with `www.`, or a bare `name.tld/path` that networks make
    clickable.
    """
    full = _found(_LINK, text) if _HAS_LINK.search(text) else []
    rest = _without_links(text)
    bare = [one for one in _found(_BARE_LINK, rest) if not _is_file(one[1])] if _HAS_BARE_LINK.search(rest) else []
    return _once(_link_end(link) for _, link in sorted(full + bare))


def tags(text: str) -> tuple[str, ...]:
    """Return the hashtags without their mark, in order, each once; a number alone is none (#1)."""
    if "#" not in text and "\uff03" not in text:
        return ()
    starts = _TAG.findall(_without_links(text))
    found = (unicodedata.normalize("NFC", "".join(takewhile(_in_tag, start))) for start in starts)
    return _once(tag for tag in found if not all(sign.isdigit() or sign == "_" for sign in tag))


def mentions(text: str) -> tuple[str, ...]:
    """Return the mentioned names without `@`, in order, each once; `name@server` keeps its server, an e-mail address
    is none.
    """
    if "@" not in text and "\uff20" not in text:
        return ()
    return _once(name.rstrip(".-") for name in _MENTION.findall(_without_links(text)))


def annotated(activity: Activity) -> Activity:
    """Return the activity with what its title and text hold, beside what the adapter found.

    White space around a text is left out, as every platform shows it.
    """
    activity = _trimmed(activity)
    words = f"{activity.title}\n{activity.text}" if activity.title else activity.text
    if not words or activity.verb in SILENT_VERBS:
        return activity
    found = {
        "links": _once((*activity.links, *links(words))),
        "tags": _once((*activity.tags, *tags(words))),
        "mentions": _once((*activity.mentions, *mentions(words))),
    }
    changed = {name: values for name, values in found.items() if values != getattr(activity, name)}
    return activity.model_copy(update=changed) if changed else activity


def _trimmed(activity: Activity) -> Activity:
    title, text = activity.title.strip(), activity.text.strip()
    same = (title, text) == (activity.title, activity.text)
    return activity if same else activity.model_copy(update={"title": title, "text": text})


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in found if item))


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in pattern.finditer(text)]


def _without_links(text: str) -> str:
    return _LINK.sub(lambda match: " " * len(match[0]), text) if _HAS_LINK.search(text) else text


def _link_end(link: str) -> str:
    """Cut what belongs to the sentence: marks at the end, and a bracket that the link did not open."""
    spare = {close: link.count(close) - link.count(opening) for close, opening in _BRACKETS.items()}
    end = len(link)
    while end and (link[end - 1] in _AFTER_LINK or spare.get(link[end - 1], 0) > 0):
        end -= 1
        if link[end] in spare:
            spare[link[end]] -= 1
    return link[:end]


def _in_tag(sign: str) -> bool:
    """Letters, numbers and the marks on them, in any script, and the joiners that some scripts write with."""
    return unicodedata.category(sign)[0] in "LMN" or sign in "_\u200c\u200d\u00b7\u30fb"


def _is_file(name: str) -> bool:
    return "/" not in name and name.rpartition(".")[2].casefold() in _FILE_ENDINGS


_BRACKETS = {")": "(", "]": "["}
