"""What a post or comment of LinkedIn's REST API holds, in its three generations (facts: official 1.5)."""

from typing import Any

from twohats.adapters.linkedin.urns import actor, bare, mentioned, shown
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, listed, objects
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb

type _Value = dict[str, Any]

_UGC_AUDIENCE = "com.linkedin.ugc.MemberNetworkVisibility"
_KINDS = (("image", MediaKind.IMAGE), ("video", MediaKind.VIDEO))


def post(value: _Value) -> Activity:
    """Return the activity of `POST /rest/posts`.

    Raises:
        UnreadableActivityError: there is nothing in it, or nobody who says it.
    """
    content = as_object(value.get("content"))
    article, poll = as_object(content.get("article")), as_object(content.get("poll"))
    raw = as_text(value.get("commentary"))
    choices = [as_text(option.get("text")) for option in objects(poll.get("options"))]
    activity = Activity(
        platform="linkedin",
        verb=Verb.POST,
        actor=actor("json.author", value.get("author")),
        text=shown(raw),
        title=_joined(as_text(article.get("title")), as_text(poll.get("question")), *choices),
        links=_each(as_text(article.get("source")), as_text(value.get("contentLandingPage"))),
        mentions=mentioned(raw),
        media=_media(content),
        quote_of=as_text(dig(value, "reshareContext", "parent")),
        targets=_container(value.get("container")),
        audience=as_text(value.get("visibility")),
    )
    return _finished(activity, value)


def ugc_post(value: _Value) -> Activity:
    """Return the activity of `POST /v2/ugcPosts`.

    Raises:
        UnreadableActivityError: there is nothing in it, or nobody who says it.
    """
    contents = [as_object(one) for one in as_object(value.get("specificContent")).values()]
    content = contents[0] if contents else {}
    media = objects(content.get("media"))
    raw = as_text(dig(content, "shareCommentary", "text"))
    activity = Activity(
        platform="linkedin",
        verb=Verb.POST,
        actor=actor("json.author", value.get("author")),
        text=raw,
        title=_joined(*(as_text(dig(one, "title", "text")) for one in media)),
        links=_each(*(as_text(one.get("originalUrl")) for one in media), as_text(content.get("primaryLandingPageUrl"))),
        media=tuple(_file(one.get("media")) for one in media if one.get("media")),
        quote_of=as_text(dig(value, "responseContext", "parent")),
        targets=_container(value.get("containerEntity")),
        audience=as_text(dig(value, "visibility", _UGC_AUDIENCE)),
    )
    return _finished(activity, value)


def share(value: _Value) -> Activity:
    """Return the activity of `POST /v2/shares`.

    Raises:
        UnreadableActivityError: there is nothing in it, or nobody who says it.
    """
    content = as_object(value.get("content"))
    entities = objects(content.get("contentEntities"))
    activity = Activity(
        platform="linkedin",
        verb=Verb.POST,
        actor=actor("json.owner", value.get("owner")),
        text=as_text(dig(value, "text", "text")),
        title=_joined(as_text(value.get("subject")), as_text(content.get("title"))),
        links=_each(*(as_text(one.get("entityLocation")) for one in entities)),
        media=tuple(_file(one.get("entity")) for one in entities if one.get("entity")),
        quote_of=as_text(value.get("resharedShare")),
    )
    return _finished(activity, value)


def comment(value: _Value, verb: Verb) -> Activity:
    """Return the activity of a comment, new or changed.

    Raises:
        UnreadableActivityError: there is nothing in it.
    """
    message = value.get("message")
    raw = message if isinstance(message, str) else as_text(dig(message, "text"))
    media = tuple(_file(found) for one in listed(value.get("content")) if (found := dig(one, "entity", "image")))
    links = _each(*(as_text(dig(one, "url")) for one in listed(value.get("content"))))
    if not (raw or media or links):
        raise UnreadableActivityError("a comment without text or picture")
    acting = actor("json.actor", value.get("actor"))
    return Activity(platform="linkedin", verb=verb, actor=acting, text=raw, media=media, links=links)


def edited(value: _Value, urn: str) -> Activity:
    """Return the activity of changing the post `urn`: its words, or whether it is out."""
    raw = value.get("commentary")
    text = shown(raw) if isinstance(raw, str) else as_text(dig(value, "text", "text"))
    text = text or as_text(dig(value, "specificContent", "com.linkedin.ugc.ShareContent", "shareCommentary", "text"))
    out = as_text(value.get("lifecycleState")).startswith("PUBLISH")
    return Activity(
        platform="linkedin",
        verb=Verb.EDIT,
        text=text,
        links=_each(as_text(value.get("contentLandingPage"))),
        media=_media(as_object(value.get("content"))),
        subject=urn,
        uses=urn if out and not text else "",
    )


def _finished(activity: Activity, value: _Value) -> Activity:
    """Tell a repost from a quote, a draft from a post, and refuse what says nothing."""
    says = activity.text or activity.title or activity.media or activity.links
    if not (says or activity.quote_of) or activity.actor is None:
        raise UnreadableActivityError("a post without author or content")
    verb = (Verb.QUOTE if says else Verb.REPOST) if activity.quote_of else Verb.POST
    update: dict[str, Any] = {"verb": verb, "subject": "" if says else activity.quote_of}
    when = as_text(value.get("scheduledAt"))
    if when:
        update |= {"verb": Verb.SCHEDULE, "form": verb, "schedule": in_utc(when)}
    elif as_text(value.get("lifecycleState")).upper() == "DRAFT":
        update |= {"verb": Verb.UPLOAD, "form": verb}
    return activity.model_copy(update=update)


def _media(content: _Value) -> tuple[Media, ...]:
    single = as_object(content.get("media"))
    several = objects(dig(content, "multiImage", "images"))
    thumbnail = dig(content, "article", "thumbnail")
    named = [(one.get("id"), as_text(one.get("altText"))) for one in (single, *several)]
    return tuple(_file(urn, alt) for urn, alt in (*named, (thumbnail, "")) if isinstance(urn, str) and urn)


def _file(urn: object, alt: str = "") -> Media:
    text = urn if isinstance(urn, str) else ""
    kind = next((kind for word, kind in _KINDS if f":{word}:" in text), MediaKind.UNKNOWN)
    return Media(key=bare(text), kind=kind, alt=alt)


def _container(urn: object) -> tuple[Target, ...]:
    number = bare(urn)
    return (Target(network="linkedin", platform_id=number),) if number else ()


def _joined(*texts: str) -> str:
    return " / ".join(filter(None, texts))


def _each(*found: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
