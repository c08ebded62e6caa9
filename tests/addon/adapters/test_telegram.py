"""Telegram's Bot API."""

import json

import pytest

from tests.support.calls import call, said
from twohats.adapter import Call, LoginIs, NameIs, Published
from twohats.adapters import telegram
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, MediaKind, Verb

BOT = "https://api.telegram.org/bot111111:made-up/"


def sent(method: str, **values: object) -> Activity:
    (activity,) = telegram.read(call("POST", BOT + method, values))
    return activity


@pytest.mark.parametrize("method", ["getMe", "getUpdates", "GETCHAT", "sendChatAction", "setWebhook", "close"])
def test_questions_are_reads_whatever_their_http_method(method: str) -> None:
    assert telegram.call(call("POST", BOT + method, {"a": 1})) is Call.READ


@pytest.mark.parametrize("method", ["sendMessage", "SENDMESSAGE", "sendHologram", "copyMessages", "postStory"])
def test_what_shows_is_a_write_by_get_too(method: str) -> None:
    assert telegram.call(call("GET", BOT + method + "?chat_id=1&text=a")) is Call.WRITE
    assert telegram.known(call("GET", BOT + method))


def test_new_methods_that_do_not_send_are_unknown() -> None:
    assert not telegram.known(call("POST", BOT + "launchHologram"))
    assert telegram.known(call("POST", BOT + "banChatMember"))


@pytest.mark.parametrize(
    ("chat", "verb", "author"),
    [("@shop", Verb.POST, "shop"), ("-1001", Verb.POST, "-1001"), ("-77", Verb.MESSAGE, ""), ("42", Verb.MESSAGE, "")],
)
def test_channels_speak_for_themselves_and_chats_are_the_bots(chat: str, verb: Verb, author: str) -> None:
    found = sent("sendMessage", chat_id=chat, text="hej")
    assert (found.verb, (found.actor.platform_id or found.actor.username) if found.actor else "") == (verb, author)
    assert [target.ref for target in found.targets] == [chat]


def test_words_are_found_in_lists_links_and_checklists() -> None:
    media = [{"type": "photo", "media": "id1", "caption": "one"}, {"type": "video", "media": "id2", "caption": "two"}]
    group = sent("sendMediaGroup", chat_id="@shop", media=media)
    assert (group.text, [item.kind for item in group.media]) == ("one\ntwo", [MediaKind.IMAGE, MediaKind.VIDEO])
    checklist = sent("sendChecklist", chat_id="@shop", checklist={"title": "List", "tasks": [{"text": "first"}]})
    assert checklist.text == "List\nfirst"
    linked = sent(
        "sendMessage", chat_id="@shop", text="here", entities=[{"type": "text_link", "url": "https://a.example"}]
    )
    assert linked.links == ("https://a.example",)


def test_old_and_new_ways_to_answer() -> None:
    assert sent("sendMessage", chat_id="@shop", text="a", reply_to_message_id=5).reply_to == "5"
    assert sent("sendMessage", chat_id="@shop", text="a", reply_parameters={"message_id": 6}).reply_to == "6"


def test_a_message_to_nobody_or_of_nothing_is_unreadable() -> None:
    for values in ({"text": "a"}, {"chat_id": "@shop"}):
        with pytest.raises(UnreadableActivityError):
            sent("sendMessage", **values)
    assert sent("sendDice", chat_id="@shop").verb is Verb.POST


def test_a_business_account_speaks_by_its_connection() -> None:
    found = sent("sendMessage", chat_id=42, text="a", business_connection_id="c1")
    assert found.actor is not None
    assert found.actor.platform_id == "c1"
    reply = said({"ok": True, "result": {"id": "c1", "user": {"id": 9, "username": "acme"}}})
    facts = list(telegram.learn(call("POST", BOT + "getBusinessConnection"), reply))
    assert facts == [NameIs(handle="c1", network="telegram", platform_id="9", username="acme")]


def test_the_bot_is_named_by_its_token_and_its_answer() -> None:
    request = call("POST", BOT + "getMe")
    assert [sign.platform_id for sign in telegram.evidence(request)] == ["111111"]
    assert telegram.credential(request) == "111111:made-up"
    reply = said({"ok": True, "result": {"id": 111111, "username": "acme_bot"}})
    assert list(telegram.learn(request, reply)) == [LoginIs(platform_id="111111", username="acme_bot")]
    assert telegram.whoami(call("GET", "https://api.telegram.org/")) is None


def test_chats_and_messages_are_named() -> None:
    chat = {"id": -1001, "username": "shop", "type": "channel"}
    named = NameIs(network="telegram", platform_id="-1001", username="shop")
    assert list(telegram.learn(call("GET", BOT + "getChat"), said({"result": chat}))) == [named]
    reply = said({"result": [{"message_id": 5, "chat": chat}]})
    facts = list(telegram.learn(call("POST", BOT + "sendMediaGroup"), reply))
    assert facts == [named, Published(id="5", url="https://t.me/shop/5")]


def test_the_refusal_is_described() -> None:
    told = json.loads(telegram.refusal(call("POST", BOT + "sendMessage"), "no").content)
    assert (told["ok"], told["description"]) == (False, "Forbidden: no")
