"""LinkedIn's REST API."""

from dataclasses import replace

import pytest

from tests.support.calls import call
from twohats.adapters.linkedin import rest
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

API = "https://api.linkedin.com"
AUTHOR = "urn:li:organization:8888888881"
SHARE = "urn:li:share:7"


def one(method: str, path: str, value: object, **headers: str) -> Activity:
    (found,) = rest.read(call(method, API + path, value, **headers))
    return found


@pytest.mark.parametrize("path", ["/rest/posts", "/rest/posts/", "/v2/posts"])
def test_a_post_names_its_author(path: str) -> None:
    found = one("POST", path, {"author": AUTHOR, "commentary": "hello"})
    assert (found.verb, found.text, found.actor and found.actor.platform_id) == (Verb.POST, "hello", "8888888881")


def test_a_batch_of_changes_is_taken_apart() -> None:
    value = {"entities": {SHARE: {"patch": {"$set": {"commentary": "better"}}}}}
    found = one("POST", "/rest/posts?ids=List()", value, x_restli_method="batch_partial_update")
    assert (found.verb, found.subject, found.text) == (Verb.EDIT, SHARE, "better")


def test_a_delete_in_every_spelling() -> None:
    deletes = [
        call("DELETE", f"{API}/rest/posts/{SHARE}"),
        call("POST", f"{API}/rest/posts/{SHARE}", x_http_method_override="DELETE"),
        call("POST", f"{API}/rest/posts/{SHARE}", {}, x_restli_method="DELETE"),
    ]
    assert [(found.verb, found.subject) for request in deletes for found in rest.read(request)] == [
        (Verb.DELETE, SHARE)
    ] * 3


def test_a_body_in_json_is_never_a_read() -> None:
    post = {"author": AUTHOR, "commentary": "hello"}
    assert one("POST", "/rest/posts", post, x_http_method_override="GET").verb is Verb.POST


def test_a_tunnelled_call_has_query_and_json_in_one_body() -> None:
    content = (
        b"--b\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nids=1\r\n"
        b'--b\r\nContent-Type: application/json\r\n\r\n{"patch":{"$set":{"commentary":"better"}}}\r\n--b--\r\n'
    )
    kind = "multipart/mixed; boundary=b"
    request = call("POST", f"{API}/rest/posts/{SHARE}", content, content_type=kind, x_http_method_override="PUT")
    assert [(found.verb, found.text) for found in rest.read(request)] == [(Verb.EDIT, "better")]


def test_comments_are_made_changed_and_deleted() -> None:
    path = f"/v2/socialActions/{SHARE}/comments"
    made = one("POST", path, {"actor": AUTHOR, "message": {"text": "nice"}, "parentComment": "urn:li:comment:(a,1)"})
    changed = one("POST", f"{path}/9", {"patch": {"message": {"$set": {"text": "x"}}}})
    gone = one("DELETE", f"{path}/9?actor={AUTHOR}", b"")
    assert (made.verb, made.reply_to) == (Verb.REPLY, "urn:li:comment:(a,1)")
    assert (changed.verb, changed.subject, changed.text) == (Verb.EDIT, "9", "x")
    assert (gone.verb, gone.actor and gone.actor.platform_id) == (Verb.DELETE, "8888888881")


def test_likes_and_reactions_name_who_and_what() -> None:
    like = one("POST", f"/v2/socialActions/{SHARE}/likes", {"actor": AUTHOR, "object": SHARE})
    reaction = one("POST", f"/rest/reactions?actor={AUTHOR}", {"root": SHARE, "reactionType": "PRAISE"})
    for found in (like, reaction):
        assert (found.verb, found.subject, found.actor and found.actor.platform_id) == (
            Verb.REACT,
            SHARE,
            "8888888881",
        )
    assert one("DELETE", f"/rest/reactions/(actor:{AUTHOR},entity:{SHARE})", b"").verb is Verb.DELETE


@pytest.mark.parametrize("value", [{}, {"elements": []}, {"commentary": "hello"}, {"author": AUTHOR}, []])
def test_a_post_that_does_not_say_who_or_what_is_unreadable(value: object) -> None:
    with pytest.raises(UnreadableActivityError):
        rest.read(call("POST", f"{API}/rest/posts", value))


def test_quiet_calls_are_known_and_others_not() -> None:
    assert rest.known(call("POST", f"{API}/rest/socialMetadata/{SHARE}", {"patch": {}}))
    assert rest.known(call("POST", f"{API}/rest/posts", x_http_method_override="GET"))
    assert not rest.known(call("POST", f"{API}/rest/something", {}))


def test_a_call_whose_body_cannot_be_told_is_no_query() -> None:
    request = call(
        "POST", "https://api.linkedin.com/rest/other", b"q=a", x_http_method_override="GET", content_type="a/b"
    )
    twice = replace(request, headers=(*request.headers, ("content-type", "c/d")))
    assert not rest.known(twice)
