"""What the composer of LinkedIn's page and app puts into a post or a comment (facts: private 7.2)."""

from typing import Any

from twohats.adapters.linkedin.urns import actor, bare
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, first_under, listed
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Target, Verb

type _Value = dict[str, Any]

_KINDS = {"IMAGE": MediaKind.IMAGE, "VIDEO": MediaKind.VIDEO}


def shared(value: _Value, verb: Verb = Verb.POST) -> Activity:
    """Return the post that the page's composer describes.

    Raises:
        UnreadableActivityError: there is nothing in it, or an organisation acts that is not named.
    """
    text = as_text(dig(value, "commentary", "text")) or as_text(dig(value, "commentaryV2", "text"))
    media = _media(value)
    parent = as_text(value.get("parentUrn")) or as_text(value.get("resharedUpdateUrn"))
    author = actor("variables.nonMemberActorUrn", value.get("nonMemberActorUrn") or value.get("organizationActorUrn"))
    if not (text or media or parent):
        raise UnreadableActivityError("a post without text or media")
    if author is None and as_text(value.get("origin")).upper() == "ORGANIZATION":
        raise UnreadableActivityError("a post of an organisation that is not named")
    audience = as_text(dig(value, "visibilityDataUnion", "visibilityType"))
    shape = verb if not parent else Verb.QUOTE if text or media else Verb.REPOST
    activity = Activity(
        platform="linkedin",
        verb=shape,
        actor=author,
        text=text,
        mentions=_mentions(value),
        media=media,
        quote_of=parent,
        targets=_targets(value, audience),
        audience=audience,
    )
    return _planned(activity, value)


def commented(value: _Value, subject: str) -> Activity:
    """Return the comment that the page describes, or the changed one, if `subject` names one.

    Raises:
        UnreadableActivityError: there is nothing in it.
    """
    text = as_text(dig(value, "commentary", "text")) or as_text(dig(value, "comment", "values", 0, "value"))
    media = as_text(first_under(value.get("mediaUnion"), "mediaUrn", "urn", "image"))
    if not (text or media):
        raise UnreadableActivityError("a comment without text or picture")
    return Activity(
        platform="linkedin",
        verb=Verb.EDIT if subject else Verb.REPLY,
        actor=acting(value),
        text=text,
        media=(Media(key=bare(media)),) if media else (),
        reply_to=as_text(value.get("threadUrn")),
        subject=subject,
    )


def acting(value: _Value) -> Actor | None:
    """Return the company that acts, or None: then it is the member who is signed in."""
    named = first_under(value, "nonMemberActorUrn", "organizationActorUrn", "actorUrn")
    return actor("variables.nonMemberActorUrn", named)


def _planned(activity: Activity, value: _Value) -> Activity:
    state = as_text(value.get("intendedShareLifeCycleState")).upper()
    if state == "SCHEDULED" or value.get("scheduledAt"):
        when = as_text(value.get("scheduledAt"))
        update = {"verb": Verb.SCHEDULE, "form": activity.verb, "schedule": in_utc(when) if when else "scheduled"}
        return activity.model_copy(update=update)
    return activity.model_copy(update={"verb": Verb.UPLOAD, "form": activity.verb}) if state == "DRAFT" else activity


def _targets(value: _Value, audience: str) -> tuple[Target, ...]:
    """Return the group, and X where the audience says so (`ANYONE_TWITTER`)."""
    group = bare(value.get("containerEntityUrn"))
    outside = [as_text(one) for one in listed(value.get("externalAudienceProviders"))]
    on_x = "TWITTER" in audience.upper() or any("TWITTER" in one.upper() for one in outside)
    groups = (Target(network="linkedin", platform_id=group),) if group else ()
    return (*groups, *((Target(network="x"),) if on_x else ()))


def _media(value: _Value) -> tuple[Media, ...]:
    raw = value.get("media")
    entries = [as_object(one) for one in (listed(raw) if isinstance(raw, list) else [raw] if raw else [])]
    return tuple(
        Media(
            key=bare(entry.get("mediaUrn")),
            kind=_KINDS.get(as_text(entry.get("category")).upper(), MediaKind.UNKNOWN),
            alt=as_text(entry.get("altText")),
        )
        for entry in entries
        if entry.get("mediaUrn")
    )


def _mentions(value: _Value) -> tuple[str, ...]:
    marks = (*listed(dig(value, "commentary", "attributesV2")), *listed(dig(value, "commentaryV2", "attributes")))
    found = (first_under(mark, "profileMention", "companyMention", "profileUrn", "companyUrn", "urn") for mark in marks)
    return tuple(dict.fromkeys(bare(urn) for urn in found if urn))
