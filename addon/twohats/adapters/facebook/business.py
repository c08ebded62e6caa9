"""Meta Business Suite: one call posts to several accounts, on Facebook and Instagram (facts: private 6).

Every account in `identities` meets every one of the `channels` of its network: one activity each.
"""

from collections.abc import Iterator
from typing import Any

from twohats.adapter import Request
from twohats.adapters.facebook.attachments import attached, links
from twohats.adapters.facebook.who import acting
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, listed, objects
from twohats.meta import graph
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Actor, MediaKind, Target, Verb

type _Input = dict[str, Any]

_WHERE = "variables.identities"


def is_post(value: _Input) -> bool:
    """Tell whether the variables are those of the suite's composer."""
    return isinstance(value.get("base"), dict) and ("channels" in value or "identities" in value)


def read(request: Request, value: _Input) -> Iterator[Activity]:
    """Yield one activity for each account and channel.

    Raises:
        UnreadableActivityError: a post without content or channel.
    """
    base = as_object(value.get("base"))
    page = as_text(base.get("actor_id"))
    channels = [as_text(channel).upper() for channel in listed(value.get("channels"))]
    accounts = [as_text(one) for one in listed(value.get("identities"))] or [page]
    if not channels or not all(channels) or not all(accounts):
        raise UnreadableActivityError("a post without channels or accounts")
    for channel in dict.fromkeys(channels):
        own = _override(value, channel)
        for account in dict.fromkeys(_on_network(accounts, channel)):
            activity = _planned(_composed({**base, **own}, channel), base, own)
            yield activity.model_copy(update=_where(request, account, page, channel))


def _where(request: Request, account: str, page: str, channel: str) -> dict[str, Any]:
    if _network(channel) == "facebook":
        return {"actor": acting(request, page) if account == page else Actor(where=_WHERE, platform_id=account)}
    target = Target(network="instagram", ref=account, platform_id=account)
    return {"actor": Actor(where=_WHERE, platform_id=account), "targets": (target,)}


def _on_network(accounts: list[str], channel: str) -> list[str]:
    """Return the accounts a channel can belong to; all of them, where their ids do not tell."""
    on_instagram = _network(channel) == "instagram"
    return [one for one in accounts if graph.is_instagram_id(one) is on_instagram] or accounts


def _network(channel: str) -> str:
    return "instagram" if channel.startswith("INSTAGRAM") else "facebook"


def _override(value: _Input, channel: str) -> _Input:
    """Return what a channel says otherwise: an object under its name, at the top or one below."""
    names = (channel, channel.lower())
    inner = (dig(one, name) for one in value.values() for name in names)
    found = objects([*(value.get(name) for name in names), *inner])
    return found[0] if found else {}


def _composed(content: _Input, channel: str) -> Activity:
    message = content.get("message")
    text = message if isinstance(message, str) else as_text(dig(message, "text"))
    media, addresses = attached(content), links(content)
    if not (text or media or addresses):
        raise UnreadableActivityError("a post without text, link or media")
    kinds = {item.kind for item in media}
    return Activity(
        platform="facebook",
        verb=_verb(channel, kinds),
        text=text,
        links=addresses,
        media=media,
        audience=channel.lower(),
    )


def _verb(channel: str, kinds: set[MediaKind]) -> Verb:
    if "STORY" in channel or "STORIES" in channel:
        return Verb.STORY
    return Verb.VIDEO if "REEL" in channel or kinds == {MediaKind.VIDEO} else Verb.POST


def _planned(activity: Activity, base: _Input, own: _Input) -> Activity:
    """Now, later, or not at all yet: drafts and requests for review."""
    plan = as_object(own.get("unpublished_content_data")) or as_object(base.get("unpublished_content_data"))
    if base.get("is_autosave_draft") is True or base.get("request_review_data"):
        return activity.model_copy(update={"verb": Verb.UPLOAD, "form": activity.verb})
    when = as_text(plan.get("scheduled_publish_time"))
    if when:
        return activity.model_copy(update={"verb": Verb.SCHEDULE, "form": activity.verb, "schedule": in_utc(when)})
    draft = as_text(plan.get("unpublished_content_type")).upper() == "DRAFT"
    return activity.model_copy(update={"verb": Verb.UPLOAD, "form": activity.verb}) if draft else activity
