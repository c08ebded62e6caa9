"""GraphQL calls of facebook.com and its apps: told by their variables, then by name (facts: private 5.3, 5.4)."""

from collections.abc import Iterator
from typing import Any

from twohats.adapter import Request
from twohats.adapters.facebook import business
from twohats.adapters.facebook.attachments import attached, links, shared
from twohats.adapters.facebook.who import acting
from twohats.body import Operation, as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, first_under, listed
from twohats.meta.operations import is_query, name, operations
from twohats.moments import in_utc
from twohats_policy.activity import Activity, MediaKind, Target, Verb

type _Input = dict[str, Any]

_COMPOSED = frozenset({"message", "attachments", "audience", "unpublished_content_data", "composer_entry_point"})
_WORDS = (
    ("Trash", Verb.DELETE),
    ("Delete", Verb.DELETE),
    ("ActivityLogItemCuration", Verb.DELETE),
    ("Unfollow", Verb.DELETE),
    ("Unsubscribe", Verb.DELETE),
    ("FeedbackReact", Verb.REACT),
    ("Follow", Verb.FOLLOW),
    ("Subscribe", Verb.FOLLOW),
    ("SavePrivacy", Verb.EDIT),
    ("SetPublished", Verb.VIDEO),
    ("SetName", Verb.PROFILE),
    ("ProfileCometBio", Verb.PROFILE),
    ("SetBio", Verb.PROFILE),
    ("ProfilePictureSet", Verb.PROFILE),
    ("CoverPhoto", Verb.PROFILE),
)
_QUIET = (
    "Precheck",
    "ProfileSwitch",
    "MarkSeen",
    "SeenMutation",
    "Preview",
    "Log",
    "Badge",
    "Presence",
    "ScrapeMutation",
)


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the operations of a call make public, delete or plan.

    Raises:
        UnreadableActivityError: the call cannot be taken apart, or a post in it has no content.
    """
    return tuple(activity for operation in operations(request) for activity in _read(request, operation))


def known(request: Request) -> bool:
    """Tell whether every operation is, by its name, one that shows nobody anything."""
    try:
        called = [name(operation, request) for operation in operations(request)]
    except UnreadableActivityError:
        return False
    return all(is_query(one) or any(word in one for word in _QUIET) for one in called)


def _read(request: Request, operation: Operation) -> Iterator[Activity]:
    value = as_object(operation.variables.get("input")) or dict(operation.variables)
    called = name(operation, request)
    if business.is_post(value):
        yield from business.read(request, value)
    elif by_shape := _shaped(value, called):
        yield by_shape.model_copy(update={"actor": acting(request, as_text(value.get("actor_id")))})
    elif verb := _named(called):
        yield _about(request, value, verb)


def _shaped(value: _Input, called: str) -> Activity | None:
    """Return what the variables alone tell; names can be missing or wrong (facts: private 5.2)."""
    if "feedback_id" in value:
        return _on_post(value)
    if "story_id" in value:
        return _edited(value) if _COMPOSED & value.keys() else None
    if _named(called) is Verb.PROFILE or not ("actor_id" in value and _COMPOSED & value.keys()):
        return None
    return _planned(_composed(value, _verb(value)), value)


def _on_post(value: _Input) -> Activity | None:
    subject = as_text(value.get("feedback_id"))
    if "message" in value or "attachments" in value:
        return _composed(value, Verb.REPLY).model_copy(update={"reply_to": subject})
    reacts = any(key.startswith("feedback_reaction") for key in value)
    return Activity(platform="facebook", verb=Verb.REACT, subject=subject) if reacts else None


def _edited(value: _Input) -> Activity:
    text = _text(value)
    return Activity(
        platform="facebook",
        verb=Verb.EDIT,
        subject=as_text(value.get("story_id")),
        text=text,
        media=attached(value),
        links=links(value),
        audience=as_text(dig(value, "audience", "privacy", "base_state")),
    )


def _verb(value: _Input) -> Verb:
    if any(isinstance(dig(one, "stories"), dict) for one in listed(value.get("audiences"))):
        return Verb.STORY
    if shared(value):
        return Verb.QUOTE
    kinds = {media.kind for media in attached(value)}
    return Verb.VIDEO if kinds == {MediaKind.VIDEO} else Verb.POST


def _composed(value: _Input, verb: Verb) -> Activity:
    text, media, addresses = _text(value), attached(value), links(value)
    if not (text or media or addresses or shared(value)):
        raise UnreadableActivityError("a post without text, link or media")
    people = [dig(entry, "entity", "id") for entry in listed(dig(value, "message", "ranges"))]
    return Activity(
        platform="facebook",
        verb=verb,
        text=text,
        links=addresses,
        mentions=tuple(as_text(one) for one in (*people, *listed(value.get("with_tags_ids"))) if one),
        media=media,
        targets=_groups(value),
        quote_of=shared(value),
        audience=as_text(dig(value, "audience", "privacy", "base_state")),
    )


def _planned(activity: Activity, value: _Input) -> Activity:
    plan = as_object(value.get("unpublished_content_data"))
    when = as_text(plan.get("scheduled_publish_time"))
    if when:
        update = {"verb": Verb.SCHEDULE, "form": activity.verb, "schedule": in_utc(when)}
        return activity.model_copy(update=update)
    draft = as_text(plan.get("unpublished_content_type")).upper() == "DRAFT"
    return activity.model_copy(update={"verb": Verb.UPLOAD, "form": activity.verb}) if draft else activity


def _groups(value: _Input) -> tuple[Target, ...]:
    """Return the groups, and other people's pages, that the post goes to."""
    crossposted = [as_text(dig(one, "group_id")) or one for one in listed(value.get("groups_schedule_xposting"))]
    named = (dig(value, "audience", "to_id"), *listed(value.get("target_group_ids")), *crossposted)
    ids = dict.fromkeys(as_text(one) for one in named if one and not isinstance(one, dict | list))
    own = as_text(value.get("actor_id"))
    return tuple(Target(network="facebook", platform_id=one) for one in ids if one != own)


def _about(request: Request, value: _Input, verb: Verb) -> Activity:
    subject = first_under(value, "story_id", "feedback_id", "subscribee_id", "profile_id", "video_id", "comment_id")
    return Activity(
        platform="facebook",
        verb=verb,
        actor=acting(request, as_text(value.get("actor_id"))),
        subject=subject,
        text=first_under(value, "bio", "full_name", "first_name") if verb is Verb.PROFILE else "",
    )


def _named(called: str) -> Verb | None:
    if is_query(called) or any(word in called for word in _QUIET):
        return None
    return next((verb for word, verb in _WORDS if word in called), None)


def _text(value: _Input) -> str:
    message = value.get("message")
    return message if isinstance(message, str) else as_text(dig(message, "text"))
