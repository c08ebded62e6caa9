"""Read API v1.1, API v2, the Ads API and old TweetDeck (facts: private 1.2 and 1.5, official 1.1).

Version 1.1 takes its fields from query, form or multipart alike; version 2 takes JSON.
"""

from collections.abc import Callable
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.adapters.x.posts import Post, about, kept, publishing, scheduling, single
from twohats.adapters.x.uploads import in_call
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

type Reader = Callable[[Request, str], tuple[Activity, ...]]


def status(request: Request, _id: str) -> tuple[Activity, ...]:
    """Read `statuses/update` and `update_with_media`."""
    return publishing(request, _status(request))


def scheduled_status(request: Request, id: str) -> tuple[Activity, ...]:
    """Read the oldest TweetDeck's schedule: a status with a time."""
    when = body.fields(request).text("execute_at", "time", "scheduled_at")
    return scheduling(request, _status(request), when, subject="" if id == "tweet" else id)


def tweet(request: Request, _id: str) -> tuple[Activity, ...]:
    """Read `POST /2/tweets`."""
    values = body.json_object(request)
    post = Post(
        text=_text(values, "text"),
        media=kept(_list(values, "media", "media_ids")),
        mentions=_list(values, "media", "tagged_user_ids"),
        reply_to=_text(values, "reply", "in_reply_to_tweet_id"),
        quote_of=_text(values, "quote_tweet_id"),
        edit_of=_text(values, "edit_options", "previous_post_id") or _text(values, "edit_options", "previous_tweet_id"),
        card=_text(values, "card_uri"),
        poll=tuple(body.as_text(option) for option in _items(values, "poll", "options")),
        community=_text(values, "community_id"),
        audience=_text(values, "reply_settings"),
        attachment_url=_text(values, "direct_message_deep_link"),
    )
    return publishing(request, post)


def article(request: Request, id: str) -> tuple[Activity, ...]:
    """Read the publishing of an article that was drafted before."""
    return single(request, Verb.POST, uses=id)


def ads_tweet(request: Request, _id: str) -> tuple[Activity, ...]:
    """Read a post of the Ads API."""
    return publishing(request, _ads_post(request))


def ads_schedule(request: Request, id: str) -> tuple[Activity, ...]:
    """Read a scheduled post of the Ads API, new or changed."""
    return scheduling(request, _ads_post(request), body.fields(request).text("scheduled_at"), subject=id)


def tweetdeck_schedule(request: Request, id: str) -> tuple[Activity, ...]:
    """Read old TweetDeck's schedule: somewhere in an array is an object with `tweetCreateRequest` and `executeAt`."""
    asked = _find(body.json_value(request), "tweetCreateRequest") or {}
    values = body.dig(asked, "tweetCreateRequest", "postTweetRequest")
    if not isinstance(values, dict):
        raise UnreadableActivityError("a scheduled post without content")
    post = Post(
        text=_text(values, "status"),
        media=kept(_list(values, "mediaIds")),
        reply_to=_text(values, "inReplyToStatusId"),
        attachment_url=_text(values, "attachmentUrl"),
    )
    return scheduling(request, post, asked.get("executeAt"), subject=id)


def message(request: Request, id: str) -> tuple[Activity, ...]:
    """Read a direct message of any version."""
    values = body.fields(request)
    data = body.dig(values.json("event"), "message_create", "message_data") or values.json("message")
    text = values.text("text") or _text(data, "text")
    media = kept(_attached(values.json("attachments"), data) + values.all("media_id"))
    if not text and not media:
        raise UnreadableActivityError("a message without text or media")
    return single(
        request, Verb.MESSAGE, text=text, media=media, subject=id or values.text("conversation_id", "recipient_ids")
    )


def profile(request: Request, _id: str) -> tuple[Activity, ...]:
    """Read a changed profile: every word of it, one a line."""
    values = body.fields(request)
    words = tuple(filter(None, (values.text(name) for name in ("name", "description", "location", "url"))))
    url = values.text("url")
    return single(request, Verb.PROFILE, text="\n".join(words), links=(url,) if url else ())


def profile_picture(request: Request, _id: str) -> tuple[Activity, ...]:
    """Read a changed profile picture or banner: uploaded before, or in the call."""
    media = kept(body.fields(request).all("media_id")) or in_call(request, "image", "banner", "media")
    if not media:
        raise UnreadableActivityError("a profile picture without picture")
    return single(request, Verb.PROFILE, media=media)


def settings(request: Request, _id: str) -> tuple[Activity, ...]:
    """Read changed settings: people see only the name among them."""
    username = body.fields(request).text("screen_name")
    return single(request, Verb.PROFILE, text=username) if username else ()


def of(verb: Verb, *names: str) -> Reader:
    """Return a reader of calls that are about one thing, whose id is in the path or in a field of `names`."""

    def read(request: Request, id: str) -> tuple[Activity, ...]:
        return about(request, verb, id or body.fields(request).text(*names))

    return read


def _status(request: Request) -> Post:
    values = body.fields(request)
    return Post(
        text=values.text("status"),
        media=kept(values.all("media_ids")) + in_call(request, "media", "media_data"),
        reply_to=values.text("in_reply_to_status_id"),
        attachment_url=values.text("attachment_url"),
        card=values.text("card_uri"),
    )


def _ads_post(request: Request) -> Post:
    values = body.fields(request)
    card = values.text("card_uri")
    audience = "promoted only" if values.text("nullcast").lower() not in {"false", "0"} else ""
    return Post(
        text=values.text("text"), media=kept(values.all("media_keys", "media_ids")), card=card, audience=audience
    )


def _attached(attachments: Any, data: Any) -> tuple[str, ...]:
    listed = body.items(attachments) or body.items(body.dig(data, "attachments"))
    ids = [body.dig(item, "media_id") for item in listed]
    return tuple(body.as_text(id) for id in [*ids, body.dig(data, "attachment", "media", "id")] if id)


def _find(value: Any, key: str) -> dict[str, Any] | None:
    """Return the first object, at any depth (the parser bounds it), that has `key`."""
    if body.is_object(value) and key in value:
        return value
    inner = value.values() if body.is_object(value) else body.items(value)
    return next((found for item in inner if (found := _find(item, key))), None)


def _text(value: Any, *path: str) -> str:
    """Return a text or number as text, '' where it is absent or null.

    Raises:
        UnreadableActivityError: there is something else.
    """
    found = body.dig(value, *path)
    if isinstance(found, dict | list | bool | float):
        raise UnreadableActivityError(f"`{path[-1]}` is not a text")
    return body.as_text(found)


def _items(value: Any, *path: str) -> list[Any]:
    found = body.dig(value, *path)
    if found is not None and not body.is_list(found):
        raise UnreadableActivityError(f"`{path[-1]}` is not a list")
    return body.items(found)


def _list(value: Any, *path: str) -> tuple[str, ...]:
    return tuple(body.as_text(item) for item in _items(value, *path) if item)
