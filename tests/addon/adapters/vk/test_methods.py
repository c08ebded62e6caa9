"""What methods of VK show."""

import json

import pytest

from tests.support.calls import call
from twohats.adapter import Call
from twohats.adapters import vk
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, MediaKind, Verb

API = "https://api.vk.com/method/"


def done(method: str, **values: object) -> Activity:
    (activity,) = vk.read(call("POST", API + method, values))
    return activity


@pytest.mark.parametrize(
    "method", ["users.get", "wall.getById", "groups.search", "wall.getComments", "utils.resolveScreenName"]
)
def test_questions_are_reads_whatever_their_http_method(method: str) -> None:
    assert vk.call(call("POST", API + method, {"a": 1})) is Call.READ


@pytest.mark.parametrize("host", ["api.vk.com", "api.vk.ru"])
@pytest.mark.parametrize("method", ["wall.post", "WALL.POST", "wall.post/"])
def test_a_post_is_one_by_get_too(host: str, method: str) -> None:
    request = call("GET", f"https://{host}/method/{method}?owner_id=5&message=hej")
    assert vk.call(request) is Call.WRITE
    assert [activity.text for activity in vk.read(request)] == ["hej"]


def test_a_new_method_that_may_show_something_is_unknown() -> None:
    assert not vk.known(call("POST", API + "holograms.publish"))
    assert not vk.known(call("POST", API + "execute.myProcedure"))
    assert vk.known(call("POST", API + "messages.markAsRead"))
    assert vk.known(call("POST", API + "execute"))


@pytest.mark.parametrize(
    ("values", "author"),
    [
        ({"owner_id": -7, "from_group": 1}, "7"),
        ({"owner_id": -7, "from_group": 0}, ""),
        ({"owner_id": -7}, ""),
        ({"owner_id": 5, "from_group": 1}, ""),
        ({"owner_id": -7, "from_group": 9}, "9"),
    ],
)
def test_a_community_speaks_only_when_the_call_says_so(values: dict[str, int], author: str) -> None:
    post = done("wall.post", message="hej", **values)
    assert (post.actor.platform_id if post.actor else "") == author


def test_attachments_are_media_and_links() -> None:
    post = done("wall.post", owner_id=5, attachments="photo5_1,video5_2_abc,https://a.example,page-5_3")
    assert [(media.key, media.kind) for media in post.media] == [
        ("photo5_1", MediaKind.IMAGE),
        ("video5_2_abc", MediaKind.VIDEO),
    ]
    assert post.links == ("https://a.example",)


def test_services_are_targets_of_their_own() -> None:
    post = done("wall.post", owner_id=5, message="hej", services="twitter,facebook")
    assert [target.network for target in post.targets] == ["vk", "twitter", "facebook"]


def test_a_video_may_go_to_the_wall_at_once() -> None:
    assert done("video.save", name="v").verb is Verb.UPLOAD
    assert done("video.save", name="v", wallpost=1).verb is Verb.VIDEO


def test_a_planned_post_that_changes_is_an_edit_with_its_time() -> None:
    edit = done("wall.edit", owner_id=5, post_id=9, message="hej", publish_date=1893488400)
    assert (edit.verb, edit.form, edit.schedule, edit.subject) == (Verb.EDIT, Verb.POST, "2030-01-01T09:00:00Z", "9")


def test_an_answer_names_what_it_answers() -> None:
    assert done("wall.createComment", owner_id=-7, post_id=9, message="a").reply_to == "9"
    assert done("wall.createComment", owner_id=-7, post_id=9, reply_to_comment=3, message="a").reply_to == "3"


def test_programs_are_read_only_as_far_as_they_ask() -> None:
    asks = call("POST", API + "execute", {"code": "return API.users.get();"})
    assert vk.read(asks) == ()
    for code in ("return API . wall . post({});", "return 1;", 'API.users.get(); var a = API["wall"]; a.post({});'):
        with pytest.raises(UnreadableActivityError):
            vk.read(call("POST", API + "execute", {"code": code}))
    with pytest.raises(UnreadableActivityError):
        vk.read(call("POST", API + "execute.postAll", {}))


def test_a_message_of_nothing_is_unreadable_and_a_sticker_is_one() -> None:
    with pytest.raises(UnreadableActivityError):
        done("messages.send", peer_id=4)
    assert done("messages.send", peer_id=4, sticker_id=7).verb is Verb.MESSAGE


def test_uploads_are_told_by_their_host() -> None:
    assert vk.call(call("POST", "https://pu.vk.com/c1/upload.php")) is Call.UPLOAD


def test_the_refusal_comes_with_status_200() -> None:
    refusal = vk.refusal(call("POST", API + "wall.post"), "no")
    assert (refusal.status, json.loads(refusal.content)["error"]["error_msg"]) == (200, "no")
