"""The doors that tools have for agents: JSON-RPC `tools/call` of the Model Context Protocol (facts: official 0.8).

A call names one of the door's tools and its arguments; a body may hold several calls. Names of tools are words, and
the words say what is done: doors differ in their tools, and change them often.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from twohats import body
from twohats.adapter import Refusal, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import Json, dig, is_list, is_object
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object
from twohats.replies import json_refusal
from twohats.schedulers.linked_media import linked
from twohats_policy.activity import Activity, Media, Verb

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_READING = {
    "get", "list", "search", "find", "read", "fetch", "check", "count", "describe", "introspect", "preview", "validate",
    "verify", "suggest", "analyze", "analyse", "show", "view", "help", "whoami", "ping", "lookup", "query", "compare",
}  # fmt: skip
_DEEDS: tuple[tuple[Verb, set[str]], ...] = (
    (Verb.DELETE, {"delete", "remove", "cancel", "unschedule", "unpublish", "unlike", "unfollow", "discard", "undo"}),
    (Verb.APPROVE, {"approve"}),
    (Verb.REPLY, {"reply", "comment", "respond"}),
    (Verb.REPOST, {"retweet", "repost", "boost"}),
    (Verb.REACT, {"like", "react", "upvote", "favourite", "favorite"}),
    (Verb.FOLLOW, {"follow"}),
    (Verb.MESSAGE, {"message", "dm"}),
    (Verb.EDIT, {"edit", "update", "reschedule", "move", "change", "retry"}),
    (Verb.UPLOAD, {"upload", "presign", "media"}),
    (Verb.POST, {"post", "posts", "publish", "schedule", "send", "tweet", "share", "draft", "queue", "story", "reel"}),
    (Verb.POST, {"thread", "execute", "mutation", "mutate", "graphql", "run"}),
)
_PLACES = {"platform", "platforms", "channelId", "accountId", "accountIds", "account_id", "account_ids"}
_BY_REFERENCE = {Verb.DELETE, Verb.APPROVE, Verb.REPOST, Verb.REACT, Verb.FOLLOW}
_SUBJECTS = ("id", "postId", "post_id", "draftId", "draft_id", "jobId", "job_id", "commentId", "comment_id", "tweetId")


type Written = Callable[[Fields, Verb], Iterable[Activity]]
"""Reads the arguments of a tool that writes: a post, a reply, a message, an edit."""


@dataclass(frozen=True)
class ToolCall:
    """One call of a door's tool."""

    name: str
    arguments: Mapping[str, Any]

    @property
    def values(self) -> Fields:
        """The arguments as named values."""
        return Fields(list(self.arguments.items()))

    @property
    def verb(self) -> Verb | None:
        """What the tool does, by the words of its name; None where it only reads, or nobody can tell.

        An upload that names where it is to appear is a post.
        """
        words = _words(self.name)
        if not words or words[0] in _READING:
            return None
        verb = next((verb for verb, deeds in _DEEDS if deeds & set(words)), None)
        return Verb.POST if verb is Verb.UPLOAD and _PLACES & self.arguments.keys() else verb

    @property
    def reads(self) -> bool:
        """Whether the name says that the tool only reads."""
        words = _words(self.name)
        return bool(words) and words[0] in _READING


def is_door(request: Request) -> bool:
    """Tell whether a call goes to an agents' door, which hosts and paths call by its name."""
    return request.host.startswith("mcp.") or bool({"mcp", "sse"} & set(request.path.lower().split("/")))


def tool_calls(request: Request) -> tuple[ToolCall, ...]:
    """Return the tool calls in a body; none for the protocol's other messages (`initialize`, `tools/list`).

    Raises:
        UnreadableActivityError: the body is no JSON-RPC, or a call names no tool.
    """
    value = body.json_value(request)
    messages: list[Json] = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(_call(message) for message in messages if _is_call(message))


def deeds(platform: str, request: Request, written: Written) -> Iterator[Activity]:
    """Yield what the calls in a body do; `written` reads the arguments of those that have words of their own.

    Raises:
        UnreadableActivityError: a call cannot be read.
    """
    for call in tool_calls(request):
        verb, subject = call.verb, call.values.text(*_SUBJECTS)
        if verb is Verb.UPLOAD:
            yield Activity(platform=platform, verb=verb, media=linked(dict(call.arguments)) or (Media(),))
        elif verb is not None and verb in _BY_REFERENCE:
            uses = subject if verb is Verb.APPROVE else ""
            yield Activity(platform=platform, verb=verb, subject=subject, uses=uses)
        elif verb is not None:
            yield from written(call.values, verb)


def known(request: Request) -> bool:
    """Tell whether the words of every called tool say what it does."""
    try:
        return all(call.verb is not None or call.reads for call in tool_calls(request))
    except UnreadableActivityError:
        return False


def refusal(request: Request, message: str) -> Refusal:
    """Return the answer of a tool that failed with `message`: agents show it to their people, and do not retry it."""
    return json_refusal(200, {"jsonrpc": "2.0", "id": _id(request), "result": _failed(message)})


def _is_call(message: Json) -> bool:
    if not isinstance(message, dict):
        raise UnreadableActivityError("a message that is no JSON-RPC")
    return message.get("method") == "tools/call"


def _call(message: Json) -> ToolCall:
    name = dig(message, "params", "name")
    if not isinstance(name, str) or not name:
        raise UnreadableActivityError("a tool call without a tool")
    return ToolCall(name, as_object(dig(message, "params", "arguments")))


def _failed(message: str) -> dict[str, object]:
    return {"content": [{"type": "text", "text": message}], "isError": True}


def _id(request: Request) -> object:
    """Return the id of the (first) call, which its answer has to repeat."""
    try:
        value = body.json_value(request)
    except UnreadableActivityError:
        return None
    first = value[0] if is_list(value) and value else value
    number = first.get("id") if is_object(first) else None
    return number if isinstance(number, str | int) else None


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]
