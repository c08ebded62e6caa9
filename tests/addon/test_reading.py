import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from tests.support.calls import call
from tests.support.strangers import Stranger
from twohats.adapter import Adapter, Call, Request
from twohats.body import fields
from twohats.errors import UnreadableActivityError
from twohats.reading import Kind, Reading, is_doubtful, read, read_with, unknown_call
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


@dataclass(frozen=True)
class Forgiving(Stranger):
    """Posts by `POST /post` and `PUT /post`, deletes by `DELETE /post`; knows `/quiet`, and `/hum` as a read."""

    reads: Callable[[Request], str] = lambda request: fields(request).text("text")

    def call(self, request: Request) -> Call:
        return Call.READ if request.method in {"GET", "HEAD"} or request.path == "/hum" else Call.WRITE

    def read(self, request: Request) -> tuple[Activity, ...]:
        if request.path != "/post":
            return ()
        verb = {"POST": Verb.POST, "PUT": Verb.EDIT, "DELETE": Verb.DELETE}.get(request.method)
        return (Activity(platform="x", verb=verb, text=self.reads(request)),) if verb else ()

    def known(self, request: Request) -> bool:
        return self.call(request) is Call.READ or request.path.startswith("/quiet") or bool(self.read(request))


def sent(method: str = "POST", path: str = "/post", content: object = None, **headers: str) -> Request:
    text = content if isinstance(content, bytes) else json.dumps(content or {"text": "hi"}).encode()
    request = call(method, "https://stranger.example/", text, **({"content_type": "application/json"} | headers))
    return replace(request, path=path, raw_target=path)


def verbs(request: Request) -> list[str]:
    return [str(activity.verb) for activity in read_with(Forgiving(), request).activities]


@pytest.mark.parametrize(
    "request_",
    [
        sent(x_http_method_override="PUT"),
        replace(sent(), raw_target="/post?_method=put"),
        sent(content=b"text=hi&%5Fmethod=PUT", content_type="application/x-www-form-urlencoded"),
        sent(content={"text": "hi", "_method": "put"}),
    ],
)
def test_a_call_with_two_methods_is_read_as_both(request_: Request) -> None:
    assert sorted(verbs(request_)) == ["edit", "post"]


def test_of_two_methods_the_unreadable_one_counts() -> None:
    def only_posts(request: Request) -> str:
        if request.method != "POST":
            raise UnreadableActivityError("who knows")
        return "hi"

    reading = read_with(Forgiving(reads=only_posts), sent(x_http_method_override="DELETE"))
    assert (reading.kind, reading.problem) == (Kind.UNREADABLE, "who knows")


def test_a_method_in_the_body_of_what_only_reads_is_not_looked_for() -> None:
    assert read_with(Forgiving(), sent(path="/hum", content=b"{")).kind is Kind.NOTHING


@pytest.mark.parametrize(
    "path", ["/post.", "/post ", "/%70ost", "/%2570ost", "/quiet/%2e%2e/post", "/POST", "/post.json"]
)
def test_an_odd_path_is_read_as_the_most_forgiving_server_would_take_it(path: str) -> None:
    assert verbs(sent(path=path)) == ["post"]


@pytest.mark.parametrize("method", ["PATCH", "BREW"])
def test_an_unknown_method_is_read_as_a_post(method: str) -> None:
    assert verbs(sent(method)) == ["post"]


def test_an_odd_path_may_belong_to_another_adapter() -> None:
    class Others(Forgiving):
        def claims(self, request: Request) -> bool:
            return request.path == "/post"

    assert read(routes([Others()], {}), {"stranger.example"}, sent(path="/post.")).kind is Kind.ACTIVITY


def test_what_is_deleted_is_not_taken_for_a_post() -> None:
    assert verbs(sent("DELETE", "/POST")) == ["delete"]


def test_a_known_call_is_taken_at_its_word() -> None:
    assert read_with(Forgiving(), sent(path="/quiet/post")).kind is Kind.NOTHING


def test_a_read_stays_a_read_in_any_spelling() -> None:
    assert read_with(Forgiving(), sent("GET", "/post.")).known


def test_an_unknown_call_with_a_broken_body_is_unreadable() -> None:
    reading = read_with(Forgiving(), sent(path="/other", content=b'{"a": 1, "a": 2}'))
    assert reading.kind is Kind.UNREADABLE
    assert "nobody knows" in reading.problem


def test_an_unknown_call_of_an_unknown_type_is_unknown() -> None:
    assert not read_with(
        Forgiving(), sent(path="/other", content=b"\x08\x01", content_type="application/x-protobuf")
    ).known


@pytest.mark.parametrize(("tool", "kind"), [("create_post", Kind.UNREADABLE), ("list_posts", Kind.NOTHING)])
def test_an_agents_tool_is_unreadable_unless_it_only_asks(tool: str, kind: Kind) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool}}
    assert read_with(Forgiving(), sent(path="/mcp", content=message)).kind is kind


@pytest.mark.parametrize(
    ("head", "doubtful"),
    [
        (sent("GET"), False),
        (sent("GET", "/post."), True),
        (sent(), False),
        (sent(x_http_method="PUT"), True),
        (replace(sent(), raw_target="/post?_method=PUT"), True),
        (sent(x_http_method="POST"), False),
    ],
)
def test_a_head_that_may_mean_something_else_is_doubtful(head: Request, doubtful: bool) -> None:
    assert is_doubtful(replace(head, content=b"")) is doubtful
