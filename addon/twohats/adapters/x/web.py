"""Read the GraphQL operations of X's own pages and apps (facts: private 1.2, 1.3)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.adapters.x.posts import Post, about, kept, publishing, scheduling, single
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

type Variables = Mapping[str, Any]
type Reader = Callable[[Request, Variables], tuple[Activity, ...]]


def read_operation(name: str, request: Request) -> tuple[Activity, ...]:
    """Return what the operation `name` does. One that is not in the table is judged by the shape of its variables.

    Raises:
        UnreadableActivityError: a publishing operation in an unknown shape.
    """
    reader = _READERS.get(name)
    if reader is not None:
        return reader(request, _variables(request))
    try:
        variables = _variables(request)
    except UnreadableActivityError:
        if knows(name):
            return ()
        raise
    shape = _by_shape(variables)
    return shape(request, variables) if shape else ()


def reads(name: str) -> bool:
    """Tell whether the operation is one that does something."""
    return name in _READERS


def knows(name: str) -> bool:
    """Tell whether the operation is one that is read, or one that publishes nothing."""
    return name in _READERS or name in _HARMLESS or bool(_QUERY.fullmatch(name))


def _variables(request: Request) -> Variables:
    operations = body.operations(request)
    if len(operations) != 1:
        raise UnreadableActivityError("several operations in one call")  # X itself has no batches
    return operations[0].variables


def _by_shape(variables: Variables) -> Reader | None:
    if "tweet_text" in variables:
        return _create
    return _schedule if "post_tweet_request" in variables and "execute_at" in variables else None


def _create(request: Request, variables: Variables) -> tuple[Activity, ...]:
    if variables.get("dark_request") is True:
        return ()  # a rehearsal: X publishes nothing
    entities = _entities(variables)
    post = Post(
        text=_text(variables, "tweet_text"),
        media=kept(_text(entity, "media_id") for entity in entities),
        mentions=tuple(body.as_text(user) for entity in entities for user in body.items(entity.get("tagged_users"))),
        reply_to=_text(variables, "reply", "in_reply_to_tweet_id"),
        attachment_url=_text(variables, "attachment_url"),
        edit_of=_text(variables, "edit_options", "previous_tweet_id"),
        card=_text(variables, "card_uri"),
        community=_community(variables),
        audience=_audience(variables),
    )
    return publishing(request, post)


def _schedule(request: Request, variables: Variables) -> tuple[Activity, ...]:
    asked = variables.get("post_tweet_request")
    if not body.is_object(asked) or not variables.get("execute_at"):
        raise UnreadableActivityError("a scheduled post without content or time")
    post = Post(
        text=_text(asked, "status"),
        media=kept(body.Fields([("media_ids", asked.get("media_ids"))]).all("media_ids")),
        reply_to=_text(asked, "in_reply_to_status_id"),
        attachment_url=_text(asked, "attachment_url"),
        card=_text(asked, "card_uri"),
    )
    return scheduling(request, post, variables["execute_at"], subject=_text(variables, "scheduled_tweet_id"))


def _article(request: Request, variables: Variables) -> tuple[Activity, ...]:
    key = next(
        (_text(variables, word) for word in ("articleEntityId", "article_entity_id", "articleId") if word in variables),
        "",
    )
    title = _text(variables, "title")
    if not key and not title:
        raise UnreadableActivityError("an article without id or title")
    return single(request, Verb.POST, title=title, uses=key)


def _message(request: Request, variables: Variables) -> tuple[Activity, ...]:
    text = _text(variables, "message", "text", "text")
    media = _text(variables, "message", "media", "id")
    if not text and not media:
        raise UnreadableActivityError("a message without text or media")
    conversation = _text(variables, "target", "conversation_id")
    return single(request, Verb.MESSAGE, text=text, media=kept([media] if media else []), subject=conversation)


def _of(verb: Verb, *names: str) -> Reader:
    def read(request: Request, variables: Variables) -> tuple[Activity, ...]:
        return about(request, verb, next(filter(None, (_text(variables, name) for name in names)), ""))

    return read


def _text(value: Any, *path: str) -> str:
    """Return a text or number in JSON as text, '' where it is absent or null.

    Raises:
        UnreadableActivityError: there is something else.
    """
    found = body.dig(value, *path)
    if found is None or isinstance(found, str):
        return found or ""
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    raise UnreadableActivityError(f"`{path[-1]}` is not a text")


def _entities(variables: Variables) -> list[Any]:
    found = body.dig(variables, "media", "media_entities")
    if found is not None and not (body.is_list(found) and all(map(body.is_object, found))):
        raise UnreadableActivityError("`media_entities` is not a list of media")
    return body.items(found)


def _community(variables: Variables) -> str:
    """Return the community: entity of group 8, domain 31 (facts: private 1.3)."""
    for entity in body.items(variables.get("semantic_annotation_ids")):
        if (str(body.dig(entity, "group_id")), str(body.dig(entity, "domain_id"))) == ("8", "31"):
            return _text(entity, "entity_id")
    return ""


def _audience(variables: Variables) -> str:
    if body.dig(variables, "trusted_friends_control_options", "trusted_friends_list_id"):
        return "circle"
    return _text(variables, "conversation_control", "mode")


_READERS: dict[str, Reader] = {
    "CreateTweet": _create,
    "CreateNoteTweet": _create,
    "CreateScheduledTweet": _schedule,
    "EditScheduledTweet": _schedule,
    "DeleteScheduledTweet": _of(Verb.DELETE, "scheduled_tweet_id"),
    "CreateRetweet": _of(Verb.REPOST, "tweet_id"),
    "DeleteRetweet": _of(Verb.DELETE, "source_tweet_id", "tweet_id"),
    "DeleteTweet": _of(Verb.DELETE, "tweet_id"),
    "FavoriteTweet": _of(Verb.REACT, "tweet_id"),
    "UnfavoriteTweet": _of(Verb.DELETE, "tweet_id"),
    "PinTweet": _of(Verb.PROFILE, "tweet_id"),
    "PinReply": _of(Verb.PROFILE, "tweet_id", "reply_tweet_id"),
    "JoinCommunity": _of(Verb.FOLLOW, "communityId", "community_id"),
    "TwitterArticleCreate": _article,
    "TwitterArticleDelete": _of(Verb.DELETE, "articleEntityId", "article_entity_id", "articleId"),
    "ArticleEntityPublish": _article,
    "useSendMessageMutation": _message,
}
# Writing operations that publish nothing, and queries, which newer pages also send by POST.
_HARMLESS = frozenset(
    {"CreateDraftTweet", "EditDraftTweet", "DeleteDraftTweet", "UnpinTweet", "UnpinReply", "ConversationControlChange"}
    | {"CreateBookmark", "DeleteBookmark", "BookmarksAllDelete", "LeaveCommunity", "DMMessageDeleteMutation"}
)
_QUERY = re.compile(
    r"(?:Fetch|Get|Viewer)\w*|\w*(?:Timeline(?:V2)?|Query|ByRestIds?|ByScreenNames?|Detail|Lookup|Search|Results)"
)
