"""What calls show on Misskey."""

import json

import pytest

from tests.support.calls import call
from twohats.adapter import Call
from twohats.adapters import misskey
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

API = "https://misskey.example/api/"


def done(endpoint: str, **values: object) -> Activity:
    (activity,) = misskey.read(call("POST", API + endpoint, values))
    return activity


def test_questions_are_posts_and_still_reads() -> None:
    for endpoint in ("i", "notes/timeline", "users/show", "notes/show", "meta", "drive/files/find"):
        assert misskey.call(call("POST", API + endpoint, {"i": "t"})) is Call.READ
    assert misskey.call(call("POST", API + "notes/create/", {"i": "t"})) is Call.WRITE
    assert misskey.call(call("POST", API + "drive/files/create")) is Call.UPLOAD


def test_paths_of_other_families_are_left_to_them() -> None:
    for path in ("/api/v1/statuses", "/api/v3/post", "/api/submit", "/apinotes/create"):
        assert not misskey.claims(call("POST", "https://a.example" + path))


def test_new_writing_endpoints_are_unknown() -> None:
    assert not misskey.known(call("POST", API + "notes/holograms/create"))
    assert misskey.known(call("POST", API + "antennas/create"))


def test_a_renote_with_own_words_or_files_is_a_quote() -> None:
    assert done("notes/create", renoteId="n").verb is Verb.REPOST
    assert done("notes/create", renoteId="n", fileIds=["f"]).verb is Verb.QUOTE
    assert done("notes/create", renoteId="n", replyId="m", text="a").verb is Verb.REPLY


def test_a_note_into_a_channel_names_it() -> None:
    assert [target.ref for target in done("notes/create", text="a", channelId="c").targets] == ["c"]


def test_a_draft_with_its_time_is_a_plan() -> None:
    when = 1893488400000
    planned = done("notes/drafts/create", text="a", scheduledAt=when, isActuallyScheduled=True)
    assert (planned.verb, planned.schedule) == (Verb.SCHEDULE, "2030-01-01T09:00:00Z")
    assert done("notes/drafts/create", text="a", scheduledAt=when, isActuallyScheduled=False).verb is Verb.UPLOAD


def test_pages_hold_the_words_of_their_blocks() -> None:
    content = [{"type": "section", "title": "One", "children": [{"type": "text", "text": "two"}]}]
    page = done("pages/create", title="Page", summary="short", content=content)
    assert (page.verb, page.title, page.text) == (Verb.POST, "Page", "short\nOne\ntwo")


def test_a_file_may_come_from_an_address_or_get_a_description() -> None:
    assert done("drive/files/upload-from-url", url="https://a.example/p").media[0].url == "https://a.example/p"
    described = done("drive/files/update", fileId="f", comment="a cup")
    assert (described.media[0].key, described.media[0].alt) == ("misskey.example/f", "a cup")


def test_a_note_of_nothing_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        done("notes/create", visibility="public")


def test_the_refusal_is_the_familys_error() -> None:
    told = json.loads(misskey.refusal(call("POST", API + "notes/create"), "no").content)["error"]
    assert (told["message"], told["code"]) == ("no", "PERMISSION_DENIED")
