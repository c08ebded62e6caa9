"""What YouTube's replies teach."""

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, NameIs, Published
from twohats.adapters.youtube.facts import learn

API = "https://youtube.googleapis.com/youtube/v3/"
TUBE = "https://www.youtube.com/youtubei/v1/"
CHANNEL = "UCacme00000000000000001x"


def test_the_own_channel_is_the_login_and_others_are_names() -> None:
    reply = said({"items": [{"id": CHANNEL, "snippet": {"title": "Acme", "customUrl": "@acme"}}]})
    assert [*learn(call("GET", API + "channels?mine=true"), reply)] == [LoginIs(CHANNEL, "acme")]
    assert [*learn(call("GET", API + f"channels?id={CHANNEL}"), reply)] == [NameIs("youtube", CHANNEL, "acme")]
    assert [*learn(call("GET", API + "videos?id=v"), said({"items": [{"id": "v"}]}))] == []


def test_a_new_film_names_its_channel() -> None:
    reply = said({"kind": "youtube#video", "id": "v", "snippet": {"channelId": CHANNEL}})
    url = "https://www.googleapis.com/upload/youtube/v3/videos?upload_id=u"
    film = Published("v", "https://www.youtube.com/watch?v=v")
    assert [*learn(call("PUT", url, b"film"), reply)] == [LoginIs(CHANNEL), film]
    assert [*learn(call("PUT", url + "&onBehalfOfContentOwner=o", b"film"), reply)] == [film]


def test_a_comment_is_published() -> None:
    reply = said({"kind": "youtube#commentThread", "id": "Ug1"})
    assert [*learn(call("POST", API + "commentThreads", {}), reply)] == [Published("Ug1")]


def test_uploads_of_studio_are_kept() -> None:
    url = "https://upload.youtube.com/upload/studio?upload_id=u"
    assert [*learn(call("POST", url, b"film"), said({"scottyResourceId": "s1"}))] == [KeptAs("s1")]
    picture = call("POST", "https://www.youtube.com/channel_image_upload/posts", b"picture")
    assert [*learn(picture, said({"encryptedBlobId": "b1"}))] == [KeptAs("b1")]


def test_a_draft_is_kept_and_a_public_film_published() -> None:
    def made(audience: str) -> object:
        value = {"initialMetadata": {"privacy": {"newPrivacy": audience}}}
        return [*learn(call("POST", TUBE + "upload/createvideo", value), said({"videoId": "v"}))]

    assert made("PRIVATE") == [KeptAs("v")]
    assert made("PUBLIC") == [Published("v", "https://www.youtube.com/watch?v=v")]


def test_the_chosen_account_is_the_login() -> None:
    items = [
        {"accountItem": {"isSelected": False, "channelHandle": {"simpleText": "@anna"}}},
        {"accountItem": {"isSelected": True, "channelHandle": {"simpleText": "@acme"}}},
    ]
    assert [*learn(call("POST", TUBE + "account/accounts_list", {}), said({"contents": items}))] == [
        LoginIs("", "acme")
    ]
