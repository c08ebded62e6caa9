"""GraphQL calls of facebook.com."""

import json
from urllib.parse import urlencode

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters.facebook import composer
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Activity, Verb

ME = "444444444442"
POST = {"actor_id": ME, "message": {"text": "hej"}, "audience": {}}


def operation(name: str, value: object, av: str = ME) -> Request:
    fields = {"av": av, "fb_api_req_friendly_name": name, "variables": json.dumps({"input": value})}
    return call(
        "POST",
        "https://www.facebook.com/api/graphql/",
        urlencode(fields).encode(),
        content_type="application/x-www-form-urlencoded",
    )


def one(name: str, value: object) -> Activity:
    (found,) = composer.read(operation(name, value))
    return found


@pytest.mark.parametrize("name", ["ComposerStoryCreateMutation", "", "SomethingQuery", "CometProfileSwitchMutation"])
def test_a_post_is_told_by_its_shape_whatever_its_name(name: str) -> None:
    found = one(name, POST)
    assert (found.verb, found.text, found.actor and found.actor.platform_id) == (Verb.POST, "hej", ME)


def test_form_and_variables_that_disagree_name_nobody() -> None:
    (found,) = composer.read(operation("ComposerStoryCreateMutation", POST, av="444444444441"))
    assert found.actor is None


def test_films_alone_are_a_video_and_shares_a_quote() -> None:
    assert one("x", {**POST, "attachments": [{"video": {"id": "5"}}]}).verb is Verb.VIDEO
    shared = {"link": {"share_scrape_data": json.dumps({"share_type": 22, "share_params": [99]})}}
    found = one("x", {**POST, "attachments": [shared]})
    assert (found.verb, found.quote_of) == (Verb.QUOTE, "99")


def test_groups_are_targets_and_the_own_page_is_none() -> None:
    value = {
        **POST,
        "audience": {"to_id": ME},
        "target_group_ids": ["8"],
        "groups_schedule_xposting": [{"group_id": 9}],
    }
    assert [target.platform_id for target in one("x", value).targets] == ["8", "9"]


def test_a_draft_prepares() -> None:
    found = one("x", {**POST, "unpublished_content_data": {"unpublished_content_type": "DRAFT"}})
    assert (found.verb, found.form) == (Verb.UPLOAD, Verb.POST)


@pytest.mark.parametrize(
    ("name", "value", "verb", "subject"),
    [
        ("useCometTrashPostMutation", {"story_id": "S"}, Verb.DELETE, "S"),
        ("CometUFIDeleteCommentMutation", {"comment_id": "C"}, Verb.DELETE, "C"),
        ("CometPrivacySelectorSavePrivacyMutation", {"story_id": "S"}, Verb.EDIT, "S"),
        ("CometUserFollowMutation", {"subscribee_id": "7"}, Verb.FOLLOW, "7"),
        ("CometUserUnfollowMutation", {"subscribee_id": "7"}, Verb.DELETE, "7"),
        ("BusinessComposerVideoSetPublishedMutation", {"video_id": "5"}, Verb.VIDEO, "5"),
        ("ProfileCometSetNameMutation", {"actor_id": ME, "first_name": "Acme"}, Verb.PROFILE, ""),
        ("renamed", {"feedback_id": "F", "feedback_reaction_id": "1"}, Verb.REACT, "F"),
    ],
)
def test_other_operations_are_told_by_name_or_shape(name: str, value: dict[str, str], verb: Verb, subject: str) -> None:
    found = one(name, value)
    assert (found.verb, found.subject) == (verb, subject)


def test_a_new_name_in_a_profile_is_seen() -> None:
    assert one("ProfileCometSetNameMutation", {"actor_id": ME, "first_name": "Acme"}).text == "Acme"


@pytest.mark.parametrize("value", [{"actor_id": ME, "audience": {}}, {"feedback_id": "F", "message": {"text": ""}}])
def test_nothing_to_say_is_unreadable(value: object) -> None:
    with pytest.raises(UnreadableActivityError):
        composer.read(operation("x", value))


def test_queries_and_housekeeping_are_known_and_new_mutations_not() -> None:
    for name in ("CometNewsFeedPaginationQuery", "CometProfileSwitchMutation", "CPXComposerCopyrightPrecheckMutation"):
        assert composer.known(operation(name, {}))
        assert composer.read(operation(name, {})) == ()
    assert not composer.known(operation("CometSomethingNewMutation", {}))
    assert composer.read(operation("CometSomethingNewMutation", {})) == ()
