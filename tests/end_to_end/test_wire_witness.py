"""What left the guard was seen on the wire by an independent process; what was refused was not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.guarded import WORDS, Guard, write_policy
from tests.support.platform import HOSTS, Platform
from tests.support.posting import Desk
from tests.support.upstream import Upstream
from tests.support.witness import Witness

pytestmark = pytest.mark.slow


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def upstream(platform: Platform, tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(platform, tmp_path, hosts=HOSTS) as running:
        yield running


def test_the_witness_sees_what_crosses_it(witness: Witness, platform: Platform, tmp_path: Path) -> None:
    outcome = Desk(witness.proxy_url, witness.ca_file, tmp_path).post("tweepy", "anna", "Seen by the witness")
    assert outcome.sent, outcome.refused
    assert witness.urls == ["https://api.twitter.com/2/tweets"]
    assert [post.text for post in platform.posts_of("anna")] == ["Seen by the witness"]


def test_a_refused_post_is_not_on_the_wire_and_an_allowed_one_is(
    witness: Witness, platform: Platform, tmp_path: Path
) -> None:
    with Guard(tmp_path / "guard", witness, write_policy(tmp_path / "policy")) as guard:
        refused = guard.desk.post("tweepy", "acme", "Not for the brand")
        assert witness.urls == []
        sent = guard.desk.post("tweepy", "anna", "For the person")
    assert WORDS in refused.refused
    assert sent.sent, sent.refused
    assert witness.urls == ["https://api.twitter.com/2/tweets"]
    assert [(post.account, post.text) for post in platform.posts_of("anna")] == [("anna", "For the person")]
    assert platform.posts_of("acme") == ()
