"""Upload-Post: the REST API, whose field `user` names the profile it posts for, and its agents' door.

:surfaces: REST API, agents' door (MCP)
:reads: post, reply, react, story, video, message, schedule, edit, delete, upload
:not read: automatic messages (set up once, sent later), texts of documents
:checked: 2026-11-22
:sources: Upload-Post's documentation; Upload-Post/upload-post-pip; recorded client; facts: clients 6 and 8
:unverified: comments, messages, changes of scheduled posts, the error's shape
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Fact, KeptAs, NameIs, Published, Refusal, Reply, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig, is_object
from twohats.call_table import CallTable, Reader, nothing, on
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.replies import get, json_refusal, json_reply
from twohats.schedulers import tool, tool_calls
from twohats.schedulers.handles import Handle, each, edited, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.activity import Activity, Media, Verb

name = "upload_post"
hosts = frozenset({"api.upload-post.com", "app.upload-post.com", "mcp.upload-post.com"})
any_host = False
claims = tool.on_own_hosts
call = tool.by_method
evidence = tool.opaque

_FILES = ("video", "videos", "photos", "photo", "images", "document", "document_url", "media_urls", "mediaUrls")
_COMMENTS = re.compile(r"(?:\w+_)?(?:title|description|caption|first_comment)")
_FORMS = {"STORIES": Verb.STORY, "STORY": Verb.STORY, "REELS": Verb.VIDEO, "REEL": Verb.VIDEO}
_UPLOADS = "upload-post.com"


def credential(request: Request) -> str:
    """Return the API key."""
    return bearer(request, "apikey")


def whoami(request: Request) -> Request | None:
    """Return the call that lists the profiles of a key."""
    asks = credential(request) and not tool_calls.is_door(request)
    return get(request, "/api/uploadposts/users", {"authorization", "host", "user-agent"}) if asks else None


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the accounts behind profiles, and what became of a post."""
    value, path = json_reply(reply), _path(request)
    if path.startswith("/uploadposts/users"):
        for profile in (*objects(dig(value, "profiles")), as_object(dig(value, "profile"))):
            yield from _profile(profile)
    elif path.startswith("/upload") and request.method == "POST":
        number = as_text(dig(value, "request_id")) or as_text(dig(value, "job_id"))
        results = objects(dig(value, "results"))
        address = next((as_text(result["url"]) for result in results if result.get("url")), "")
        yield from (KeptAs(key=number), Published(id=number, url=address)) if number else ()


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error, or a failed tool."""
    if tool_calls.is_door(request):
        return tool_calls.refusal(request, message)
    return json_refusal(403, {"success": False, "message": message, "error": message})


def _upload(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a post with its files: one call does all."""
    values = body.fields(request)
    media = (*carried.files(request), *_linked(values))
    verb = Verb.VIDEO if not match[1] or "video" in match[1] else Verb.POST
    return _written(values, media, verb)


def _written(values: Fields, media: tuple[Media, ...], verb: Verb) -> Iterator[Activity]:
    user, networks = values.text("user", "profile", "username"), values.all("platform", "platforms")
    title, *others = _texts(values) or [""]
    if not (user or networks):
        raise UnreadableActivityError("a post without profile and platforms")
    if not (title or media):
        raise UnreadableActivityError("a post without text and media")
    post = Activity(
        platform=name,
        verb=_FORMS.get(values.text("media_type", "instagram_media_type", "facebook_media_type").upper(), verb),
        text="\n".join((title, *others)),
        links=tuple(filter(None, (values.text("link", "link_url", "linkedin_link_url", "facebook_link_url"),))),
        media=media,
    )
    handles = [Handle(user, network(place)) for place in networks or ("",)]
    yield from each(scheduled(post, _time(values)), handles, "form.user", by_name=True)


def _change(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read another text or time for a post that waits."""
    values = body.fields(request)
    post = Activity(platform=name, verb=Verb.POST, text="\n".join(_texts(values)), media=_linked(values))
    yield edited(scheduled(post, _time(values)), match[1] or values.text("job_id"))


def _answer(verb: Verb) -> Reader:
    """Return a reader for comments and messages that a profile writes."""

    def read_answer(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
        return _answered(body.fields(request), verb)

    return read_answer


def _answered(values: Fields, verb: Verb) -> Iterator[Activity]:
    text = values.text("message", "text")
    to = values.text("comment_id", "commentId", "recipient_id", "recipientId", "post_id", "post_url")
    if not text:
        raise UnreadableActivityError("an answer without text")
    answer = Activity(platform=name, verb=verb, text=text, reply_to=to)
    place = values.text("platform")
    yield from each(answer, [Handle(values.text("user"), network(place) if place else "")], "json.user", by_name=True)


def _reaction(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a like; the other deeds of a moderator show nothing new."""
    values = body.fields(request)
    if values.text("action") == "like":
        like = Activity(platform=name, verb=Verb.REACT, subject=values.text("comment_id"))
        yield from each(
            like, [Handle(values.text("user"), network(values.text("platform")))], "json.user", by_name=True
        )


def _tool(values: Fields, verb: Verb) -> Iterator[Activity]:
    """Read the arguments of an agents' tool that writes."""
    if verb in {Verb.REPLY, Verb.MESSAGE}:
        return _answered(values, verb)
    return _written(values, _linked(values), Verb.POST)


def _texts(values: Fields) -> list[str]:
    """Return the title, then what is written for single networks, and first comments."""
    texts = (values.text(key) for key in sorted(values, key=lambda key: key != "title") if _COMMENTS.fullmatch(key))
    return [text for text in dict.fromkeys(texts) if text]


def _linked(values: Fields) -> tuple[Media, ...]:
    return tuple(item for key in _FILES for item in linked(list(values.all(key)), _UPLOADS, key))


def _time(values: Fields) -> str:
    queued = values.text("add_to_queue", "addToQueue").lower() == "true"
    return values.text("scheduled_date", "scheduledDate") or ("queue" if queued else "")


def _profile(profile: dict[str, Any]) -> Iterator[Fact]:
    """Display names are not user names, so they teach nothing."""
    handle = as_text(profile.get("username"))
    for place, account in as_object(profile.get("social_accounts")).items():
        username = as_text(account.get("username") or account.get("handle")) if is_object(account) else ""
        if handle and username:
            yield NameIs(network=network(place), username=username, handle=handle)


def _path(request: Request) -> str:
    return request.path.removeprefix("/api").rstrip("/") or "/"


_CALLS = CallTable(
    ("POST|PUT", r"/upload(_videos?|_photos?|_text|_document)?", _upload),
    ("POST|PUT|PATCH", "/uploadposts/schedule(?:/([^/]+))?", _change),
    ("DELETE", "/uploadposts/(?:schedule|posts|comments)(?:/([^/]+))?", on(name, Verb.DELETE)),
    ("POST", "/uploadposts/comments/delete", on(name, Verb.DELETE)),
    ("POST", "/uploadposts/comments/(?:create|public-reply)", _answer(Verb.REPLY)),
    ("POST", "/uploadposts/comments/action", _reaction),
    ("POST", "/uploadposts/(?:comments/reply|dms/send)", _answer(Verb.MESSAGE)),
    ("POST|PUT|PATCH|DELETE", "/(?:uploadposts/(?:users|queue|webhooks|teams)|ffmpeg)(?:/.*)?", nothing),
)

_TOOL = tool.Tool(name, _CALLS, _path, _tool)
read, known = _TOOL.read, _TOOL.known
