"""Who acts on Bluesky: the DID inside the token, and what replies say of it (facts: official 1.12)."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.bodies.json_text import as_text, decode_json, dig, parse_json
from twohats.errors import UnreadableActivityError
from twohats.json_lists import listed
from twohats.replies import get, json_reply
from twohats_policy.account import Evidence, Role, Strength

_SESSIONS = frozenset(
    {
        "com.atproto.server.createAccount",
        "com.atproto.server.createSession",
        "com.atproto.server.getSession",
        "com.atproto.server.refreshSession",
    }
)
_PROFILES = frozenset({"app.bsky.actor.getProfile", "app.bsky.actor.getProfiles", "com.atproto.repo.describeRepo"})


def credential(request: Request) -> str:
    """Return the access token, whatever scheme carries it."""
    _, _, token = request.header("authorization").partition(" ")
    return token.strip()


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield the DID of the token: `sub` of a session, `iss` of a service token."""
    claims = _claims(credential(request))
    for name in ("sub", "iss"):
        did = as_text(claims.get(name)).partition("#")[0]
        if did.startswith("did:"):
            where = f"header.authorization.{name}"
            yield Evidence(role=Role.LOGIN, where=where, strength=Strength.STATED, platform_id=did)
            return


def whoami(request: Request) -> Request | None:
    """Return the session call; None for tokens that are bound to one call (DPoP, service tokens)."""
    token = credential(request)
    scheme = request.header("authorization").partition(" ")[0].lower()
    if scheme != "bearer" or not token or "lxm" in _claims(token):
        return None
    return get(request, "/xrpc/com.atproto.server.getSession", {"host", "authorization", "user-agent"})


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what the reply to a call says of accounts, blobs and records."""
    value = json_reply(reply)
    call = request.path.rpartition("/")[2]
    if call in _SESSIONS:
        yield from _session(value)
    elif call == "token":
        yield from _token(value)
    elif call in _PROFILES:
        yield from _names(value)
    elif call == "com.atproto.identity.resolveHandle":
        yield from _named(dig(value, "did"), dict(request.query).get("handle"))
    elif call.startswith("com.atproto.repo.") or call.startswith("app.bsky.video."):
        yield from _written(value)


def _session(value: Any) -> Iterator[Fact]:
    did, handle = as_text(dig(value, "did")), as_text(dig(value, "handle"))
    if did:
        yield LoginIs(platform_id=did, username=handle, credential=as_text(dig(value, "accessJwt")))


def _token(value: Any) -> Iterator[Fact]:
    did, token = as_text(dig(value, "sub")), as_text(dig(value, "access_token"))
    if did.startswith("did:") and token:
        yield LoginIs(platform_id=did, credential=token)


def _names(value: Any) -> Iterator[Fact]:
    for profile in listed(dig(value, "profiles")) or [value]:
        yield from _named(dig(profile, "did"), dig(profile, "handle"))


def _named(did: Any, handle: Any) -> Iterator[Fact]:
    if did and handle and isinstance(did, str) and isinstance(handle, str) and handle != "handle.invalid":
        yield NameIs(network="bluesky", platform_id=did, username=handle)


def _written(value: Any) -> Iterator[Fact]:
    cid = as_text(dig(value, "blob", "ref", "$link")) or as_text(dig(value, "jobStatus", "blob", "ref", "$link"))
    if cid:
        yield KeptAs(key=cid)
    for result in (value, *listed(dig(value, "results"))):
        if uri := as_text(dig(result, "uri")):
            yield Published(id=uri, url=_address(uri))


def _address(uri: str) -> str:
    did, _, rest = uri.removeprefix("at://").partition("/")
    collection, _, key = rest.partition("/")
    return f"https://bsky.app/profile/{did}/post/{key}" if collection == "app.bsky.feed.post" else ""


def _claims(token: str) -> dict[str, Any]:
    """Return what a JSON Web Token claims; its signature is the server's business."""
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        text = decode_json(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
        claims = parse_json(text, what="token")
    except (binascii.Error, ValueError, UnreadableActivityError):
        return {}
    return claims if isinstance(claims, dict) else {}
