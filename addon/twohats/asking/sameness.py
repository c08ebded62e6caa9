"""What makes two calls the same activity: the same account, verb, words, media and targets. Pure.

A retry joins the open question about the same activity, and a ticket lets the same activity through once. Both compare
this hash, so anything that people would see differently must change it, and nothing else may: a client that tries again
uploads the picture anew under another media id.
"""

import hashlib
import hmac
from typing import Any

from twohats.audits.chain import canonical
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Media

_NAMES_OF_CONTENT = {"media", "uses"}
"""Fields that name content that was sent earlier: the content itself counts where it is known."""


def sameness(key: bytes, activity: Activity, account: ActingAccount, *more: str) -> str:
    """Return the hash that binds this activity to this account: 64 hexadecimal digits, without meaning to others.

    `more` binds what the two do not tell: `identity`'s mark of the login where the account is not known, the digest of
    a body that could not be read.
    """
    shown = activity.model_dump(mode="json", exclude=_NAMES_OF_CONTENT)
    content = {"media": [_media(media) for media in activity.media], "uses": _uses(activity)}
    bound = canonical(["activity", shown, content, _account(account), more])
    return hmac.digest(key, bound.encode(), hashlib.sha256).hex()


def content_of(activity: Activity) -> list[Any] | None:
    """Return what people would read and see, without where and as whom; None if that is nothing."""
    words, media = [activity.title, activity.text], [_media(media) for media in activity.media]
    return [words, media] if media or any(words) else None


def _media(media: Media) -> list[str]:
    return [media.alt, *_content(media)]


def _content(media: Media) -> tuple[str, str]:
    """Return the best sign of what the media shows: the bytes, their fingerprint, the address, the upload's name."""
    if media.content is not None:
        return "bytes", hashlib.sha256(media.content).hexdigest()
    if media.fingerprint:
        return "fingerprint", media.fingerprint
    return ("url", media.url) if media.url else ("key", media.key)


def _uses(activity: Activity) -> str:
    """Return the name of prepared content, unless all of that content is known: a retry prepares it anew."""
    known = bool(activity.media) and all(_content(media)[0] != "key" for media in activity.media)
    return "" if known else activity.uses


def _account(account: ActingAccount) -> tuple[str, ...]:
    if account.ref is not None:
        return account.platform, "ref", account.ref
    return account.platform, "id", account.platform_id, account.username
