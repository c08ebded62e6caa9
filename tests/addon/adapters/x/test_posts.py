import pytest

from tests.support.x_calls import operation
from twohats.adapters import x
from twohats.adapters.x.posts import moment, status_id
from twohats_policy.activity import Verb


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (1893488400, "2030-01-01T09:00:00+00:00"),
        ("1893488400", "2030-01-01T09:00:00+00:00"),
        (1893488400000, "2030-01-01T09:00:00+00:00"),
        ("2030-01-01T09:00:00Z", "2030-01-01T09:00:00Z"),
        ("nan", "nan"),
        (10**40, str(10**40)),
        (None, ""),
    ],
)
def test_times(when: object, text: str) -> None:
    assert moment(when) == text


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("https://x.com/acme/status/42", "42"),
        ("http://mobile.twitter.com/i/web/status/42?s=20#x", "42"),
        ("https://twitter.com/acme/statuses/42/photo/1", "42"),
        ("https://x.com/acme", ""),
        ("https://x.com.example/acme/status/42", ""),
        ("see https://x.com/acme/status/42", ""),
    ],
)
def test_addresses_of_posts(url: str, id: str) -> None:
    assert status_id(url) == id


def test_an_address_pasted_into_the_text_is_shown_as_a_quote() -> None:
    (activity,) = x.read(operation("CreateTweet", tweet_text="look https://x.com/acme/status/42"))
    assert (activity.verb, activity.quote_of) == (Verb.POST, "42")


def test_another_attachment_is_a_link() -> None:
    (activity,) = x.read(
        operation("CreateTweet", tweet_text="a", attachment_url="https://x.com/messages/compose?recipient_id=5")
    )
    assert (activity.verb, activity.links) == (Verb.POST, ("https://x.com/messages/compose?recipient_id=5",))
