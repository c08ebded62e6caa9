"""Instagram's GraphQL calls: told by what their variables hold, since ids and names change (facts: private 17)."""

from typing import Any

from twohats import plain_text
from twohats.adapter import Request
from twohats.bodies.graphql import Operation
from twohats.errors import UnreadableActivityError
from twohats.json_lists import first_under
from twohats.meta.operations import is_query, name, operations
from twohats_policy.activity import Activity, Media, Verb

_TOGGLES = (("Unlike", Verb.DELETE), ("Like", Verb.REACT), ("Unfollow", Verb.DELETE), ("Follow", Verb.FOLLOW))


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the operations of a call make public.

    Raises:
        UnreadableActivityError: the call cannot be taken apart.
    """
    found = (_read(operation, request) for operation in operations(request))
    return tuple(activity for activity in found if activity)


def known(request: Request) -> bool:
    """Tell whether every operation is a query by its name."""
    try:
        return all(is_query(name(operation, request)) for operation in operations(request))
    except UnreadableActivityError:
        return False


def _read(operation: Operation, request: Request) -> Activity | None:
    called = name(operation, request)
    comment = first_under(operation.variables, "comment_text", "comment_body")
    uploads = first_under(operation.variables, "upload_id", "upload_ids")
    if comment or uploads:
        return _written(operation.variables, comment, uploads)
    if is_query(called):
        return None
    verb = next((verb for word, verb in _TOGGLES if word in called), None) if called.endswith("Mutation") else None
    return Activity(platform="instagram", verb=verb, subject=_subject(operation.variables)) if verb else None


def _written(variables: Any, comment: str, uploads: str) -> Activity:
    text = comment or first_under(variables, "caption", "text")
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
    return first_under(variables, "replied_to_comment_id", "media_id", "target_user_id", "container_module_id")
