"""The path of a request through real parts, from the call to the log line."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.disks import full_disk
from tests.support.gates import Room, WaitingClient, as_connection, brand, policy, room
from tests.support.photographs import encoded, photograph
from tests.support.x_calls import OAUTH1, OAUTH2, WEB, call, operation, reply
from twohats.adapter import Reply, Request
from twohats.adapters import ADAPTERS
from twohats.gate import MAX_RELEASED
from twohats.guard import Handling
from twohats.question import Choice, Hindrance
from twohats_policy.policy import Policy

ANNA = {"authorization": 'OAuth oauth_consumer_key="k", oauth_token="2222222222-made-up", oauth_signature="s"'}
POSTED = reply({"data": {"id": "1900000000000000001"}}, 201)
X = frozenset({"api.x.com"})
REPO = "did:plc:acmeacmeacmeacmeacmeacme"

type Open = Callable[..., Room]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as rooms:

        def open_room(rules: Policy, *choices: Choice | None) -> Room:
            made: AbstractContextManager[Room] = room(tmp_path, rules, *choices)
            return rooms.enter_context(made)

        yield open_room


def post(text: str = "Launch day", **headers: str) -> Request:
    return call("POST", "https://api.x.com/2/tweets", {"text": text}, **(headers or OAUTH1))


def batch(*collections: str) -> Request:
    records: dict[str, dict[str, Any]] = {
        "app.bsky.feed.post": {"text": "hi", "createdAt": "2026-01-01T00:00:00Z"},
        "app.bsky.feed.like": {"subject": {"uri": "at://did:plc:x/app.bsky.feed.post/1", "cid": "c"}},
    }
    writes = [
        {"$type": "com.atproto.repo.applyWrites#create", "collection": name, "value": {"$type": name, **records[name]}}
        for name in collections
    ]
    url = "https://bsky.social/xrpc/com.atproto.repo.applyWrites"
    return call("POST", url, {"repo": REPO, "writes": writes}, authorization="Bearer made-up")


async def test_what_no_rule_restricts_passes_and_is_written_down_first(opened: Open) -> None:
    it = opened(policy(brand("block")))
    assert await it.send(post("Hello", **ANNA)) is None
    (line,) = it.log()
    assert (line["verdict"], line["account"]["ref"], line["decision"]["effect"]) == ("pass", "anna", "allow")
    assert line["outcome"] is None
    assert it.prompter.shown == []


async def test_a_forbidden_post_is_refused_with_the_rule_s_words_in_the_platform_s_shape(opened: Open) -> None:
    it, waiting = opened(policy(brand("block"))), WaitingClient()
    refusal = await it.send(post(), waiting)
    assert refusal is not None
    assert refusal.status == 403
    assert "The brand rests." in json.loads(refusal.content)["detail"]
    assert waiting.words == "Not sent (twohats): The brand rests."
    assert waiting.released == ""
    (line,) = it.log()
    assert (line["verdict"], line["refused_with"], line["text"].get("kept")) == ("refuse", {"status": 403}, None)
    assert await it.told() == [("Not sent: this post from @acme (brand, X)", "twohats refused it. The brand rests.")]


async def test_what_a_person_sends_passes_with_the_answer_in_the_log(opened: Open) -> None:
    it, waiting = opened(policy(brand("ask")), Choice.SEND), WaitingClient()
    assert await it.send(post(), waiting) is None
    (line,) = it.log()
    assert waiting.released == line["id"]
    assert (line["verdict"], line["answer"]["choice"], line["answer"]["by"]) == ("pass", "send", "anna")
    assert [question.problem.text for question in it.prompter.shown] == ["Launch day"]


async def test_what_a_person_blocks_is_refused_in_their_name(opened: Open) -> None:
    it = opened(policy(brand("ask")), Choice.BLOCK)
    refusal = await it.send(post())
    assert refusal is not None
    assert "blocked by anna" in json.loads(refusal.content)["detail"]
    (line,) = it.log()
    assert (line["verdict"], line["answer"]["choice"]) == ("refuse", "block")


async def test_nobody_reached_is_a_refusal_that_says_how_to_go_on(opened: Open) -> None:
    it = opened(policy(brand("ask")))
    it.prompter.reaches = False
    refusal = await it.send(post())
    assert refusal is not None
    assert "nobody could be asked" in json.loads(refusal.content)["detail"]
    assert it.log()[0]["answer"] | {"seconds": 0} == {
        "by": "nobody",
        "choice": "block",
        "reason": "",
        "seconds": 0,
        "channel": "unreached",
    }


async def test_a_ticket_lets_the_same_activity_pass_once(opened: Open) -> None:
    it = opened(policy(brand("ask")))
    it.prompter.reaches = False
    await it.send(post())
    id = it.prompter.shown[0].id
    assert await it.questions.answer(id, Choice.SEND, by="anna", channel="page", reason="it is fine")
    assert await it.send(post("Something else")) is not None
    assert await it.send(post()) is None
    assert await it.send(post()) is not None
    passed = [line for line in it.log() if line["verdict"] == "pass"]
    assert [line["answer"]["reason"] for line in passed] == ["it is fine"]


async def test_the_undo_window_asks_and_the_second_person_is_named(opened: Open) -> None:
    waits = "{id: slow, for: {account: brand, verbs: [post]}, effect: wait, wait_seconds: 30, message: Slowly.}"
    second = "{id: two, for: {account: brand, verbs: [react]}, effect: second, message: Two pairs of eyes.}"
    it = opened(policy(waits, second), Choice.SEND)
    assert await it.send(post()) is None
    it.prompter.reaches = False
    liked = await it.send(call("POST", "https://api.x.com/2/users/1111111111/likes", {"tweet_id": "1"}, **OAUTH1))
    assert liked is not None
    assert "nobody could be asked" in json.loads(liked.content)["detail"]
    assert [shown.undo for shown in it.prompter.shown] == [True, False]
    assert it.prompter.shown[1].approvers == ("bo",)


async def test_only_the_second_person_releases_what_needs_one(opened: Open) -> None:
    it = opened(policy(brand("second")))
    own, colleague = asyncio.create_task(it.send(post("One"))), asyncio.create_task(it.send(post("Two")))
    await asyncio.sleep(0.05)
    one, two = (held.question.id for held in it.questions.open())
    assert not await it.questions.answer(one, Choice.SEND, by="anna", channel="page")
    assert await it.questions.answer(one, Choice.BLOCK, by="anna", channel="page")
    assert await it.questions.answer(two, Choice.SEND, by="bo", channel="page")
    assert (await own) is not None
    assert (await colleague) is None


async def test_who_may_not_approve_any_more_has_released_nothing(opened: Open) -> None:
    it = opened(policy(brand("second")))
    held = asyncio.create_task(it.send(post()))
    await asyncio.sleep(0.05)
    it.follow(policy("{id: brand-block, for: {account: brand}, effect: block, message: Silence.}"))
    assert it.questions.open()[0].answer(Choice.SEND, by="bo", channel="page")
    assert await held is not None


async def test_a_released_second_opinion_passes_once_when_it_is_sent_again(opened: Open) -> None:
    it = opened(policy(brand("second")))
    it.prompter.reaches = False
    assert await it.send(post()) is not None
    id = it.prompter.shown[0].id
    assert not await it.questions.answer(id, Choice.SEND, by="anna", channel="page")
    assert await it.questions.answer(id, Choice.SEND, by="bo", channel="page")
    it.clock.turn(minutes=170)
    assert await it.send(post()) is None
    assert await it.send(post()) is not None
    assert [line["answer"]["by"] for line in it.log()] == ["nobody", "bo", "nobody"]


async def test_an_undo_window_sends_at_its_end_unless_somebody_undoes_it(opened: Open) -> None:
    waits = "{id: slow, for: {account: brand}, effect: wait, wait_seconds: 1, message: Slowly.}"
    it = opened(policy(waits), None, Choice.BLOCK)
    assert await it.send(post("One")) is None
    assert await it.send(post("Two")) is not None
    assert [(line["answer"]["by"], line["verdict"]) for line in it.log()] == [("nobody", "pass"), ("anna", "refuse")]


async def test_the_end_of_an_undo_window_sends_nothing_under_a_stricter_policy(opened: Open) -> None:
    it = opened(policy("{id: slow, for: {account: brand}, effect: wait, wait_seconds: 1, message: Slowly.}"))
    held = asyncio.create_task(it.send(post()))
    await asyncio.sleep(0.05)
    it.follow(policy(brand("ask")))
    assert await held is not None


async def test_an_account_that_is_met_for_the_first_time_is_told_once(opened: Open) -> None:
    it = opened(policy(brand("allow"), more="probe: false\nunknown_account: note"))
    for text in ("One", "Two"):
        assert await it.send(post(text, **OAUTH2)) is None
    told = [title for title, _ in await it.told()]
    assert len([title for title in told if title.startswith("A new account")]) == 1


async def test_one_refused_part_refuses_the_whole_batch(opened: Open) -> None:
    rule = "{id: no-likes, for: {account: brand, verbs: [react]}, effect: block, message: No likes.}"
    it = opened(policy(rule))
    assert await it.send(batch("app.bsky.feed.post")) is None
    refusal = await it.send(batch("app.bsky.feed.post", "app.bsky.feed.like"))
    assert refusal is not None
    lines = it.log()[1:]
    assert [(line["verb"], line["verdict"], line["decision"]["effect"]) for line in lines] == [
        ("post", "refuse", "allow"),
        ("react", "refuse", "block"),
    ]


async def test_every_part_of_a_batch_that_was_asked_about_has_the_answer(opened: Open) -> None:
    it = opened(policy(brand("ask")), Choice.SEND)
    assert await it.send(batch("app.bsky.feed.post", "app.bsky.feed.like", "app.bsky.feed.post")) is None
    assert [line["answer"]["choice"] for line in it.log()] == ["send"] * 3
    assert len(it.prompter.shown) == 1


async def test_each_part_of_a_batch_gets_its_own_id(opened: Open) -> None:
    it = opened(policy(brand("note")))
    uris = [f"at://{REPO}/app.bsky.feed.post/{key}" for key in ("a", "b")]
    await it.exchange(
        batch("app.bsky.feed.post", "app.bsky.feed.post"), reply({"results": [{"uri": uri} for uri in uris]})
    )
    assert [line["outcome"]["id"] for line in it.log()] == uris


async def test_a_batch_whose_reply_names_too_few_things_gets_no_ids(opened: Open) -> None:
    it = opened(policy(brand("note")))
    answer = reply({"results": [{"uri": f"at://{REPO}/app.bsky.feed.post/a"}]})
    await it.exchange(batch("app.bsky.feed.post", "app.bsky.feed.post"), answer)
    assert [line["outcome"] for line in it.log()] == [{"status": "published", "id": "", "url": ""}] * 2


async def test_a_call_that_cannot_be_read_asks(opened: Open) -> None:
    it = opened(policy(brand("allow")), Choice.SEND, Choice.BLOCK)
    broken = call("POST", "https://api.x.com/2/tweets", b'{"text": "Launch', content_type="application/json", **OAUTH1)
    assert await it.send(broken) is None
    assert await it.send(replace(broken, content=b'{"text": "Lunch')) is not None
    assert [line["verb"] for line in it.log()] == [None, None]
    assert [line["decision"]["rules"] for line in it.log()] == [["unreadable"], ["unreadable"]]


async def test_a_call_too_large_to_keep_asks_even_where_its_head_is_known(opened: Open) -> None:
    it = opened(policy(brand("allow")), Choice.BLOCK)
    waiting = WaitingClient(complete=False)
    assert await it.send(replace(post(), content=b""), waiting) is not None
    assert it.log()[0]["decision"]["rules"] == ["unreadable"]


async def test_an_answer_about_one_call_too_large_to_keep_is_none_about_another(opened: Open) -> None:
    it = opened(policy(brand("allow")))
    it.prompter.reaches = False
    first = WaitingClient(complete=False, digest="1" * 64)
    assert await it.send(replace(post(), content=b""), first) is not None
    id = it.prompter.shown[0].id
    assert await it.questions.answer(id, Choice.SEND, by="anna", channel="page")
    other, again = (WaitingClient(complete=False, digest=digit * 64) for digit in "21")
    assert await it.send(replace(post(), content=b""), other) is not None
    assert await it.send(replace(post(), content=b""), again) is None


async def test_a_policy_that_became_stricter_while_a_person_thought_counts(opened: Open) -> None:
    it = opened(policy(brand("ask")))
    held = asyncio.create_task(it.send(post()))
    await asyncio.sleep(0.05)
    it.follow(policy(brand("block", "We are silent today.")))
    assert it.questions.open()[0].answer(Choice.SEND, by="anna", channel="page")
    refusal = await held
    assert refusal is not None
    assert "We are silent today." in json.loads(refusal.content)["detail"]
    (line,) = it.log()
    assert (line["verdict"], line["decision"]["effect"], line["answer"]["choice"]) == ("refuse", "block", "send")
    assert it.questions.recent()[0].hindrance is Hindrance.OVERRULED


async def test_an_hour_that_struck_while_a_window_ran_counts(opened: Open) -> None:
    waits = "{id: slow, for: {account: brand}, effect: wait, wait_seconds: 1, message: Slowly.}"
    night = "{id: night, for: {account: brand}, when: now.hour >= 22, effect: block, message: The brand sleeps.}"
    it = opened(policy(waits, night))
    it.gate.judge = replace(it.judge, now=it.clock)
    held = asyncio.create_task(it.send(post()))
    await asyncio.sleep(0.05)
    it.clock.turn(hours=13)
    refusal = await held
    assert refusal is not None
    assert "The brand sleeps." in json.loads(refusal.content)["detail"]


async def test_a_post_that_was_undone_does_not_go_out_when_the_tool_tries_again(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twohats.asking.again.ECHO_SECONDS", -1.0)
    waits = "{id: slow, for: {account: brand}, effect: wait, wait_seconds: 1, message: Slowly.}"
    it, leaving = opened(policy(waits), Choice.BLOCK), WaitingClient()
    assert await it.send(post()) is not None
    again = asyncio.create_task(it.send(post(), leaving))
    await asyncio.sleep(1.2)
    assert [held.question.undo for held in it.questions.open()] == [False]
    leaving.gone.set()
    assert await again is not None
    assert await it.send(post("Another")) is None


async def test_a_policy_that_became_milder_while_a_person_thought_changes_no_answer(opened: Open) -> None:
    it = opened(policy(brand("ask")))
    held = asyncio.create_task(it.send(post()))
    await asyncio.sleep(0.05)
    it.follow(policy(brand("allow")))
    assert it.questions.open()[0].answer(Choice.BLOCK, by="anna", channel="page")
    assert await held is not None


async def test_an_unknown_login_asks_and_can_be_named_afterwards(opened: Open) -> None:
    it = opened(policy(brand("allow"), more="probe: false"), Choice.SEND)
    assert await it.send(post(**OAUTH2)) is None
    assert it.log()[0]["decision"]["rules"] == ["unknown-account"]
    ((login, account),) = it.judge.identity.logins()
    assert (login.platform, account.known) == ("x", False)


async def test_an_unknown_login_is_asked_for_once_by_a_call_of_our_own(opened: Open) -> None:
    it = opened(policy(brand("block")))
    answers = WaitingClient(answers=lambda _: reply({"data": {"id": "2222222222", "username": "anna"}}))
    assert await it.send(post(**OAUTH2), answers) is None
    assert await it.send(post("Again", **OAUTH2), answers) is None
    assert [question.path for question in answers.fetched] == ["/2/users/me"]
    assert {line["account"]["ref"] for line in it.log()} == {"anna"}


async def test_a_probe_that_nobody_answers_is_not_repeated_and_the_login_stays_unknown(opened: Open) -> None:
    it, waiting = opened(policy(brand("allow")), Choice.BLOCK, Choice.BLOCK), WaitingClient()
    assert await it.send(post(**OAUTH2), waiting) is not None
    assert await it.send(post("Again", **OAUTH2), waiting) is not None
    assert len(waiting.fetched) == 1
    assert {line["account"]["confidence"] for line in it.log()} == {"none"}


async def test_a_disk_that_is_full_refuses_with_words_and_releases_nothing(opened: Open) -> None:
    it, waiting = opened(policy(brand("ask")), Choice.SEND), WaitingClient()
    with full_disk():
        refusal = await it.send(post(), waiting)
    assert refusal is not None
    assert "could not be written down" in json.loads(refusal.content)["detail"]
    assert waiting.released == ""
    assert it.log() == []


async def test_a_full_disk_has_its_words_also_where_rules_look_at_what_went_out(opened: Open) -> None:
    rule = "{id: echo, for: {account: brand}, when: post.near_copy_of_other, effect: ask, message: Yours.}"
    it = opened(policy(rule), Choice.SEND)
    assert await it.exchange(post("Sunday at the lake", **ANNA), POSTED) is None
    with full_disk():
        refusal = await it.send(post("Launch day at Acme"))
    assert refusal is not None
    assert "could not be written down" in json.loads(refusal.content)["detail"]
    assert it.prompter.shown[0].decision.reasons[0].unsure == ("memory.near_copy_of_other",)


async def test_a_note_passes_and_is_told_afterwards(opened: Open) -> None:
    it = opened(policy(brand("note", "Remember the campaign.")))
    assert await it.send(post()) is None
    assert await it.told() == [
        ("twohats: a note on this post from @acme (brand, X)", "It is sent. Remember the campaign.")
    ]


async def test_unknown_calls_are_counted_and_leave_no_line(opened: Open) -> None:
    it = opened(policy(brand("block")))
    unknown = call("POST", "https://api.x.com/2/campaigns/12345/launch", {"secret": "words"}, **OAUTH1)
    assert await it.send(unknown) is None
    assert await it.send(unknown) is None
    assert it.log() == []
    assert await it.told() == []
    assert [(one.path, one.count) for one in it.unknown_calls.all()] == [("/2/campaigns/*/launch", 2)]


async def test_unknown_calls_ask_where_the_policy_says_so(opened: Open) -> None:
    it = opened(policy(brand("allow"), more="unknown_call: ask"), Choice.BLOCK)
    assert await it.send(call("POST", "https://api.x.com/2/campaigns", {"x": 1}, **OAUTH1)) is not None
    assert it.log()[0]["decision"]["rules"] == ["unknown-call"]


async def test_a_call_that_no_adapter_of_the_host_claims_gets_a_plain_refusal_and_an_outcome(opened: Open) -> None:
    it = opened(policy(brand("allow"), more="unknown_call: ask"), Choice.BLOCK, Choice.SEND)
    stray = call("POST", "https://mastodon.example/cgi/publish", "status=hi")
    refusal = await it.send(stray)
    assert refusal is not None
    assert refusal.content_type.startswith("text/plain")
    assert await it.exchange(replace(stray, content=b"status=ho"), Reply(200)) is None
    assert [line["outcome"] for line in it.log()] == [None, {"status": "unknown", "id": "", "url": ""}]


async def test_using_content_that_nobody_saw_asks(opened: Open) -> None:
    it = opened(policy(brand("allow")), Choice.BLOCK, Choice.BLOCK)
    publish = call("POST", "https://graph.facebook.com/v21.0/3333333331/media_publish", "creation_id=17999999999999999")
    assert await it.send(publish) is not None
    rules = it.log()[0]["decision"]["rules"]
    assert set(rules) & {"unreadable", "unseen-content"}


async def test_a_picture_seen_on_the_personal_account_asks_on_the_brand(opened: Open) -> None:
    rule = (
        "{id: mine, for: {account: brand}, when: 'post.media.exists(m, m.seen_on_personal)', effect: ask,"
        " message: A picture of yours.}"
    )
    it = opened(policy(rule), Choice.BLOCK)
    picture = encoded(photograph(1, 640, 480))
    for headers, id in ((ANNA, "1800000000000000001"), (OAUTH1, "1800000000000000002")):
        await upload(it, picture, id, **headers)
        sent = call("POST", "https://api.x.com/2/tweets", {"text": "Sun", "media": {"media_ids": [id]}}, **headers)
        refusal = await it.exchange(sent, POSTED)
    assert refusal is not None
    first, second = it.log()
    assert (first["account"]["ref"], first["verdict"]) == ("anna", "pass")
    assert (second["account"]["ref"], second["decision"]["rules"]) == ("acme", ["mine"])


async def upload(it: Room, content: bytes, id: str, **headers: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="media"; filename="p.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    kind = "multipart/form-data; boundary=b"
    sent = call(
        "POST", "https://api.x.com/2/media/upload", body + content + b"\r\n--b--\r\n", content_type=kind, **headers
    )
    assert it.gate.handling(X, replace(sent, content=b"")) is Handling.TAP
    await it.gate.tapped(X, sent, complete=True)
    await it.gate.replied(X, sent, reply({"data": {"id": id}}), "")


async def test_the_outcome_completes_the_line(opened: Open) -> None:
    it = opened(policy(brand("note")))
    assert await it.exchange(post(), POSTED) is None
    assert await it.exchange(post("Again"), reply({"title": "Forbidden"}, 403)) is None
    assert [line["outcome"]["status"] for line in it.log()] == ["published", "failed"]
    assert it.log()[0]["outcome"]["id"] == "1900000000000000001"


async def test_a_reply_that_never_came_leaves_an_unknown_outcome_and_is_told(opened: Open) -> None:
    it, waiting, sent = opened(policy(brand("block"))), WaitingClient(), post("Sunday at the lake", **ANNA)
    assert await it.send(sent, waiting) is None
    await it.gate.lost(X, sent, "connection closed", waiting.released)
    assert it.log()[0]["outcome"]["status"] == "unknown"
    assert (await it.told())[0][0] == "No reply came about this post from @anna (personal, X)"
    await it.gate.lost(X, sent, "connection closed", waiting.released)
    await it.gate.lost(X, sent, "connection closed", "")
    assert len(it.prompter.notices) == 1


async def test_what_may_be_out_is_remembered_even_if_no_reply_came(opened: Open) -> None:
    rule = "{id: echo, for: {account: brand}, when: post.text_seen_on_personal, effect: block, message: Yours.}"
    it, waiting, sent = opened(policy(rule)), WaitingClient(), post("Sunday at the lake", **ANNA)
    assert await it.send(sent, waiting) is None
    await it.gate.lost(X, sent, "connection closed", waiting.released)
    assert await it.send(post("Sunday at the lake")) is not None


async def test_what_is_allowed_after_its_client_has_gone_is_refused_and_told(opened: Open) -> None:
    it, waiting = opened(policy(brand("note"))), WaitingClient()
    waiting.gone.set()
    assert await it.send(post(), waiting) is not None
    assert waiting.released == ""
    assert it.log()[0]["outcome"]["status"] == "failed"
    assert (await it.told())[-1][0] == "Not sent: the app had stopped waiting"


async def test_a_client_that_leaves_while_a_question_is_open_is_refused(opened: Open) -> None:
    it, waiting = opened(policy(brand("ask"))), WaitingClient()
    held = asyncio.create_task(it.send(post(), waiting))
    await asyncio.sleep(0.05)
    waiting.gone.set()
    assert await held is not None
    assert it.log()[0]["verdict"] == "refuse"


async def test_reads_pass_unseen_and_hosts_that_are_not_guarded_too(opened: Open) -> None:
    it = opened(policy(brand("block")))
    read = call("GET", "https://api.x.com/2/users/me", **OAUTH1)
    elsewhere = call("POST", "https://elsewhere.example/2/tweets", {"text": "hi"})
    assert it.gate.handling(X, read) is Handling.PASS
    assert await it.send(read) is None
    assert not it.gate.guards(frozenset({"elsewhere.example"}))
    assert await it.send(elsewhere) is None
    assert it.log() == []


async def test_one_guarded_name_among_several_is_enough(opened: Open) -> None:
    it = opened(policy(brand("block")))
    names = frozenset({"cdn.example", "api.x.com", "192.0.2.1"})
    assert it.gate.guards(names)
    assert await it.gate.check(names, post(), as_connection(WaitingClient())) is not None


@pytest.mark.parametrize(
    ("method", "url", "handling"),
    [
        ("POST", "https://api.x.com/2/tweets", Handling.JUDGE),
        ("POST", "https://mastodon.example/anything", Handling.JUDGE),
        ("GET", "https://mastodon.example/anything", Handling.PASS),
        ("POST", "https://mastodon.example/api/v2/media", Handling.TAP),
        ("POST", "https://mastodon.example/api/v2/media?_method=put", Handling.JUDGE),
    ],
)
def test_the_head_decides_what_is_done_with_the_body(opened: Open, method: str, url: str, handling: Handling) -> None:
    head = call(method, url)
    assert opened(policy(brand("block"))).gate.handling(frozenset({head.host}), head) is handling


async def test_an_edit_behind_a_method_override_is_judged_as_an_edit(opened: Open) -> None:
    rule = "{id: no-edits, for: {verbs: [edit]}, effect: block, message: No edits.}"
    it = opened(policy(rule, more="unknown_account: note"))
    url = "https://mastodon.example/api/v1/statuses/1090"
    for sent in (
        call("POST", url, "status=new", X_HTTP_Method_Override="PUT"),
        call("POST", url, "status=new&_method=put"),
        call("POST", f"{url}?_method=PUT", "status=new"),
    ):
        assert await it.send(sent) is not None
    assert [line["verb"] for line in it.log()] == ["edit"] * 3


async def test_a_post_does_not_hide_behind_an_override_that_its_server_ignores(opened: Open) -> None:
    it = opened(policy(brand("block")))
    assert await it.send(replace(post(), headers=(*post().headers, ("x-http-method-override", "DELETE")))) is not None


async def test_an_adapter_that_breaks_leaves_a_refusal_in_plain_words(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = opened(policy(brand("block")))

    def broken(*_: object) -> None:
        raise KeyError("shape")

    x = next(adapter for adapter in ADAPTERS if adapter.name == "x")
    monkeypatch.setattr(x, "refusal", broken)
    refusal = await it.send(post())
    assert refusal is not None
    assert "The brand rests." in refusal.content.decode()
    assert it.gate.refuse(X, post(), "Not sent.").content == b"Not sent.\n"


async def test_a_reply_that_breaks_an_adapter_still_completes_and_remembers(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = "{id: echo, for: {account: brand}, when: post.text_seen_on_personal, effect: block, message: Yours.}"
    it = opened(policy(rule))

    def broken(*_: object) -> None:
        raise KeyError("shape")

    x = next(adapter for adapter in ADAPTERS if adapter.name == "x")
    monkeypatch.setattr(x, "learn", broken)
    with pytest.raises(KeyError):
        await it.exchange(post("Sunday at the lake", **ANNA), POSTED)
    assert it.log()[0]["outcome"]["status"] == "unknown"
    assert await it.send(post("Sunday at the lake")) is not None


async def test_released_calls_without_a_reply_do_not_pile_up(opened: Open) -> None:
    it = opened(policy(brand("block")))
    waiting = WaitingClient()
    await it.send(post(**ANNA), waiting)
    released = it.gate._released[waiting.released]
    for number in range(MAX_RELEASED + 10):
        it.gate._released[f"older{number}"] = released
    await it.send(post("one more", **ANNA), waiting)
    assert len(it.gate._released) == MAX_RELEASED
    assert waiting.released in it.gate._released


async def test_a_web_call_of_the_person_passes_while_the_brand_is_blocked(opened: Open) -> None:
    it = opened(policy(brand("block")))
    assert await it.send(operation("CreateTweet", tweet_text="Hello")) is None
    assert it.log()[0]["account"]["platform_id"] == "2222222222"
    assert WEB["cookie"] not in json.dumps(it.log())
