"""What calls to Zernio publish."""

import pytest

from tests.support.calls import call
from twohats.adapters import zernio
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

API = "https://zernio.com/api/v1/"


def test_an_account_may_have_its_own_text_media_and_time() -> None:
    own = {"customContent": "own", "customMedia": [{"url": "https://a.example/v.mp4"}]}
    target = {"platform": "twitter", "accountId": "z", **own, "scheduledFor": "2030-01-01T09:00:00Z"}
    other = {"platform": "twitter", "accountId": "y"}
    body = {"content": "all", "publishNow": False, "platforms": [target, other], "scheduledFor": "2031-01-01T09:00:00Z"}
    one, two = zernio.read(call("POST", API + "posts", body))
    assert (one.text, len(one.media), one.schedule[:4]) == ("own", 1, "2030")
    assert (two.text, two.media, two.schedule[:4]) == ("all", (), "2031")


def test_a_thread_is_read_to_its_end() -> None:
    items = [{"content": "one"}, {"content": "two", "mediaItems": [{"url": "https://a.example/a.jpg"}]}]
    target = {"platform": "twitter", "accountId": "z", "platformSpecificData": {"threadItems": items}}
    (post,) = zernio.read(call("POST", API + "posts", {"content": "one", "platforms": [target], "publishNow": True}))
    assert (post.text, len(post.media)) == ("one\ntwo", 1)


def test_a_queue_is_a_time_of_its_own() -> None:
    body = {"content": "hi", "platforms": [{"accountId": "z"}], "queuedFromProfile": "p"}
    assert zernio.read(call("POST", API + "posts", body))[0].schedule == "queue"


def test_a_draft_that_stays_one_publishes_nothing() -> None:
    (draft,) = zernio.read(call("PUT", API + "posts/p", {"content": "hi", "isDraft": True}))
    assert (draft.verb, draft.subject) == (Verb.UPLOAD, "p")


def test_answers_messages_and_likes() -> None:
    said = {"accountId": "z", "message": "hi"}
    (reply,) = zernio.read(call("POST", API + "inbox/comments/post1", said))
    assert (reply.verb, reply.reply_to) == (Verb.REPLY, "post1")
    (private,) = zernio.read(call("POST", API + "inbox/comments/post1/c1/private-reply", said))
    assert (private.verb, private.reply_to) == (Verb.MESSAGE, "c1")
    (message,) = zernio.read(call("POST", API + "inbox/conversations/v1/messages", said))
    assert (message.verb, message.reply_to) == (Verb.MESSAGE, "v1")
    (like,) = zernio.read(call("POST", API + "inbox/comments/post1/c1/like", {"accountId": "z"}))
    assert (like.verb, like.subject) == (Verb.REACT, "c1")
    with pytest.raises(UnreadableActivityError):
        zernio.read(call("POST", API + "inbox/comments/post1", {"accountId": "z"}))


def test_agents_change_and_answer_too() -> None:
    def tool(name: str, **arguments: object) -> tuple[Verb, str]:
        message = {"method": "tools/call", "params": {"name": name, "arguments": arguments}}
        (activity,) = zernio.read(call("POST", "https://mcp.zernio.com/mcp", message))
        return activity.verb, activity.text

    assert tool("posts_update", post_id="p", content="new") == (Verb.EDIT, "new")
    assert tool("comments_reply", commentId="c", message="hi", accountId="z") == (Verb.REPLY, "hi")
    assert tool("posts_publish_now", account_ids=["z"], content="hi") == (Verb.POST, "hi")


def test_a_post_for_nobody_or_of_nothing_is_unreadable() -> None:
    for body in ({"content": "hi"}, {"platforms": [{"accountId": "z"}], "publishNow": True}):
        with pytest.raises(UnreadableActivityError):
            zernio.read(call("POST", API + "posts", body))
