"""What a call shows on Lemmy: posts, comments, messages, pages of communities and persons."""

import re
from collections.abc import Iterator

from twohats import body, carried
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.call_table import Reader
from twohats.errors import UnreadableActivityError
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb

_PLATFORM = "lemmy"
_KEPT = re.compile(r"/pictrs/image/[^/?#]+|/api/v\d/image/[^/?#]+")
_TITLES = ("name", "title", "display_name")
_TEXTS = ("body", "content", "description", "sidebar", "bio")
_OBJECTS = ("post_id", "comment_id", "private_message_id", "community_id", "person_id", "id")
_PICTURES = ("avatar", "banner", "icon", "custom_thumbnail")


def post(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a post, new, for later or changed (`PUT`)."""
    values = body.fields(request)
    address = values.text("url")
    is_kept = _KEPT.search(address) is not None
    written = _written(Verb.POST, values)
    media = (Media(key=address, url=address, alt=values.text("alt_text"), kind=MediaKind.IMAGE),) if is_kept else ()
    links = (() if is_kept or not address else (address,)) + written.links
    post = written.model_copy(update={"media": (*media, *written.media), "links": tuple(dict.fromkeys(links))})
    if not (post.title or post.text or post.media or post.links):
        raise UnreadableActivityError("a post without title, text or link")
    when = values.text("scheduled_publish_time", "scheduled_publish_time_at")
    if request.method == "PUT":
        yield _edited(post, values).model_copy(update={"schedule": in_utc(when) if when else ""})
    elif when:
        yield post.model_copy(update={"verb": Verb.SCHEDULE, "form": Verb.POST, "schedule": in_utc(when)})
    else:
        yield post


def words(verb: Verb) -> Reader:
    """Return a reader for comments and messages, new or changed (`PUT`)."""

    def read(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
        values = body.fields(request)
        written = _written(verb, values)
        if not written.text:
            raise UnreadableActivityError("a comment or message without text")
        if request.method == "PUT":
            yield _edited(written, values)
            return
        under = values.text("parent_id", "post_id") if verb is Verb.REPLY else ""
        yield written.model_copy(update={"reply_to": under, "subject": values.text("recipient_id")})

    return read


def page(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a community's or a person's page."""
    values = body.fields(request)
    addresses = (values.text(key) for key in _PICTURES)
    media = tuple(Media(key=address, url=address, kind=MediaKind.IMAGE) for address in addresses if address)
    yield _written(Verb.PROFILE, values).model_copy(update={"media": (*media, *carried.files(request))})


def mark(verb: Verb, *flags: str) -> Reader:
    """Return a reader for calls that do `verb` to an object, or take it back when one of `flags` says so."""

    def read(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
        values = body.fields(request)
        back = any(values.text(flag) in {"false", "0"} for flag in flags)
        yield Activity(platform=_PLATFORM, verb=Verb.DELETE if back else verb, subject=values.text(*_OBJECTS))

    return read


def deleted(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a delete; with `deleted: false` it shows the thing again."""
    values = body.fields(request)
    again = "false" in {values.text("deleted"), values.text("removed")}
    yield Activity(platform=_PLATFORM, verb=Verb.EDIT if again else Verb.DELETE, subject=values.text(*_OBJECTS))


def upload(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a picture that goes up alone."""
    yield Activity(platform=_PLATFORM, verb=Verb.UPLOAD, media=carried.files(request) or (Media(kind=MediaKind.IMAGE),))


def _written(verb: Verb, values: Fields) -> Activity:
    text = "\n".join(filter(None, (values.text(key) for key in _TEXTS)))
    place = values.text("community_id")
    return Activity(
        platform=_PLATFORM,
        verb=verb,
        text=text,
        title=values.text(*_TITLES),
        targets=(Target(network=_PLATFORM, ref=place),) if place and verb is Verb.POST else (),
    )


def _edited(activity: Activity, values: Fields) -> Activity:
    return activity.model_copy(
        update={"verb": Verb.EDIT, "form": activity.verb, "subject": values.text(*_OBJECTS), "targets": ()}
    )
