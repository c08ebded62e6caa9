"""Buffer: the GraphQL API and its agents' door, the old REST API, and the dashboard with its tunnel.

:surfaces: GraphQL API, agents' door (MCP), REST API v1, web dashboard and its tunnel `composerApiProxy`
:reads: post, repost, quote, story, video, schedule, edit, approve, delete, upload
:not read: which file a signed upload stands for; GraphQL operations of the dashboard that send no document
:checked: 2026-11-22
:sources: Buffer's API reference; bufferapp/buffer-publish; recorded requests; facts: private 15, official 0 and 2.2
:unverified: names of the agents' tools, GraphQL of the dashboard, the REST API's error body, media fields of the tunnel
"""

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.buffer import dashboard, posts, updates
from twohats.adapters.buffer.who import credential, evidence, learn, whoami
from twohats.replies import json_refusal
from twohats.schedulers import tool_calls
from twohats_policy.activity import Activity

__all__ = [
    "any_host",
    "call",
    "claims",
    "credential",
    "evidence",
    "hosts",
    "known",
    "learn",
    "name",
    "read",
    "refusal",
    "whoami",
]

name = "buffer"
_GRAPHQL = frozenset({"api.buffer.com", "graph.buffer.com"})
_AGENTS = "mcp.buffer.com"
_PAGES = frozenset({"buffer.com", "www.buffer.com", "app.buffer.com", "publish.buffer.com"})
_REST = frozenset({"api.bufferapp.com", "bufferapp.com", "www.bufferapp.com"})
hosts = frozenset({*_GRAPHQL, _AGENTS, *_PAGES, *_REST})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def claims(request: Request) -> bool:
    """Tell whether the call is Buffer's: its hosts are its own."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call; the REST API approves and shares by GET too (facts: private 15)."""
    if updates.is_update(request):
        return Call.WRITE
    if request.method in _SAFE:
        return Call.WRITE if _is_graphql(request) and request.query else Call.READ
    return Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call publishes, prepares or deletes.

    Raises:
        UnreadableActivityError: a post or a tunnel that cannot be read.
    """
    if call(request) is Call.READ:
        return ()
    if updates.is_update(request):
        return updates.read(request)
    if request.host == _AGENTS:
        return posts.read_tools(request)
    return posts.read(request) if _is_graphql(request) else dashboard.read(request)


def known(request: Request) -> bool:
    """Tell whether the call only asks, or is one this adapter knows."""
    if call(request) is Call.READ:
        return True
    if updates.is_update(request):
        return updates.known(request)
    if request.host == _AGENTS:
        return tool_calls.known(request)
    return posts.known(request) if _is_graphql(request) else dashboard.known(request)


def refusal(request: Request, message: str) -> Refusal:
    """Return the error of the call's own door; GraphQL's form is safe whatever was asked (facts: official 0.5)."""
    if request.host == _AGENTS:
        return tool_calls.refusal(request, message)
    if _is_graphql(request) and not updates.is_update(request):
        return json_refusal(200, {"data": None, "errors": [{"message": message, "extensions": {"code": "FORBIDDEN"}}]})
    told = {"success": False, "message": message, "code": 403}
    return json_refusal(200, {**told, "result": told}) if dashboard.is_call(request) else json_refusal(403, told)


def _is_graphql(request: Request) -> bool:
    return request.host in _GRAPHQL or request.path.rstrip("/").endswith("/graphql")
