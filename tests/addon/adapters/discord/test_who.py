"""Who acts on Discord."""

import pytest

from tests.support.calls import call, said
from twohats.adapter import LoginIs, Published
from twohats.adapters.discord.who import credential, evidence, learn, plain_path, whoami
from twohats_policy.account import Strength

API = "https://discord.com/api/v10/"
TOKEN = "Bot MTExMTExMTExMTExMTExMTEx.made.up"


def test_a_token_begins_with_a_number() -> None:
    (sign,) = evidence(call("POST", API + "channels/5/messages", authorization=TOKEN))
    assert (sign.platform_id, sign.strength) == ("1" * 18, Strength.HINT)


@pytest.mark.parametrize("token", ["Bot made.up", "Bot !!!!", "Bearer é", "", "Bot MTE.x"])
def test_other_tokens_say_nothing(token: str) -> None:
    assert list(evidence(call("POST", API + "channels/5/messages", authorization=token))) == []


def test_a_webhooks_secret_is_in_its_address() -> None:
    request = call("POST", API + "webhooks/1111/secret/slack")
    assert credential(request) == "1111/secret"
    question = whoami(request)
    assert question is not None
    assert (question.method, question.path, credential(question)) == ("GET", "/api/webhooks/1111/secret", "1111/secret")


def test_a_token_may_stand_alone() -> None:
    assert credential(call("POST", API + "channels/5/messages", authorization="user-token")) == "user-token"
    assert whoami(call("POST", API + "channels/5/messages")) is None


def test_answers_name_the_login() -> None:
    acme = LoginIs(platform_id="9", username="acme")
    assert list(learn(call("GET", API + "users/@me"), said({"id": "9", "username": "acme"}))) == [acme]
    assert list(learn(call("GET", API + "webhooks/9/s"), said({"id": "9", "name": "acme"}))) == [acme]


def test_a_message_in_a_channel_is_the_logins_own_and_one_of_a_webhook_shows_any_name() -> None:
    reply = said({"id": "900", "author": {"id": "9", "username": "acme"}})
    assert list(learn(call("POST", API + "channels/5/messages"), reply)) == [
        LoginIs(platform_id="9", username="acme"),
        Published(id="900"),
    ]
    assert list(learn(call("POST", API + "webhooks/9/s?wait=true"), reply)) == [Published(id="900")]


def test_a_path_is_plain_without_its_version() -> None:
    assert plain_path(call("GET", "https://discord.com/api/v10/users/@me/")) == "/users/@me"
    assert plain_path(call("GET", "https://discord.com/")) == "/"
