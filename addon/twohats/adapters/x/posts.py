"""Build the activities of X from what its three APIs call by different names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from twohats.adapter import Request
from twohats.adapters.x.signs import acting
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Media, Target, Verb

_STATUS_URL = re.compile(
    r"https?://(?:[a-z-]+\.)?(?:x|twitter)\.com/[^/\s]+(?:/[^/\s]+)?/status(?:es)?/([0-9]+)", re.IGNORECASE
)
_MILLISECONDS = 100_000_000_000  # a larger number of seconds would be after the year 5138


@dataclass(frozen=True)
class Post:
    """A post in normal form: what an API's own reader found in its own fields. Ids are strings, empty when absent."""

    text: str = ""
    media: tuple[Media, ...] = ()
    reply_to: str = ""
    attachment_url: str = ""
    quote_of: str = ""
    edit_of: str = ""
    card: str = ""
    poll: tuple[str, ...] = ()
    community: str = ""
    audience: str = ""
    mentions: tuple[str, ...] = ()

    @property
    def form(self) -> Verb:
        """What people will see: an answer, a quote or a plain post."""
        if self.reply_to:
            return Verb.REPLY
        return Verb.QUOTE if self.quote_of or status_id(self.attachment_url) else Verb.POST

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it that people could see."""
        return not (self.text or self.media or self.attachment_url or self.quote_of or self.card or self.poll)


def publishing(request: Request, post: Post) -> tuple[Activity, ...]:
    """Return the activity of publishing `post` now, or of editing the one it replaces.

    Raises:
        UnreadableActivityError: there is nothing in the post.
    """
    return _activities(request, post, Verb.EDIT if post.edit_of else post.form, subject=post.edit_of)


def scheduling(request: Request, post: Post, when: object, subject: str = "") -> tuple[Activity, ...]:
    """Return the activity of publishing `post` at `when` (seconds or milliseconds since 1970, or a text).

    Raises:
        UnreadableActivityError: there is nothing in the post.
    """
    return _activities(request, post, Verb.SCHEDULE, subject=subject, schedule=moment(when))


def single(request: Request, verb: Verb, **fields: Any) -> tuple[Activity, ...]:
    """Return one activity under the account that the call names."""
    return (Activity(platform="x", verb=verb, actor=acting(request), **fields),)


def about(request: Request, verb: Verb, subject: str) -> tuple[Activity, ...]:
    """Return an activity that is about `subject` (a post or an account).

    Raises:
        UnreadableActivityError: the call does not say what it is about.
    """
    if not subject:
        raise UnreadableActivityError(f"{verb.value} without saying of what")
    return single(request, verb, subject=subject)


def kept(ids: Iterable[str]) -> tuple[Media, ...]:
    """Return media that were uploaded before, by their ids."""
    return tuple(Media(key=key) for key in ids)


def status_id(url: str) -> str:
    """Return the id in the address of a post, or ''."""
    match = _STATUS_URL.match(url)
    return match[1] if match else ""


def moment(when: object) -> str:
    """Return a time as ISO 8601 in UTC, or the raw word where it is not a number of seconds or milliseconds."""
    try:
        number = float(str(when))
        return datetime.fromtimestamp(number / 1000 if number > _MILLISECONDS else number, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return str(when or "")


def _activities(request: Request, post: Post, verb: Verb, **fields: str) -> tuple[Activity, ...]:
    if post.empty:
        raise UnreadableActivityError("a post without text, media or quote")
    pasted = _STATUS_URL.search(post.text) if "://" in post.text else None
    return single(
        request,
        verb,
        form=post.form if post.form is not verb else None,
        text=post.text,
        title=" / ".join(post.poll),
        media=post.media,
        reply_to=post.reply_to,
        quote_of=post.quote_of or status_id(post.attachment_url) or (pasted[1] if pasted else ""),
        uses=post.card if post.card.startswith("card://") else "",
        targets=(Target(network="x", platform_id=post.community),) if post.community else (),
        audience=post.audience,
        mentions=post.mentions,
        links=(post.attachment_url,) if post.attachment_url and not status_id(post.attachment_url) else (),
        **fields,
    )
