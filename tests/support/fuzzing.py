"""What must hold of every adapter for every request: only the documented exception, values of the right types, and a
request that is as it was.
"""

import copy
from collections.abc import Iterator

from tests.support.cassettes import FOLDER, Labelled, load
from twohats.adapter import Adapter, Call, Fact, Refusal, Reply, Request
from twohats.errors import UnreadableActivityError
from twohats.reading import Reading, read_with
from twohats.replays.normal import request_of
from twohats_policy.account import Evidence
from twohats_policy.activity import Activity

_BODY = b"\r\n\r\n"


def examine(adapter: Adapter, request: Request) -> None:
    """Ask the adapter everything that can be asked about a request.

    Raises:
        AssertionError: an answer is of the wrong kind, or the request has changed. What else an adapter raises is let
            through: it may raise nothing else.
    """
    before = copy.deepcopy(request)
    assert isinstance(adapter.claims(request), bool)
    assert isinstance(adapter.call(request), Call)
    assert isinstance(read_with(adapter, request), Reading)
    assert all(isinstance(activity, Activity) for activity in _activities(adapter, request))
    assert isinstance(adapter.known(request), bool)
    assert all(isinstance(sign, Evidence) for sign in adapter.evidence(request))
    assert isinstance(adapter.credential(request), str)
    assert isinstance(adapter.whoami(request), Request | None)
    assert isinstance(adapter.refusal(request, "no"), Refusal)
    for status in (200, 201, 403):
        reply = Reply(status, request.headers, request.content)
        assert all(isinstance(fact, Fact) for fact in adapter.learn(request, reply))
    assert request == before


def samples(adapter: Adapter) -> list[Labelled]:
    """Return the adapter's cassettes: what a fuzzer starts from."""
    return [Labelled(path, load(path), adapter) for path in sorted((FOLDER / adapter.name).glob("*.yaml"))]


def seeds(adapter: Adapter) -> Iterator[bytes]:
    """Yield requests and replies of the cassettes as bytes that `parsed` takes."""
    for sample in samples(adapter):
        request = sample.cassette.request
        yield written(request.method, request.url, [*request.headers.items()], request.content)
        if sample.reply is not None:
            yield written(request.method, request.url, [*request.headers.items()], sample.reply.content)


def written(method: str, url: str, headers: list[tuple[str, str]], content: bytes) -> bytes:
    """Return a request as bytes: method and address, headers, body."""
    lines = [f"{method} {url}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode() + _BODY + content


def parsed(data: bytes) -> Request | None:
    """Return the request in `data`, leniently; None where there is no address in it."""
    head, _, content = data.partition(_BODY)
    first, *lines = head.decode("utf-8", "surrogateescape").split("\r\n")
    method, _, url = first.partition(" ")
    pairs = [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    try:
        return request_of(method, url, pairs, content)
    except ValueError:
        return None


def _activities(adapter: Adapter, request: Request) -> tuple[Activity, ...]:
    try:
        return adapter.read(request)
    except UnreadableActivityError:
        return ()
