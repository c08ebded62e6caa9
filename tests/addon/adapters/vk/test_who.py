"""Who acts on VK."""

import pytest

from tests.support.calls import call, said
from twohats.adapter import KeptAs, LoginIs, NameIs, Published
from twohats.adapters.vk.who import credential, evidence, learn, whoami
from twohats_policy.account import Strength

API = "https://api.vk.ru/method/"


@pytest.mark.parametrize(
    ("method", "owner", "seen"),
    [("wall.post", 5, "5"), ("wall.post", -7, "7"), ("wall.createComment", -7, "7"), ("wall.createComment", 5, "")],
)
def test_the_owner_of_a_wall_is_a_weak_sign(method: str, owner: int, seen: str) -> None:
    signs = list(evidence(call("POST", API + method, {"owner_id": owner})))
    assert [(sign.platform_id, sign.strength) for sign in signs] == ([(seen, Strength.HINT)] if seen else [])


def test_what_is_no_wall_says_nothing() -> None:
    assert list(evidence(call("POST", API + "likes.add", {"owner_id": -7}))) == []
    assert list(evidence(call("POST", API + "wall.post", {"owner_id": "-x"}))) == []
    assert list(evidence(call("POST", API + "wall.post", b"{"))) == []


def test_the_token_stands_among_the_fields_or_in_the_header() -> None:
    assert credential(call("POST", API + "wall.post", {"access_token": "t"})) == "t"
    assert credential(call("POST", API + "wall.post", {"a": 1}, authorization="Bearer t")) == "t"
    assert credential(call("POST", API + "wall.post?access_token=t", b"{")) == "t"


def test_the_owner_is_asked_for_without_ids() -> None:
    question = whoami(call("POST", API + "wall.post", {"access_token": "t"}))
    assert question is not None
    assert (question.path, credential(question)) == ("/method/users.get", "t")
    assert whoami(call("POST", API + "wall.post", {"a": 1})) is None


def test_only_an_answer_about_oneself_names_the_login() -> None:
    reply = said({"response": [{"id": 5, "screen_name": "anna"}]})
    assert list(learn(call("POST", API + "users.get", {"v": "5"}), reply)) == [
        LoginIs(platform_id="5", username="anna")
    ]
    assert list(learn(call("POST", API + "users.get", {"user_ids": "5"}), reply)) == []
    assert list(learn(call("POST", API + "users.get", b"{"), reply)) == []


def test_a_communitys_token_is_its_own() -> None:
    reply = said({"response": {"groups": [{"id": 7, "screen_name": "acme"}]}})
    assert list(learn(call("GET", API + "groups.getById"), reply)) == [LoginIs(platform_id="7", username="acme")]


def test_communities_uploads_and_posts_are_named() -> None:
    groups = said({"response": {"items": [{"id": 7, "screen_name": "acme"}]}})
    assert list(learn(call("GET", API + "groups.get?extended=1"), groups)) == [
        NameIs(network="vk", platform_id="7", username="acme")
    ]
    assert list(learn(call("POST", "https://pu.vk.com/c1/upload.php"), said({"hash": "h"}))) == [KeptAs("h")]
    saved = said({"response": [{"id": 9, "owner_id": -7}]})
    assert list(learn(call("POST", API + "photos.saveWallPhoto", {}), saved)) == [KeptAs("photo-7_9")]
    posted = learn(call("POST", API + "wall.post", {"owner_id": -7}), said({"response": {"post_id": 3}}))
    assert list(posted) == [Published(id="3", url="https://vk.com/wall-7_3")]
