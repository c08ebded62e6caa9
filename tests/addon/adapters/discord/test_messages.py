"""What calls show on Discord."""

import base64
import json

import pytest

from tests.support.calls import call
from twohats.adapter import Call, Request
from twohats.adapters import discord
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

API = "https://discord.com/api/v10/"
CHANNEL = API + "channels/555/messages"


@pytest.mark.parametrize("version", ["", "v6/", "v9/", "v10/"])
@pytest.mark.parametrize("host", ["discord.com", "discordapp.com", "canary.discord.com"])
def test_hosts_and_versions_of_the_api_are_alike(host: str, version: str) -> None:
    (message,) = discord.read(call("POST", f"https://{host}/api/{version}webhooks/1/made-up", {"content": "hej"}))
    assert (message.verb, message.text) == (Verb.POST, "hej")


def test_words_and_links_of_embeds_polls_and_components_count() -> None:
    values = {
        "content": "one",
        "embeds": [{"title": "two", "url": "https://a.example", "fields": [{"name": "three", "value": "four"}]}],
        "poll": {"question": {"text": "five"}, "answers": [{"poll_media": {"text": "six"}}]},
        "components": [{"type": 10, "content": "seven"}],
    }
    (message,) = discord.read(call("POST", CHANNEL, values))
    assert message.text.splitlines() == ["one", "two", "three", "four", "seven", "five", "six"]
    assert message.links == ("https://a.example",)


def test_a_video_in_an_embed_is_one() -> None:
    values = {"embeds": [{"video": {"url": "https://v.example/1"}, "image": {"url": "attachment://a.png"}}]}
    (message,) = discord.read(call("POST", CHANNEL, values))
    assert [(media.kind, media.url) for media in message.media] == [(MediaKind.VIDEO, "https://v.example/1")]


def test_stickers_alone_are_a_message_and_nothing_is_not() -> None:
    assert discord.read(call("POST", CHANNEL, {"sticker_ids": ["1"]}))[0].verb is Verb.POST
    with pytest.raises(UnreadableActivityError):
        discord.read(call("POST", CHANNEL, {}))


def test_names_of_files_are_no_words() -> None:
    values = {"content": "look", "attachments": [{"id": 0, "filename": "a.png", "description": "a cup"}]}
    assert discord.read(call("POST", CHANNEL, values))[0].text == "look"


def test_an_answer_without_words_shows_nothing() -> None:
    assert discord.read(call("POST", API + "interactions/7/made-up/callback", {"type": 5})) == ()


def test_profiles_hold_their_pictures() -> None:
    picture = "data:image/png;base64," + base64.b64encode(b"pic").decode()
    (profile,) = discord.read(call("PATCH", API + "users/@me", {"username": "acme", "avatar": picture}))
    assert (profile.verb, profile.title, profile.media[0].content) == (Verb.PROFILE, "acme", b"pic")


def test_a_new_writing_call_is_unknown() -> None:
    assert not discord.known(call("POST", API + "channels/555/holograms", {}))
    assert discord.known(call("POST", API + "channels/555/typing"))


def test_storage_is_told_by_its_host() -> None:
    upload = call("PUT", "https://discord-attachments-uploads-prd.storage.googleapis.com/a/b.png")
    assert discord.call(upload) is Call.UPLOAD
    assert [media.key for media in discord.read(upload)[0].media] == ["a/b.png"]


def test_the_refusal_is_the_apis() -> None:
    request: Request = call("POST", CHANNEL)
    assert json.loads(discord.refusal(request, "no").content) == {"code": 50013, "message": "no"}
