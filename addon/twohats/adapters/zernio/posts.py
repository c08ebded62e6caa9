"""What calls to Zernio publish: posts for several accounts, answers, messages, and the arguments of agents' tools."""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text, dig
from twohats.call_table import Reader
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.json_search import texts_under
from twohats.schedulers.handles import Handle, each, edited, kept, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.activity import Activity, Media, Verb

_PLATFORM = "zernio"
_HANDLES = ("accountId", "account_id", "accountIds", "account_ids")
_UPLOADS = "zernio.com"
_FORMS = {"story": Verb.STORY, "stories": Verb.STORY, "reel": Verb.VIDEO, "reels": Verb.VIDEO, "short": Verb.VIDEO}


def create(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a new post: one activity for each account."""
    return _written(body.fields(request), "json.platforms.accountId", draft=True)


def _written(values: Fields, where: str, *, draft: bool) -> Iterator[Activity]:
    """Read a post: one activity for each account, with the text and the media that this account gets."""
    targets = objects(values.json("platforms")) or [{"accountId": handle} for handle in values.all(*_HANDLES)]
    if not targets:
        raise UnreadableActivityError("a post without accounts")
    for target in targets:
        post = _post(values, target)
        if not (post.text or post.media):
            raise UnreadableActivityError("a post without text and media")
        yield from each(_timed(post, values, target, draft=draft), [_handle(target)], where)


def change(request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read a change of the post that the path names."""
    return _changed(body.fields(request), match[1])


def _changed(values: Fields, subject: str) -> Iterator[Activity]:
    """Read another text, time or set of accounts for a post; a draft may go out by it."""
    targets = objects(values.json("platforms")) or [{}]
    for target in targets:
        post = edited(_timed(_post(values, target), values, target, draft=False), subject)
        yield from each(post, [_handle(target)], "json.platforms.accountId") if target else (post,)


def answer(verb: Verb) -> Reader:
    """Return a reader for what an account says or does elsewhere: comments, messages, reviews, likes."""

    def read_answer(request: Request, match: re.Match[str]) -> Iterator[Activity]:
        return _answered(body.fields(request), verb, match[1] if match.re.groups else "")

    return read_answer


def _answered(values: Fields, verb: Verb, under: str) -> Iterator[Activity]:
    text = values.text("message", "content", "text", "reply")
    media = linked([values.json("attachmentUrl"), values.json("attachments")], _UPLOADS)
    if verb in {Verb.REPLY, Verb.MESSAGE} and not (text or media):
        raise UnreadableActivityError("an answer without text")
    to = values.text("commentId", "comment_id", "tweetId", "targetUserId", "conversationId", "postId") or under
    place = "reply_to" if verb in {Verb.REPLY, Verb.MESSAGE} else "subject"
    said = Activity(platform=_PLATFORM, verb=verb, text=text, media=media).model_copy(update={place: to})
    handles = values.all(*_HANDLES)
    yield from each(said, [Handle(ref, _PLATFORM) for ref in handles], "json.accountId") if handles else (said,)


def tool(values: Fields, verb: Verb) -> Iterator[Activity]:
    """Read the arguments of an agents' tool that writes."""
    if verb in {Verb.REPLY, Verb.MESSAGE}:
        return _answered(values, verb, "")
    if verb is Verb.EDIT:
        return _changed(values, values.text("postId", "post_id", "id"))
    return _written(values, "json.params.arguments.accountId", draft=False)


def again(_request: Request, match: re.Match[str]) -> Iterator[Activity]:
    """Read the second try of a post that failed."""
    yield Activity(platform=_PLATFORM, verb=Verb.POST, subject=match[1], uses=match[1])


def listed(_request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Refuse to read posts in a file.

    Raises:
        UnreadableActivityError: always, since nobody looked into the file.
    """
    raise UnreadableActivityError("posts in a file of their own")


def uploaded(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a file, or the announcement of one."""
    yield Activity(platform=_PLATFORM, verb=Verb.UPLOAD, media=carried.files(request) or (Media(),))


def _post(values: Fields, target: dict[str, Any]) -> Activity:
    details = as_object(target.get("platformSpecificData"))
    text = as_text(target.get("customContent")) or values.text("content", "text")
    more = texts_under([details.get("threadItems"), {"content": details.get("firstComment")}], {"content"})
    media = [target.get("customMedia") or values.json("mediaItems") or values.json("media_urls")]
    media += [item.get("mediaItems") for item in objects(details.get("threadItems"))]
    return Activity(
        platform=_PLATFORM,
        verb=_FORMS.get(as_text(details.get("contentType")).lower(), Verb.POST),
        text="\n".join(dict.fromkeys(filter(None, (text, *more)))),
        title=values.text("title"),
        media=linked(media, _UPLOADS),
    )


def _timed(post: Activity, values: Fields, target: dict[str, Any], *, draft: bool) -> Activity:
    """Return the post with its time; with `draft`, one that has none and is not to go out now stays a draft."""
    moment = as_text(target.get("scheduledFor")) or values.text("scheduledFor", "schedule_at", "scheduled_for")
    queue = "queue" if values.text("queuedFromProfile", "queueId") else ""
    now = values.text("publishNow", "publish_now") == "true"
    if values.text("isDraft", "is_draft") == "true" or (draft and not (now or moment or queue)):
        return kept(post)
    return post if now else scheduled(post, moment or queue)


def _handle(target: dict[str, Any]) -> Handle:
    account = target.get("accountId")
    handle = as_text(dig(account, "_id")) or as_text(account if isinstance(account, str | int) else None)
    return Handle(handle, network(as_text(target.get("platform"))) or _PLATFORM)
