"""What the composer of LinkedIn's page puts into a post or a comment."""

from typing import Any

import pytest

from twohats.adapters.linkedin import composed
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import MediaKind, Verb

TEXT: dict[str, Any] = {"commentary": {"text": "hello"}}
COMPANY = "urn:li:fsd_company:8888888881"


def test_a_company_acts_where_it_is_named() -> None:
    named = composed.shared({**TEXT, "nonMemberActorUrn": COMPANY}).actor
    assert named is not None
    assert named.platform_id == "8888888881"
    assert composed.shared(TEXT).actor is None


def test_the_audience_may_be_x_and_a_group() -> None:
    audience = {"visibilityDataUnion": {"visibilityType": "ANYONE_TWITTER"}}
    value = {**TEXT, **audience, "containerEntityUrn": "urn:li:group:5"}
    assert [(target.network, target.platform_id) for target in composed.shared(value).targets] == [
        ("linkedin", "5"),
        ("x", ""),
    ]
    older = {**TEXT, "externalAudienceProviders": ["TWITTER"]}
    assert [target.network for target in composed.shared(older).targets] == ["x"]


def test_media_people_and_shares() -> None:
    value = {
        "commentary": {"text": "a", "attributesV2": [{"detailData": {"profileMention": "urn:li:fsd_profile:P1"}}]},
        "media": [{"category": "VIDEO", "mediaUrn": "urn:li:digitalmediaAsset:V1"}],
        "parentUrn": "urn:li:share:7",
    }
    found = composed.shared(value)
    assert (found.verb, found.quote_of, found.mentions) == (Verb.QUOTE, "urn:li:share:7", ("P1",))
    assert [(media.key, media.kind) for media in found.media] == [("V1", MediaKind.VIDEO)]
    assert composed.shared({"parentUrn": "urn:li:share:7"}).verb is Verb.REPOST


def test_a_schedule_without_a_time_is_still_one_and_a_draft_prepares() -> None:
    later = composed.shared({**TEXT, "intendedShareLifeCycleState": "SCHEDULED"})
    draft = composed.shared({**TEXT, "intendedShareLifeCycleState": "DRAFT"})
    assert (later.verb, later.schedule, draft.verb) == (Verb.SCHEDULE, "scheduled", Verb.UPLOAD)


@pytest.mark.parametrize("value", [{}, {**TEXT, "origin": "ORGANIZATION"}])
def test_nothing_said_or_nobody_named_is_unreadable(value: dict[str, Any]) -> None:
    with pytest.raises(UnreadableActivityError):
        composed.shared(value)


def test_a_comment_is_new_unless_it_is_named() -> None:
    assert composed.commented({**TEXT, "threadUrn": "T"}, "").reply_to == "T"
    assert composed.commented(TEXT, "C").verb is Verb.EDIT
    with pytest.raises(UnreadableActivityError):
        composed.commented({}, "")
