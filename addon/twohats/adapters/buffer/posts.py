"""Posts of Buffer's GraphQL API, and of the agents' door that speaks the same words (facts: official 0.8 and 2.2)."""

from collections.abc import Iterable, Iterator
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.bodies.graphql_document import Field, root_fields
from twohats.bodies.json_text import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.json_search import texts_under
from twohats.schedulers import tool_calls
from twohats.schedulers.handles import Handle, each, kept, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.activity import Activity, Media, Verb

_PLATFORM = "buffer"
_MUTATIONS = {
    "createPost": Verb.POST,
    "editPost": Verb.EDIT,
    "movePostInQueue": Verb.EDIT,
    "sharePostNow": Verb.APPROVE,
    "approvePost": Verb.APPROVE,
    "deletePost": Verb.DELETE,
}
_HARMLESS = frozenset(
    {"createIdea", "updateIdea", "deleteIdea", "createPostTemplate", "updatePostTemplate", "deletePostTemplate"}
    | {"createNote", "updateNote", "deleteNote"}
)
_SOON = frozenset({"shareNow", "shareNext", "addToQueue"})
_FORMS = {"story": Verb.STORY, "reel": Verb.VIDEO, "short": Verb.VIDEO, "video": Verb.VIDEO}
_DOCUMENTS = ("document", "mutation", "query")


def read(request: Request) -> tuple[Activity, ...]:
    """Return what every mutation of the call does, aliases, fragments and batches unfolded.

    Raises:
        UnreadableActivityError: a document, or the input of a post, cannot be read.
    """
    return tuple(activity for field in _fields(request) for activity in _mutation(field))


def known(request: Request) -> bool:
    """Tell whether every field of the call is a query, or a mutation that this adapter knows."""
    try:
        fields = _fields(request)
    except UnreadableActivityError:
        return False
    return all(field.kind == "query" or field.name in _MUTATIONS or field.name in _HARMLESS for field in fields)


def read_tools(request: Request) -> tuple[Activity, ...]:
    """Return what the called tools of the agents' door do.

    Raises:
        UnreadableActivityError: a call, or its post, cannot be read.
    """
    return tuple(tool_calls.deeds(_PLATFORM, request, _tool))


def _fields(request: Request) -> tuple[Field, ...]:
    """Return the root fields; the dashboard may name an operation and send no document."""
    return tuple(
        field
        for operation in body.operations(request)
        for field in (
            root_fields(operation.document, operation.variables)
            if operation.document
            else _named(operation.name or dict(request.query).get("_o", ""), operation.variables)
        )
    )


def _named(name: str, variables: Any) -> tuple[Field, ...]:
    name = name[:1].lower() + name[1:]
    kind = "query" if name.startswith(("get", "list", "fetch")) else "mutation"
    return (Field(kind, name, variables),)


def _mutation(field: Field) -> Iterable[Activity]:
    if field.kind == "query" or field.name not in _MUTATIONS:
        return ()
    given = field.arguments.get("input", field.arguments)
    if not isinstance(given, dict):
        raise UnreadableActivityError(f"`{field.name}` without its input")
    return _done(Fields(list(as_object(given).items())), _MUTATIONS[field.name], "json.variables.input.channelId")


def _tool(values: Fields, verb: Verb) -> Iterator[Activity]:
    """Read a tool's arguments: those of a post, or a GraphQL document."""
    for name in _DOCUMENTS:
        if values.text(name).lstrip().startswith(("mutation", "{", "query", "fragment", "#")):
            fields = root_fields(values.text(name), as_object(values.json("variables")))
            yield from (activity for field in fields for activity in _mutation(field))
            return
    inner = as_object(values.json("input"))
    given = Fields(list(inner.items())) if inner else values
    yield from _done(given, verb, "json.params.arguments.channelId")


def _done(values: Fields, verb: Verb, where: str) -> Iterator[Activity]:
    subject = values.text("id", "postId")
    if verb in {Verb.DELETE, Verb.APPROVE}:
        uses = subject if verb is Verb.APPROVE else ""
        yield Activity(platform=_PLATFORM, verb=verb, subject=subject, uses=uses)
        return
    post = _timed(_post(values), values)
    if verb is Verb.EDIT and post.verb is not Verb.UPLOAD:
        post = post.model_copy(update={"verb": verb, "form": post.shown_as, "subject": subject})
    channels = values.all("channelId", "channelIds", "channels")
    if not channels and verb is not Verb.EDIT:
        raise UnreadableActivityError("a post without channel")
    place = next((network(name) for name in as_object(values.json("metadata"))), "") or _PLATFORM
    yield from each(post, [Handle(ref, place) for ref in channels], where) if channels else (post,)


def _post(values: Fields) -> Activity:
    details = [as_object(item) for item in as_object(values.json("metadata")).values()]
    forms = (_FORMS.get(as_text(item.get("type")).lower(), Verb.POST) for item in details)
    return Activity(
        platform=_PLATFORM,
        verb=next((form for form in forms if form is not Verb.POST), Verb.POST),
        text="\n".join(dict.fromkeys(filter(None, (values.text("text"), *texts_under(details, _TEXTS))))),
        title=next((as_text(item.get("title")) for item in details if item.get("title")), ""),
        links=tuple(_links(values, details)),
        media=_media(values, details),
    )


_TEXTS = ("text", "firstComment")


def _media(values: Fields, details: list[dict[str, Any]]) -> tuple[Media, ...]:
    threads = [part.get("assets") for item in details for part in objects(item.get("thread"))]
    return linked([values.json("assets"), values.json("media"), *threads])


def _links(values: Fields, details: list[dict[str, Any]]) -> Iterator[str]:
    places = [dig(values.json("assets"), "link"), *(item.get("linkAttachment") for item in details)]
    places += [item.get("link") for item in objects(values.json("assets"))]
    for place in places:
        if link := as_text(dig(place, "url")):
            yield link


def _timed(post: Activity, values: Fields) -> Activity:
    if values.text("saveToDraft") == "true":
        return kept(post)
    return post if values.text("mode") in _SOON else scheduled(post, values.text("dueAt", "scheduledAt"))
