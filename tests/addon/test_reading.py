from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tests.support.calls import call
from tests.support.strangers import Stranger
from twohats.adapter import Adapter, Call, Request
from twohats.errors import UnreadableActivityError
from twohats.reading import Kind, Reading, read, read_with, unknown_call
from twohats.routing import routes
from twohats_policy.activity import Activity, Verb


@dataclass(frozen=True)
class Platform(Stranger):
    """PUT edits, POST /post posts, POST /broken is unreadable, POST /config is harmless; the rest is unknown."""

    hosts: frozenset[str] = frozenset({"stranger.example"})

    def call(self, request: Request) -> Call:
        return Call.READ if request.method == "GET" or request.path == "/noise" else Call.WRITE

    def read(self, request: Request) -> tuple[Activity, ...]:
        return tuple(self._read(request))

    def known(self, request: Request) -> bool:
        return request.path == "/config"

    def _read(self, request: Request) -> Iterator[Activity]:
        if request.path == "/broken":
            raise UnreadableActivityError("no text")
        if request.method == "PUT":
            yield Activity(platform="x", verb=Verb.EDIT)
        elif request.path == "/post":
            yield Activity(platform="x", verb=Verb.POST)
            yield Activity(platform="x", verb=Verb.POST)


PLATFORM = Platform()
ROUTES = routes([PLATFORM], {})


def as_adapter(platform: Platform) -> Adapter:
    return platform


def ask(method: str, path: str, content: bytes = b"", **headers: str) -> Reading:
    return read(ROUTES, {"stranger.example"}, call(method, f"https://stranger.example{path}", content, **headers))


def test_another_host_is_none_of_our_business() -> None:
    found = read(ROUTES, {"elsewhere.example"}, call("POST", "https://elsewhere.example/post"))
    assert (found.kind, found.to_judge) == (Kind.UNGUARDED, False)


def test_reads_publish_nothing() -> None:
    assert (ask("GET", "/post").kind, ask("GET", "/post").to_judge) == (Kind.NOTHING, False)


def test_every_activity_of_a_call_counts_also_two_that_are_alike() -> None:
    found = ask("POST", "/post")
    assert (found.kind, len(found.activities), found.known, found.to_judge) == (Kind.ACTIVITY, 2, True, True)


def test_what_looks_like_publishing_and_cannot_be_read_is_judged_as_a_post() -> None:
    found = ask("POST", "/broken")
    assert (found.kind, found.problem, found.to_judge) == (Kind.UNREADABLE, "no text", True)
    assert [activity.verb for activity in found.activities] == [Verb.POST]


def test_a_harmless_call_is_known_and_another_one_is_to_be_judged() -> None:
    assert not ask("POST", "/config").to_judge
    assert (ask("POST", "/else").known, ask("POST", "/else").to_judge) == (False, True)


def test_a_writing_call_that_no_adapter_of_the_host_claims_is_unknown() -> None:
    nobody = routes([replace(PLATFORM, hosts=frozenset({".example"}))], {})
    for method, judged in (("GET", False), ("POST", True)):
        found = read(nobody, {"other.example"}, call(method, "https://other.example/x"))
        assert (found.adapter, found.kind, found.to_judge) == (None, Kind.NOTHING, judged)


@pytest.mark.parametrize(
    ("path", "content", "headers"),
    [
        ("/post?_method=put", b"", {}),
        ("/post", b"", {"x_http_method_override": "PUT"}),
        ("/post", b"a=b&_method=PUT", {"content_type": "application/x-www-form-urlencoded"}),
    ],
)
def test_a_call_that_names_two_writing_methods_is_read_as_both(
    path: str, content: bytes, headers: dict[str, str]
) -> None:
    found = ask("POST", path, content, **headers)
    assert {activity.verb for activity in found.activities} == {Verb.POST, Verb.EDIT}


def test_one_unreadable_way_makes_the_call_unreadable() -> None:
    assert ask("POST", "/broken?_method=put").kind is Kind.UNREADABLE


def test_a_call_read_offline_is_read_by_the_adapter_that_claims_it() -> None:
    assert read_with(as_adapter(PLATFORM), call("POST", "https://anywhere.example/post")).kind is Kind.ACTIVITY


def test_an_unknown_call_stands_for_a_post_somewhere() -> None:
    assert unknown_call(None).platform == "unknown"
    assert unknown_call(as_adapter(PLATFORM)).platform == "x"
