"""Meta Business Suite."""

from typing import Any

import pytest

from tests.support.calls import call
from twohats.adapters.facebook import business
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

PAGE, OTHER, GRAM = "444444444441", "444444444449", "17841433333333331"
BASE = {"actor_id": PAGE, "message": {"text": "launch"}}


def read(**value: Any) -> list[Activity]:
    request = call("POST", "https://business.facebook.com/api/graphql/")
    return [*business.read(request, {"base": BASE, **value})]


def actors(found: list[Activity]) -> list[tuple[str, Verb]]:
    return [(one.actor.platform_id if one.actor else "", one.verb) for one in found]


def test_every_account_meets_every_channel_of_its_network() -> None:
    found = read(identities=[PAGE, OTHER, GRAM], channels=["FACEBOOK_NEWS_FEED", "INSTAGRAM_STORY", "FACEBOOK_REELS"])
    assert actors(found) == [
        (PAGE, Verb.POST),
        (OTHER, Verb.POST),
        (GRAM, Verb.STORY),
        (PAGE, Verb.VIDEO),
        (OTHER, Verb.VIDEO),
    ]
    assert [target.network for one in found for target in one.targets] == ["instagram"]


def test_accounts_whose_ids_do_not_tell_meet_every_channel() -> None:
    assert actors(read(identities=[PAGE], channels=["INSTAGRAM_POST"])) == [(PAGE, Verb.POST)]


def test_without_accounts_it_is_the_page() -> None:
    assert actors(read(channels=["FACEBOOK_NEWS_FEED"])) == [(PAGE, Verb.POST)]


@pytest.mark.parametrize(
    "where", [{"INSTAGRAM_POST": {"message": "own"}}, {"x": {"instagram_post": {"message": "own"}}}]
)
def test_a_channel_may_have_words_of_its_own(where: dict[str, Any]) -> None:
    (found,) = read(identities=[GRAM], channels=["INSTAGRAM_POST"], **where)
    assert found.text == "own"


def test_a_channel_may_have_a_time_of_its_own() -> None:
    plan = {"FACEBOOK_NEWS_FEED": {"unpublished_content_data": {"scheduled_publish_time": 1893488400}}}
    (found,) = read(identities=[PAGE], channels=["FACEBOOK_NEWS_FEED"], **plan)
    assert (found.verb, found.form, found.schedule) == (Verb.SCHEDULE, Verb.POST, "2030-01-01T09:00:00Z")


@pytest.mark.parametrize("value", [{"channels": []}, {"channels": [""]}, {"channels": ["X"], "identities": [None]}])
def test_what_does_not_say_where_is_unreadable(value: dict[str, Any]) -> None:
    with pytest.raises(UnreadableActivityError):
        read(**value)


def test_only_the_suites_composer_is_meant() -> None:
    assert business.is_post({"base": {}, "channels": []})
    assert not business.is_post({"base": {}})
    assert not business.is_post({"actor_id": PAGE, "channels": []})
