"""GraphQL of Reddit's new page and apps."""

import json

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters import reddit
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

PAGE = "https://www.reddit.com/svc/shreddit/graphql"


def operation(name: str, **values: object) -> Request:
    return call("POST", PAGE, {"operation": name, "variables": {"input": values}})


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("CreatePost", Verb.POST),
        ("CreateProfilePost", Verb.POST),
        ("SubmitPostMutation", Verb.POST),
        ("CreateComment", Verb.REPLY),
        ("UpdateComment", Verb.EDIT),
        ("CreateScheduledPost", Verb.SCHEDULE),
        ("CreateCrosspost", Verb.REPOST),
        ("UpdatePostVoteState", Verb.REACT),
        ("UpdateSubredditSubscriptions", Verb.FOLLOW),
        ("SendChatMessage", Verb.MESSAGE),
        ("UpdateProfile", Verb.PROFILE),
        ("DeletePost", Verb.DELETE),
    ],
)
def test_an_operation_is_told_by_its_name(name: str, verb: Verb) -> None:
    (activity,) = reddit.read(operation(name, postId="t3_x", title="t", content={"markdown": "hej"}))
    assert activity.verb is verb


@pytest.mark.parametrize("name", ["GetPost", "PostPageQuery", "ProfileFollowers", "UpdatePostHideState", "MarkRead"])
def test_questions_and_private_changes_are_nothing(name: str) -> None:
    assert reddit.read(operation(name, postId="t3_x")) == ()
    assert reddit.known(operation(name, postId="t3_x"))


def test_what_has_no_name_or_a_new_one_is_unknown() -> None:
    assert not reddit.known(operation("CreateHologram"))
    assert not reddit.known(call("POST", "https://gql.reddit.com/", {"id": "0a1b2c", "variables": {}}))
    assert not reddit.known(call("POST", PAGE, b"{"))


def test_a_batch_holds_several() -> None:
    batch = [{"operation": "DeletePost", "variables": {"postId": "t3_x"}}, {"operation": "UpvotePost", "variables": {}}]
    assert [activity.subject for activity in reddit.read(call("POST", PAGE, batch))] == ["t3_x"]


def test_the_name_may_stand_in_the_document() -> None:
    values = {"query": "mutation CreatePost($input: X!) { a }", "variables": {"input": {"title": "t"}}}
    assert reddit.read(call("POST", "https://gql.reddit.com/", values))[0].title == "t"


def test_a_comment_names_what_it_answers() -> None:
    (comment,) = reddit.read(operation("CreateComment", parentId="t3_x", content={"markdown": "hej"}))
    assert (comment.reply_to, comment.text) == ("t3_x", "hej")


def test_a_post_without_words_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        reddit.read(operation("CreatePost", subredditName="tools"))


def test_the_refusal_is_graphqls() -> None:
    refusal = reddit.refusal(operation("CreatePost"), "no")
    assert (refusal.status, json.loads(refusal.content)["errors"]) == (200, [{"message": "no"}])
