from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.calls import call
from tests.support.clock import Clock
from tests.support.disks import full_disk
from twohats import unknown_calls
from twohats.state.store import Store
from twohats.unknown_calls import UnknownCall, UnknownCalls, path_shape


@pytest.fixture
def counts(tmp_path: Path) -> Iterator[UnknownCalls]:
    store = Store.open(tmp_path)
    yield UnknownCalls(store, Clock())
    store.close()


def test_calls_of_one_shape_are_counted_together(counts: UnknownCalls) -> None:
    for number in (111111, 222222):
        counts.count(call("POST", f"https://x.com/2/campaigns/{number}/launch?token=made-up", {"text": "words"}))
    assert counts.all() == [UnknownCall("x.com", "POST", "/2/campaigns/*/launch", 2, "2026-03-02T09:00:00.000Z")]


def test_the_most_frequent_come_first(counts: UnknownCalls) -> None:
    for path in ("/rare", "/often", "/often"):
        counts.count(call("POST", f"https://x.com{path}"))
    assert [one.path for one in counts.all()] == ["/often", "/rare"]


def test_made_up_paths_do_not_fill_the_disk(counts: UnknownCalls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown_calls, "MAX_KINDS", 5)
    for letter in "abcdefghij":
        counts.count(call("POST", f"https://x.com/{letter}"))
    assert len(counts.all()) == 5


def test_counting_waits_for_no_disk(counts: UnknownCalls) -> None:
    with counts.store.transaction(), ThreadPoolExecutor(1) as thread:
        thread.submit(counts.count, call("POST", "https://x.com/a")).result(2)
    with full_disk():
        counts.count(call("POST", "https://x.com/a"))
    assert [one.count for one in counts.all()] == [2]


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/", "/"),
        ("/i/api/graphql/q0Tz-mN3/CreateTweet", "/i/api/graphql/*/CreateTweet"),
        ("/xrpc/com.atproto.repo.createRecord", "/xrpc/com.atproto.repo.createRecord"),
        ("/v21.0/17841400000000000/media", "/v21.0/*/media"),
        ("/bot123456:AAbb-cc/sendMessage", "/*/sendMessage"),
        ("/hooks/xKjQzRvWnPbTmYcLdGfHsAeU", "/hooks/*"),
        ("/a/b/c/d/e/f/g/h/i/j", "/a/b/c/d/e/f/g/h"),
    ],
)
def test_of_a_path_only_words_are_kept(path: str, shape: str) -> None:
    assert path_shape(path) == shape
