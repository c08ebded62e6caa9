"""TikTok's own page."""

from typing import Any

import pytest

from tests.support.calls import call
from twohats.adapters.tiktok import web
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

HOST = "https://www.tiktok.com"
FORM = "application/x-www-form-urlencoded"


def films(posts: list[Any], switches: list[Any]) -> tuple[Activity, ...]:
    value = {"single_post_req_list": posts, "feature_common_info_list": switches}
    return web.read(call("POST", HOST + "/tiktok/web/project/post/v1/", value))


def test_one_switch_may_count_for_every_film() -> None:
    private = {"privacy_setting_info": {"visibility_type": 1}}
    found = films([{"video_id": "1"}, {"video_id": "2"}], [private])
    assert [(one.audience, one.media[0].key) for one in found] == [("private", "1"), ("private", "2")]
    assert [one.audience for one in films([{"video_id": "1"}], [])] == [""]


def test_the_text_may_be_marked_up_only() -> None:
    (found,) = films([{"single_post_feature_info": {"markup_text": "look"}}], [])
    assert found.text == "look"


def test_a_time_makes_a_schedule() -> None:
    (found,) = films([{"video_id": "1"}], [{"schedule_time": 1893488400}])
    assert (found.verb, found.form, found.schedule) == (Verb.SCHEDULE, Verb.VIDEO, "2030-01-01T09:00:00Z")


@pytest.mark.parametrize(
    ("path", "verb", "subject"),
    [
        ("/api/commit/item/digg/?aweme_id=7&type=1", Verb.REACT, "7"),
        ("/api/commit/item/digg/?aweme_id=7&type=0", Verb.DELETE, "7"),
        ("/api/commit/follow/user/?user_id=8&type=1", Verb.FOLLOW, "8"),
        ("/api/comment/delete/?cid=9", Verb.DELETE, "9"),
    ],
)
def test_switches_of_the_page(path: str, verb: Verb, subject: str) -> None:
    request = call("GET", HOST + path)
    (found,) = web.read(request)
    assert (found.verb, found.subject) == (verb, subject)
    assert web.changes(request)


def test_an_answer_names_the_comment_it_answers() -> None:
    (found,) = web.read(
        call("POST", HOST + "/api/comment/publish/", b"text=a&aweme_id=7&reply_id=9", content_type=FORM)
    )
    assert (found.verb, found.reply_to) == (Verb.REPLY, "9")


def test_a_new_picture_of_the_profile() -> None:
    (found,) = web.read(call("POST", HOST + "/api/update/profile/", b"avatar_uri=a1", content_type=FORM))
    assert (found.verb, found.media[0].key) == (Verb.PROFILE, "a1")


def test_the_oldest_call_of_a_film() -> None:
    (found,) = web.read(call("POST", HOST + "/api/v1/item/create/?video_id=1&text=look"))
    assert (found.verb, found.text) == (Verb.VIDEO, "look")


@pytest.mark.parametrize("path", ["/tiktok/web/project/post/v1/", "/api/comment/publish/", "/api/v1/item/create/"])
def test_what_does_not_say_its_content_is_unreadable(path: str) -> None:
    with pytest.raises(UnreadableActivityError):
        web.read(call("POST", HOST + path, {}))


def test_steps_around_a_film_are_known_and_strangers_not() -> None:
    assert web.known(call("POST", HOST + "/api/v1/web/project/create/"))
    assert not web.known(call("POST", HOST + "/api/something/new/"))
    assert not web.changes(call("GET", HOST + "/api/comment/list/"))
