"""LinkedIn's own page and app."""

import pytest

from tests.support.calls import call
from twohats.adapter import Request
from twohats.adapters.linkedin import voyager
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Verb

API = "https://www.linkedin.com/voyager/api/"
SDUI = "https://www.linkedin.com/flagship-web/rsc-action/actions/server-request?sduiid=com.linkedin.sdui."
POST = {"commentary": {"text": "hello"}}


def operation(query_id: str, variables: object) -> Request:
    return call("POST", f"{API}graphql?action=execute", {"queryId": f"{query_id}.x", "variables": variables})


@pytest.mark.parametrize(
    ("variables", "verb"),
    [
        ({"post": POST}, Verb.POST),
        ({"resourceKey": "U", "post": POST}, Verb.EDIT),
        ({"updateUrn": "U"}, Verb.DELETE),
    ],
)
def test_one_operation_creates_changes_and_deletes(variables: object, verb: Verb) -> None:
    (found,) = voyager.read(operation("voyagerContentcreationDashShares", variables))
    assert (found.verb, found.subject) == (verb, "" if verb is Verb.POST else "U")


def test_a_post_is_told_by_its_shape_whatever_its_name() -> None:
    (found,) = voyager.read(call("POST", f"{API}graphql", {"variables": {"post": POST}}))
    assert (found.verb, found.text) == (Verb.POST, "hello")


def test_every_operation_of_a_list_is_read() -> None:
    one = {"queryId": "voyagerContentcreationDashShares.x", "variables": {"post": POST}}
    assert len(voyager.read(call("POST", f"{API}graphql?action=execute", [one, one]))) == 2


@pytest.mark.parametrize(
    ("query_id", "verb"),
    [
        ("voyagerFeedDashReposts", Verb.REPOST),
        ("voyagerSocialDashReactions", Verb.REACT),
        ("voyagerFeedDashFollowingStates", Verb.FOLLOW),
        ("voyagerIdentityDashProfileEditFormPages", Verb.PROFILE),
    ],
)
def test_other_operations_are_told_by_name(query_id: str, verb: Verb) -> None:
    (found,) = voyager.read(operation(query_id, {"entityUrn": "urn:li:activity:7"}))
    assert (found.verb, found.subject) == (verb, "urn:li:activity:7")


def test_a_comment_over_graphql() -> None:
    (found,) = voyager.read(operation("voyagerSocialDashNormComments", {"comment": {**POST, "threadUrn": "T"}}))
    assert (found.verb, found.text, found.reply_to) == (Verb.REPLY, "hello", "T")


@pytest.mark.parametrize(
    ("method", "path", "verb"),
    [
        ("DELETE", "contentcreation/normShares/urn:li:share:7", Verb.DELETE),
        ("POST", "contentcreation/normShares/urn:li:share:7", Verb.EDIT),
        ("POST", "voyagerSocialDashNormComments", Verb.REPLY),
        ("DELETE", "voyagerSocialDashNormComments/C", Verb.DELETE),
        ("POST", "voyagerSocialDashReactions?threadUrn=urn:li:activity:7", Verb.REACT),
        ("POST", "voyagerFeedDashReposts", Verb.REPOST),
        ("POST", "feed/follows", Verb.FOLLOW),
        ("POST", "messaging/conversations", Verb.MESSAGE),
        ("POST", "identity/profiles/P1/normProfile", Verb.PROFILE),
    ],
)
def test_older_calls_are_told_by_path_and_method(method: str, path: str, verb: Verb) -> None:
    (found,) = voyager.read(call(method, API + path, POST))
    assert found.verb is verb


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("comments.createComment", Verb.REPLY),
        ("feed.requests.createInstantRepost", Verb.REPOST),
        ("update.deletePost", Verb.DELETE),
        ("reactions.create", Verb.REACT),
    ],
)
def test_server_requests_are_told_by_name(name: str, verb: Verb) -> None:
    payload = {"threadUrn": "T", "commentary": {"text": "nice"}}
    request = call("POST", SDUI + name, {"serverRequest": {"requestedArguments": {"payload": payload}}})
    (found,) = voyager.read(request)
    assert (found.verb, found.reply_to or found.subject) == (verb, "T")


def test_a_comment_whose_text_is_elsewhere_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        voyager.read(call("POST", SDUI + "comments.createComment", {}))


def test_queries_and_telemetry_are_known_and_new_actions_not() -> None:
    assert voyager.known(call("POST", f"{API}graphql?queryId=voyagerFeedDashMainFeed.x", {}))
    assert voyager.known(call("POST", "https://www.linkedin.com/li/track", []))
    assert not voyager.known(operation("voyagerSomethingNew", {}))
    assert voyager.read(operation("voyagerSomethingNew", {})) == ()
    assert not voyager.known(call("POST", SDUI + "something.new", {}))
