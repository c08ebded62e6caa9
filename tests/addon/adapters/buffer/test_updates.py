"""Buffer's REST updates."""

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters import buffer
from twohats.adapters.buffer.updates import is_update
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

API = "https://api.bufferapp.com/1/updates/"
FORM = "application/x-www-form-urlencoded"


def create(form: str) -> Request:
    return call("POST", API + "create.json", form.encode(), content_type=FORM)


def test_a_retweet_is_a_repost_and_with_words_a_quote() -> None:
    (plain,) = buffer.read(create("profile_ids[]=p&retweet[tweet_id]=9"))
    assert (plain.verb, plain.subject) == (Verb.REPOST, "9")
    (quote,) = buffer.read(create("profile_ids[]=p&retweet[tweet_id]=9&retweet[comment]=see"))
    assert (quote.verb, quote.quote_of, quote.text) == (Verb.QUOTE, "9", "see")


def test_a_comment_below_the_post_is_read_too() -> None:
    assert buffer.read(create("profile_ids[]=p&text=hi&comment_text=first"))[0].text == "hi\nfirst"
    (post,) = buffer.read(create("profile_ids[]=p&text=hi&comment_text=first&comment_enabled=false"))
    assert post.text == "hi"


def test_media_may_be_json_in_a_form() -> None:
    (post,) = buffer.read(create('profile_ids[]=p&media={"video": "https://a.example/v", "thumbnail": "https://t"}'))
    assert [(media.url, media.kind) for media in post.media] == [("https://a.example/v", MediaKind.VIDEO)]


def test_a_link_with_its_preview_is_a_link() -> None:
    (post,) = buffer.read(create("profile_ids[]=p&text=t&media[link]=https://acme.example"))
    assert post.links == ("https://acme.example",)


def test_what_an_update_becomes() -> None:
    assert buffer.read(create("profile_ids[]=p&text=t&update_type=story"))[0].verb is Verb.STORY
    assert buffer.read(create("profile_ids[]=p&text=t&is_draft=true"))[0].verb is Verb.UPLOAD
    assert buffer.read(create("profile_ids[]=p&text=t&scheduled_at=1893488400&now=1"))[0].verb is Verb.POST


def test_reading_updates_is_no_update() -> None:
    assert not is_update(call("GET", API + "7.json"))
    assert is_update(call("GET", API + "7/approve.json"))
    assert not buffer.known(call("POST", API + "7/frobnicate.json"))


def test_an_empty_update_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        buffer.read(create("profile_ids[]=p"))
