"""Who a tool posts for: one activity for each of its own handles (a channel, a profile, an integration).

What people see as the author is the account behind the handle; `identity` knows it once the tool's lists were seen.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from twohats.moments import in_utc
from twohats_policy.activity import Activity, Actor, Target, Verb


class Handle(NamedTuple):
    """A tool's own id of an account it posts for, and the network if the call tells it (our name), else the tool's."""

    ref: str
    network: str


def each(activity: Activity, handles: Iterable[Handle], where: str, *, by_name: bool = False) -> Iterator[Activity]:
    """Yield the activity once for each account; networks of one handle are targets of the same activity.

    `where` is the place in the call (`json.channelId`). A handle with an empty `ref` stands for the login's own;
    `by_name` says that people chose it.
    """
    networks: dict[str, list[str]] = {}
    for ref, network in handles:
        networks.setdefault(ref, []).append(network)
    for ref, names in networks.items():
        targets = tuple(Target(network=name, ref=ref) for name in dict.fromkeys(names) if name)
        name = {"username" if by_name else "platform_id": ref}
        actor = Actor(where=where, **name) if ref else None
        yield activity.model_copy(update={"actor": actor, "targets": (*targets, *activity.targets)})


def scheduled(activity: Activity, moment: str) -> Activity:
    """Return the activity as one for later; `moment` is a time, or the tool's own word for one. Empty means now."""
    if not moment:
        return activity
    return activity.model_copy(update={"verb": Verb.SCHEDULE, "form": activity.shown_as, "schedule": in_utc(moment)})


def edited(activity: Activity, subject: str) -> Activity:
    """Return the activity as a change of `subject`; where it says nothing new, what goes out was written before.

    What stays a draft stays one.
    """
    if activity.verb is Verb.UPLOAD:
        return activity.model_copy(update={"subject": subject})
    silent = not (activity.text or activity.title or activity.media)
    change = {"verb": Verb.EDIT, "form": activity.shown_as, "subject": subject, "uses": subject if silent else ""}
    return activity.model_copy(update=change)


def kept(activity: Activity) -> Activity:
    """Return the activity as a draft: it publishes nothing, but a later call may publish what it holds."""
    return activity.model_copy(update={"verb": Verb.UPLOAD, "form": activity.shown_as})
