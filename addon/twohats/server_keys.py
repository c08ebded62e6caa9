"""Keys of uploads on platforms of many servers: each counts its own files, so a number says nothing without its server.

For platforms whose names of uploads are the same everywhere (hashes, addresses) nothing has to be done.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from twohats.adapter import Fact, KeptAs, Request
from twohats_policy.activity import Activity


def of_its_server(request: Request, activity: Activity) -> Activity:
    """Return the activity with the names of what was uploaded or prepared before, each with the server of the call."""
    media = tuple(
        item.model_copy(update={"key": _key(request, item.key)}) if item.key else item for item in activity.media
    )
    uses = _key(request, activity.uses) if activity.uses else ""
    return activity.model_copy(update={"media": media, "uses": uses}) if media or uses else activity


def facts_of_its_server(request: Request, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts; those that name an upload name its server as well."""
    for fact in facts:
        yield replace(fact, key=_key(request, fact.key)) if isinstance(fact, KeptAs) else fact


def _key(request: Request, key: str) -> str:
    return f"{request.host}/{key}"
