"""Instagram's GraphQL calls: told by what their variables hold, since ids and names change (facts: private 17)."""

from collections.abc import Iterator
from typing import Any

from twohats import body, plain_text
from twohats.adapter import Request
from twohats.body import Operation
from twohats.errors import UnreadableActivityError
from twohats.json_lists import listed
from twohats.json_text import as_text, dig
from twohats_policy.activity import Activity, Media, Verb

_PATHS = frozenset({"/api/graphql", "/graphql/query", "/graphql_www", "/graphqlbatch", "/graphql"})
_READS = ("Query", "Subscription", "QueryWithoutFragments")
_TOGGLES = (("Unlike", Verb.DELETE), ("Like", Verb.REACT), ("Unfollow", Verb.DELETE), ("Follow", Verb.FOLLOW))


def is_operation(request: Request) -> bool:
    """Tell whether the call is a GraphQL call."""
    return request.path.rstrip("/") in _PATHS


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the operations of a call make public.

    Raises:
        UnreadableActivityError: the call cannot be taken apart.
    """
    found = (_read(operation, request) for operation in body.operations(request))
    return tuple(activity for activity in found if activity)


def known(request: Request) -> bool:
    """Tell whether every operation is a query by its name."""
    try:
        return all(_name(operation, request).endswith(_READS) for operation in body.operations(request))
    except UnreadableActivityError:
        return False


def _read(operation: Operation, request: Request) -> Activity | None:
    name = _name(operation, request)
    if name.endswith(_READS):
        return None
    comment = _first(operation.variables, "comment_text", "comment_body")
    uploads = _first(operation.variables, "upload_id", "upload_ids")
    if comment or uploads:
        return _written(operation.variables, comment, uploads)
    verb = next((verb for word, verb in _TOGGLES if word in name), None) if name.endswith("Mutation") else None
    return Activity(platform="instagram", verb=verb, subject=_subject(operation.variables)) if verb else None


def _written(variables: Any, comment: str, uploads: str) -> Activity:
    text = comment or _first(variables, "caption", "text")
    return Activity(
        platform="instagram",
        verb=Verb.REPLY if comment else Verb.POST,
        text=text,
        links=plain_text.links(text),
        tags=plain_text.tags(text),
        mentions=plain_text.mentions(text),
        media=(Media(key=uploads),) if uploads else (),
        reply_to=_subject(variables) if comment else "",
    )


def _subject(variables: Any) -> str:
    return _first(variables, "replied_to_comment_id", "media_id", "target_user_id", "container_module_id")


def _name(operation: Operation, request: Request) -> str:
    return operation.name or request.header("x-fb-friendly-name")


def _first(value: Any, *names: str) -> str:
    """Return the first non-empty scalar under one of `names`, however deep."""
    for name in names:
        if found := next((text for text in _under(value, name) if text), ""):
            return found
    return ""


def _under(value: Any, name: str) -> Iterator[str]:
    found = dig(value, name)
    if not isinstance(found, dict | list):
        yield as_text(found)
    for item in listed(value):
        yield from _under(item, name)
