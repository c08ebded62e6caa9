"""What a call shows on Discord: messages, threads, answers of bots, profiles (facts: official 1.14)."""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.json_search import lines, texts_under
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb

_PLATFORM = "discord"
_SHOWN = frozenset(
    {"title", "description", "name", "value", "text", "fallback", "pretext", "label", "question", "content"}
)
_ADDRESSES = frozenset({"url", "title_link", "from_url"})


def message(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a message of a webhook or in a channel, new (no second group) or changed."""
    values = _values(request)
    if match.re.groups > 1 and match[2]:
        yield _written(request, Verb.EDIT, values, match[1]).model_copy(update={"form": Verb.POST, "subject": match[2]})
        return
    reference = values.json("message_reference")
    answered = as_text(dig(reference, "message_id"))
    forwarded = dig(reference, "type") == 1
    written = _written(request, Verb.REPOST if forwarded else Verb.REPLY if answered else Verb.POST, values, match[1])
    if not (written.text or written.media or forwarded or values.json("sticker_ids")):
        raise UnreadableActivityError("a message without text or files")
    yield written.model_copy(update={"subject" if forwarded else "reply_to": answered})


def thread(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a new thread; in a forum it comes with its first message."""
    values = _values(request)
    first = Fields(list(as_object(values.json("message")).items()))
    yield _written(request, Verb.POST, first, match[1]).model_copy(update={"title": values.text("name")})


def answer(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a bot's answer to a command; kinds 4 and 7 show words (Discord docs, interaction callback type)."""
    values = _values(request)
    if values.text("type") in {"4", "7"}:
        shown = Fields(list(as_object(values.json("data")).items()))
        yield _written(request, Verb.REPLY, shown, "").model_copy(update={"reply_to": match[1]})


def page(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a change of a profile, a channel or a community that everybody sees."""
    values = _values(request)
    words = (values.text(key) for key in ("bio", "topic", "description", "status"))
    written = _written(request, Verb.PROFILE, values, "")
    text = "\n".join(filter(None, (written.text, *words)))
    pictures = tuple(Media(kind=MediaKind.IMAGE, content=data) for data in _pictures(values))
    title = values.text("global_name", "username", "nick", "name")
    yield written.model_copy(update={"text": text, "title": title, "media": (*written.media, *pictures)})


def announced(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read the announcement of files that will go to storage."""
    files = objects(body.json_object(request).get("files"))
    media = tuple(Media(kind=carried.kind(as_text(item.get("filename")))) for item in files)
    yield Activity(platform=_PLATFORM, verb=Verb.UPLOAD, media=media or (Media(),))


def _values(request: Request) -> Fields:
    """Return the call's values: JSON, a form, or `payload_json` (Slack's shape: `payload`) beside the files."""
    fields = body.fields(request)
    inner = as_object(fields.json("payload_json") or fields.json("payload"))
    return Fields(list(inner.items())) if inner else fields


def _written(request: Request, verb: Verb, values: Fields, place: str) -> Activity:
    shown = [values.json(key) for key in ("embeds", "attachments", "components", "poll", "blocks")]
    embedded = [values.json(key) for key in ("embeds", "components", "poll", "blocks")]
    extra = lines([embedded, _of_slack(values)], _SHOWN)
    text = "\n".join(filter(None, (values.text("content", "text"), extra)))
    below = dict(request.query).get("thread_id", "")
    return Activity(
        platform=_PLATFORM,
        verb=verb,
        text=text,
        title=values.text("thread_name"),
        links=tuple(dict.fromkeys(texts_under(embedded, _ADDRESSES))),
        media=(*carried.files(request), *_kept(shown, values)),
        targets=(Target(network=_PLATFORM, ref=below or place.partition("/")[0]),) if below or place else (),
    )


def _of_slack(values: Fields) -> list[dict[str, Any]]:
    """Return attachments in the shape of Slack, which hold words; Discord's own name files."""
    return [item for item in objects(values.json("attachments")) if "filename" not in item]


def _kept(shown: list[Any], values: Fields) -> Iterator[Media]:
    for item in objects(values.json("attachments")):
        if key := as_text(item.get("uploaded_filename")):
            yield Media(key=key, alt=as_text(item.get("description")))
    for embed in objects(shown[0]):
        for place in ("image", "thumbnail", "video"):
            address = as_text(dig(embed, place, "url"))
            if address.startswith("http"):
                yield Media(kind=MediaKind.VIDEO if place == "video" else MediaKind.IMAGE, url=address)


def _pictures(values: Fields) -> Iterator[bytes]:
    for key in ("avatar", "banner", "icon"):
        if (data := values.text(key)).startswith("data:"):
            yield carried.from_base64(data)
