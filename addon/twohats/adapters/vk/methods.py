"""What a method of VK shows: posts, comments, messages, stories, profiles, uploads that posts will name."""

import re
from collections.abc import Iterator

from twohats import body, carried
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.errors import UnreadableActivityError
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Target, Verb

_PLATFORM = "vk"
_METHOD = re.compile(r"/method/([\w.]{1,120})/?")
VERBS = {
    "wall.post": Verb.POST, "wall.repost": Verb.REPOST, "wall.edit": Verb.EDIT, "wall.delete": Verb.DELETE,
    "wall.createcomment": Verb.REPLY, "wall.editcomment": Verb.EDIT, "wall.deletecomment": Verb.DELETE,
    "wall.restore": Verb.POST, "wall.restorecomment": Verb.REPLY, "wall.pin": Verb.PROFILE,
    "board.addtopic": Verb.POST, "board.createcomment": Verb.REPLY, "board.editcomment": Verb.EDIT,
    "board.edittopic": Verb.EDIT, "board.deletetopic": Verb.DELETE, "board.deletecomment": Verb.DELETE,
    "photos.createcomment": Verb.REPLY, "video.createcomment": Verb.REPLY, "market.createcomment": Verb.REPLY,
    "photos.save": Verb.POST, "photos.edit": Verb.EDIT, "photos.delete": Verb.DELETE, "photos.copy": Verb.UPLOAD,
    "photos.createalbum": Verb.PROFILE, "photos.saveownerphoto": Verb.PROFILE,
    "photos.saveownercoverphoto": Verb.PROFILE,
    "photos.savewallphoto": Verb.UPLOAD, "photos.savemessagesphoto": Verb.UPLOAD, "photos.savemarketphoto": Verb.UPLOAD,
    "docs.save": Verb.UPLOAD, "audio.save": Verb.UPLOAD, "video.save": Verb.UPLOAD, "polls.create": Verb.UPLOAD,
    "video.edit": Verb.EDIT, "video.delete": Verb.DELETE, "stories.save": Verb.STORY, "stories.delete": Verb.DELETE,
    "messages.send": Verb.MESSAGE, "messages.edit": Verb.EDIT, "messages.delete": Verb.DELETE,
    "messages.sendreaction": Verb.REACT, "likes.add": Verb.REACT, "likes.delete": Verb.DELETE,
    "friends.add": Verb.FOLLOW, "groups.join": Verb.FOLLOW, "friends.delete": Verb.DELETE, "groups.leave": Verb.DELETE,
    "status.set": Verb.PROFILE, "account.saveprofileinfo": Verb.PROFILE, "groups.edit": Verb.PROFILE,
    "groups.create": Verb.PROFILE, "pages.save": Verb.EDIT, "market.add": Verb.POST, "market.edit": Verb.EDIT,
    "market.delete": Verb.DELETE, "notes.add": Verb.POST, "notes.createcomment": Verb.REPLY, "donut.post": Verb.POST,
}  # fmt: skip
ASKS = re.compile(
    r"\w+\.(?:get|search|is|check|resolve|lookup|export|areblocked)\w*|auth\.\w+|stats\.\w+|streaming\.\w+"
)
_CALLED = re.compile(r"API\s*\.\s*(\w+\s*\.\s*\w+)", re.IGNORECASE)
_ATTACHED = re.compile(r"(photo|video|audio|doc|story|clip|graffiti)-?\d+_\d+(?:_\w+)?")
_KINDS = {"photo": MediaKind.IMAGE, "video": MediaKind.VIDEO, "clip": MediaKind.VIDEO, "story": MediaKind.UNKNOWN,
          "audio": MediaKind.AUDIO, "graffiti": MediaKind.IMAGE}  # fmt: skip
_TEXTS = ("message", "text", "caption", "description", "desc", "status", "about")
_OBJECTS = (
    "post_id", "comment_id", "object", "item_id", "photo_id", "video_id", "topic_id", "message_id", "message_ids",
    "cmid", "user_id", "group_id", "story_id",
)  # fmt: skip
_NEEDS_CONTENT = frozenset({"wall.post", "wall.createcomment", "messages.send"})
_OFF = frozenset({"", "0", "false"})


def method_of(request: Request) -> str:
    """Return the name of the method, lower case, or an empty string."""
    match = _METHOD.fullmatch(request.path)
    return match[1].lower() if match else ""


def program(request: Request) -> tuple[Activity, ...]:
    """Read a program for VK's server (`execute`): what only asks is nothing.

    Raises:
        UnreadableActivityError: it may publish.
    """
    code = body.fields(request).text("code")
    methods = {"".join(found.split()).lower() for found in _CALLED.findall(code)}
    named = bool(methods) and "api" not in _CALLED.sub("", code).lower()  # else it calls by a name made up at run time
    if method_of(request) != "execute" or not named or any(not ASKS.fullmatch(method) for method in methods):
        raise UnreadableActivityError("a program that may publish")
    return ()


def activity(request: Request, verb: Verb) -> Activity:
    """Return what a method of the table does.

    Raises:
        UnreadableActivityError: a new post, comment or message without content.
    """
    values = body.fields(request)
    text = values.text(*_TEXTS)
    attachments = values.all("attachments", "attachment")
    media = (*carried.files(request), *_media(attachments))
    links = [item for item in attachments if item.startswith(("http://", "https://"))]
    shown = Activity(
        platform=_PLATFORM,
        verb=verb,
        actor=_actor(values),
        text=text,
        title=values.text("title", "name"),
        links=tuple(dict.fromkeys(links)),
        media=(*media, *_saved(values)),
        targets=(*_wall(values), *(Target(network=service) for service in values.all("services"))),
        subject=values.text(*_OBJECTS),
        audience="friends" if values.text("friends_only") not in _OFF else "",
    )
    return _placed(shown, values, method_of(request))


def _placed(activity: Activity, values: Fields, method: str) -> Activity:
    """Return the activity in its time and place, and refuse to guess about a new post of nothing.

    Raises:
        UnreadableActivityError: a new post, comment or message without words, media or links.
    """
    kept = values.text("post_id") if method == "wall.post" else ""
    empty = not (activity.text or activity.media or activity.links or values.all("attachments", "attachment"))
    if empty and method in _NEEDS_CONTENT and not (kept or values.text("sticker_id", "forward_messages", "forward")):
        raise UnreadableActivityError("a post or message without content")
    if activity.verb is Verb.REPLY:
        under = values.text("reply_to_comment", "post_id", "topic_id", "photo_id", "video_id", "item_id")
        return activity.model_copy(update={"reply_to": under, "subject": ""})
    if kept:
        activity = activity.model_copy(update={"verb": Verb.APPROVE, "uses": kept if empty else ""})
    if when := values.text("publish_date"):
        return _planned(activity, when)
    if method == "video.save" and values.text("wallpost") not in _OFF:
        return activity.model_copy(update={"verb": Verb.VIDEO})
    return activity


def _planned(activity: Activity, when: str) -> Activity:
    """Return the activity for later; an edit of a planned post stays an edit."""
    is_edit = activity.verb is Verb.EDIT
    changes = {"schedule": in_utc(when), "form": Verb.POST if is_edit else activity.verb}
    return activity.model_copy(update=changes if is_edit else {**changes, "verb": Verb.SCHEDULE})


def _actor(values: Fields) -> Actor | None:
    """Return the community in whose name the call writes (`from_group`, `group_id` of a repost)."""
    owner, group = values.text("owner_id"), values.text("from_group")
    if group.isdecimal() and group not in {"0", "1"}:
        return Actor(where="form.from_group", platform_id=group)
    if group not in _OFF and owner.startswith("-"):
        return Actor(where="form.owner_id", platform_id=owner[1:])
    if (community := values.text("group_id")).isdecimal() and values.text("object", "add_to_news", "album_id"):
        return Actor(where="form.group_id", platform_id=community)
    return None


def _wall(values: Fields) -> tuple[Target, ...]:
    place = values.text("owner_id", "peer_id", "peer_ids", "user_id", "chat_id")
    return (Target(network=_PLATFORM, ref=place, platform_id=place.removeprefix("-")),) if place else ()


def _media(attachments: tuple[str, ...]) -> Iterator[Media]:
    for item in attachments:
        if match := _ATTACHED.fullmatch(item):
            yield Media(key=item, kind=_KINDS.get(match[1], MediaKind.UNKNOWN))


def _saved(values: Fields) -> tuple[Media, ...]:
    """Return the upload that a call saves, which its server's answer named by `hash`."""
    kept = values.text("hash")
    return (Media(key=kept, kind=MediaKind.IMAGE if values.text("photo") else MediaKind.UNKNOWN),) if kept else ()
