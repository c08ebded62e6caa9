"""Calls of facebook.com that are no GraphQL."""

import json

import pytest

from tests.support.calls import call
from twohats.adapters.facebook import ajax
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("url", "verb"),
    [
        ("https://mbasic.facebook.com/composer/mbasic/?av=1", Verb.POST),
        ("https://m.facebook.com/a/comment.php?ft_ent_identifier=9", Verb.REPLY),
    ],
)
def test_forms_of_the_mobile_page(url: str, verb: Verb) -> None:
    found = ajax.read(call("POST", url, b"xc_message=hej", content_type=FORM))
    assert found is not None
    assert (found.verb, found.text, found.reply_to) == (verb, "hej", "9" if verb is Verb.REPLY else "")


def test_a_form_without_content_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        ajax.read(call("POST", "https://mbasic.facebook.com/composer/mbasic/", b"a=b", content_type=FORM))


def test_the_bytes_of_a_film_are_an_upload() -> None:
    request = call("POST", "https://rupload-ams2-1.up.facebook.com/fb_video/abc", b"film")
    found = ajax.read(request)
    assert ajax.is_upload(request)
    assert found is not None
    assert [(media.key, media.content) for media in found.media] == [("abc", b"film")]


def test_the_steps_around_a_film_bring_nothing() -> None:
    request = call(
        "POST", "https://vupload-edge.facebook.com/ajax/video/upload/requests/start", b"a=b", content_type=FORM
    )
    found = ajax.read(request)
    assert found is not None
    assert (found.verb, found.media) == (Verb.UPLOAD, ())


def test_housekeeping_is_known_and_the_rest_not() -> None:
    assert ajax.known(call("POST", "https://www.facebook.com/ajax/bz"))
    assert ajax.known(call("POST", "https://www.facebook.com/login/device-based/regular/login/"))
    assert not ajax.known(call("POST", "https://www.facebook.com/ajax/something_new"))


def test_a_refusal_has_the_pages_own_prefix() -> None:
    content = ajax.refusal("no").content.decode()
    assert content.startswith(ajax.PREFIX)
    assert json.loads(content.removeprefix(ajax.PREFIX))["errorSummary"] == "no"
