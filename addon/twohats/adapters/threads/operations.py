"""The page's GraphQL calls: told by what their variables hold, then by their names (facts: private 4 and 17)."""

from twohats.adapter import Request
from twohats.adapters.threads.calls import composed
from twohats.bodies.fields import Fields
from twohats.bodies.graphql import Operation
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, first_under
from twohats.meta.operations import is_query, name, operations
from twohats_policy.activity import Activity, Media, Verb

_WORDS = (
    ("DeleteRepost", Verb.DELETE),
    ("Unrepost", Verb.DELETE),
    ("Unlike", Verb.DELETE),
    ("Unfollow", Verb.DELETE),
    ("Delete", Verb.DELETE),
    ("Repost", Verb.REPOST),
    ("Like", Verb.REACT),
    ("Follow", Verb.FOLLOW),
    ("EditProfile", Verb.PROFILE),
    ("Biography", Verb.PROFILE),
)


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the operations of a call make public.

    Raises:
        UnreadableActivityError: the call cannot be taken apart, or a post in it has no content.
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
    variables = operation.variables
    for value in (variables, as_object(variables.get("input"))):
        if "text_post_app_info" in value:
            return composed(Fields(list(value.items())))
    text, upload = first_under(variables, "caption"), first_under(variables, "upload_id")
    if text or upload:
        return _written(operation, text, upload)
    called = name(operation, request)
    verb = next((verb for word, verb in _WORDS if word in called), None) if called.endswith("Mutation") else None
    return Activity(platform="threads", verb=verb, subject=_subject(operation)) if verb else None


def _written(operation: Operation, text: str, upload: str) -> Activity:
    answered = first_under(operation.variables, "reply_id", "replied_to_media_id")
    quoted = first_under(operation.variables, "quoted_post_id")
    return Activity(
        platform="threads",
        verb=Verb.REPLY if answered else Verb.QUOTE if quoted else Verb.POST,
        text=text,
        media=(Media(key=upload),) if upload else (),
        reply_to=answered,
        quote_of=quoted,
    )


def _subject(operation: Operation) -> str:
    return first_under(operation.variables, "mediaID", "media_id", "target_user_id", "user_id", "repost_id")
