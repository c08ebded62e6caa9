import json
from pathlib import Path

from tests.addon.test_guarding import written
from tests.support.photographs import encoded, photograph
from tests.support.x_calls import OAUTH1, OAUTH2, call, reply
from twohats.adapter import Reply, Request
from twohats.opening import open_replay
from twohats.replays.recordings import Exchange
from twohats.replays.replay import Replayed, as_json

ANNA = {"authorization": 'OAuth oauth_consumer_key="k", oauth_token="2222222222-made-up", oauth_signature="s"'}
POSTED = reply({"data": {"id": "19"}}, 201)


def post(text: str = "Launch day", media: str = "", **headers: str) -> Request:
    content: dict[str, object] = {"text": text} | ({"media": {"media_ids": [media]}} if media else {})
    return call("POST", "https://api.x.com/2/tweets?token=made-up", content, **(headers or OAUTH1))


async def replayed(folder: Path, *pairs: tuple[Request, Reply | None], rules: tuple[str, ...] = ()) -> list[Replayed]:
    exchanges = (Exchange("a.flow", index, request, answer) for index, (request, answer) in enumerate(pairs))
    with open_replay(written(folder, *rules), "") as replay:
        return [one async for one in replay.file(exchanges)]


async def test_each_request_is_read_and_judged_like_live(tmp_path: Path) -> None:
    reads = call("GET", "https://api.x.com/2/users/me", **OAUTH1)
    elsewhere = call("POST", "https://elsewhere.example/x", {"a": 1})
    unknown = call("POST", "https://api.x.com/2/whatever", {"a": 1}, **OAUTH1)
    broken = call("POST", "https://api.x.com/2/tweets", b'{"te', content_type="application/json", **OAUTH1)
    found = await replayed(tmp_path, *((request, None) for request in (post(), reads, elsewhere, unknown, broken)))
    shown = [as_json(one) for one in found]
    assert [one["reading"] for one in shown] == ["activity", "nothing", "unguarded", "nothing", "unreadable"]
    assert [one["known"] for one in shown] == [True, True, True, False, True]
    assert [one["decision"] and one["decision"]["effect"] for one in shown] == ["block", None, None, "note", "block"]


async def test_the_line_has_what_the_design_promises_and_no_query(tmp_path: Path) -> None:
    (found,) = await replayed(tmp_path, (post(), None))
    line = json.loads(json.dumps(as_json(found)))
    assert (line["source"], line["index"], line["method"]) == ("a.flow", 0, "POST")
    assert line["url"] == "https://api.x.com/2/tweets"
    (activity,) = line["activities"]
    assert set(activity) >= {"verb", "platform", "account", "login", "targets", "text", "media", "reply_to", "schedule"}
    assert activity["account"] | {"ref": "acme", "kind": "brand", "platform_id": "1111111111"} == activity["account"]
    assert activity["account"]["confidence"] == "stated"
    assert line["decision"] == {"effect": "block", "rules": ["rests"], "reasons": ["The brand rests."]}
    assert found.explanations[0].changes


async def test_replies_teach_what_they_would_have_taught_live(tmp_path: Path) -> None:
    whoami = call("GET", "https://api.x.com/2/users/me", **OAUTH2)
    told = reply({"data": {"id": "1111111111", "username": "acme"}})
    before, _, after = await replayed(tmp_path, (post(**OAUTH2), None), (whoami, told), (post(**OAUTH2), None))
    assert not before.cases[0].account.identified
    assert after.cases[0].account.ref == "acme"


async def test_what_went_out_in_the_file_is_remembered(tmp_path: Path) -> None:
    echo = "{id: echo, for: {account: brand}, when: post.text_seen_on_personal, effect: block, message: Yours.}"
    text = "Sunday at the lake"
    failed, passed = reply({"title": "Forbidden"}, 403), POSTED
    for answer, rules in ((failed, ()), (None, ()), (passed, ("echo",))):
        _, second = await replayed(tmp_path, (post(text, **ANNA), answer), (post(text), None), rules=(echo,))
        assert second.decision is not None
        assert second.decision.rules == rules


async def test_a_picture_is_recognised_from_its_upload_in_the_file(tmp_path: Path) -> None:
    mine = (
        "{id: mine, for: {account: brand}, when: 'post.media.exists(m, m.seen_on_personal)', effect: ask, message: M.}"
    )
    head = b'--b\r\nContent-Disposition: form-data; name="media"; filename="p.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    body = head + encoded(photograph(1, 640, 480)) + b"\r\n--b--\r\n"

    def upload(**headers: str) -> Request:
        kind = "multipart/form-data; boundary=b"
        return call("POST", "https://api.x.com/2/media/upload", body, content_type=kind, **headers)

    one, two = "1800000000000000001", "1800000000000000002"
    pairs = [
        (upload(**ANNA), reply({"data": {"id": one}})),
        (post("hi", one, **ANNA), POSTED),
        (upload(**OAUTH1), reply({"data": {"id": two}})),
        (post("ho", two), None),
    ]
    found = await replayed(tmp_path, *pairs, rules=(mine,))
    assert found[3].decision is not None
    assert found[3].decision.rules == ("mine",)
    assert as_json(found[3])["activities"][0]["media"] == 1


async def test_offline_a_server_that_no_policy_names_is_read_by_its_paths(tmp_path: Path) -> None:
    toot = call("POST", "https://social.example/api/v1/statuses", "status=hi", authorization="Bearer made-up")
    (found,) = await replayed(tmp_path, (toot, None))
    assert as_json(found)["activities"][0]["platform"] == "mastodon"
