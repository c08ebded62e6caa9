"""What Threads' replies teach."""

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, NameIs, Published
from twohats.adapters.threads.facts import learn

API = "https://graph.threads.net"
APP = "https://i.instagram.com"


def test_a_container_is_kept_unless_it_published_itself() -> None:
    reply = said({"id": "17"})
    kept = [*learn(call("POST", f"{API}/v1.0/me/threads", {"text": "a"}), reply)]
    out = [*learn(call("POST", f"{API}/v1.0/me/threads", {"text": "a", "auto_publish_text": True}), reply)]
    assert (kept, out) == ([KeptAs("17")], [Published("17")])


def test_publishing_names_the_post() -> None:
    request = call("POST", f"{API}/v1.0/5555555551/threads_publish", {"creation_id": "17"})
    assert [*learn(request, said({"id": "18"}))] == [Published("18")]


def test_the_owner_of_the_token_is_learnt_and_others_are_names() -> None:
    reply = said({"id": "5555555551", "username": "acme"})
    assert [*learn(call("GET", f"{API}/v1.0/me?fields=id,username"), reply)] == [LoginIs("5555555551", "acme")]
    assert [*learn(call("GET", f"{API}/v1.0/5555555551?fields=username"), reply)] == [
        NameIs("threads", "5555555551", "acme")
    ]


def test_a_new_token_names_its_owner() -> None:
    reply = said({"access_token": "made-up", "user_id": 5555555551})
    assert [*learn(call("POST", f"{API}/oauth/access_token"), reply)] == [LoginIs("5555555551", credential="made-up")]


def test_a_post_of_the_app_has_an_address() -> None:
    media = {"pk": 38, "id": "38_3", "code": "CODE1", "user": {"pk": 3333333331, "username": "acme"}}
    facts = [*learn(call("POST", f"{APP}/api/v1/media/configure_text_only_post/"), said({"media": media}))]
    assert facts == [
        NameIs("threads", "3333333331", "acme"),
        Published("38_3", "https://www.threads.com/@acme/post/CODE1"),
    ]


def test_an_upload_is_kept() -> None:
    request = call("POST", "https://www.instagram.com/rupload_igphoto/17", b"picture")
    assert [*learn(request, said({"upload_id": "17"}))] == [KeptAs("17")]
    assert [*learn(request, said({"upload_id": "17"}, 400))] == []
