import pytest
from mitmproxy.test import tflow, tutils

from twohats.normal_form import path_of
from twohats.proxy.normal import has_body, method_of, request_of


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ("//a/../%70/./p;x=1?q", "/p/p"),
        ("/2/tweets", "/2/tweets"),
        ("/api/submit/", "/api/submit/"),
        ("///id/media", "/id/media"),
        ("/a/b/..", "/a/"),
        ("/../../etc", "/etc"),
        ("/%2e%2e/x", "/x"),
        ("/a%2Fb", "/a/b"),
        ("/%2541", "/%41"),
        ("/a#frag", "/a"),
        ("https://guarded.test/p?q", "/p"),
        ("\\a\\b", "/a/b"),
        ("/", "/"),
        ("", "/"),
        ("*", "/*"),
        ("/login?next=https://x.test/a", "/login"),
    ],
)
def test_a_path_has_one_form(raw: str, path: str) -> None:
    assert path_of(raw) == path


@pytest.mark.parametrize(
    ("method", "path", "headers", "content", "normal"),
    [
        (b"get", b"/", (), b"", "GET"),
        (b"post", b"/", (), b"", "POST"),
        (b"GET", b"/", ((b"X-HTTP-Method-Override", b"post"),), b"", "POST"),
        (b"GET", b"/?_method=delete", (), b"", "DELETE"),
        (b"GET", b"/me/feed?method=post", (), b"", "POST"),
        (b"GET", b"/?method=flickr.test", (), b"", "GET"),
        (b"GET", b"/?%5Fmethod=put", (), b"", "PUT"),
        (b"GET", b"/", (), b"text=hello", "POST"),
        (b"GET", b"/", ((b"Content-Length", b"5"),), b"", "POST"),
        (b"GET", b"/", ((b"Content-Length", b"0"),), b"", "GET"),
        (b"GET", b"/", ((b"Transfer-Encoding", b"chunked"),), b"", "POST"),
        (b"POST", b"/", ((b"X-HTTP-Method-Override", b"GET"),), b"", "POST"),
        (b"BREW", b"/", (), b"", "BREW"),
    ],
)
def test_an_override_or_a_body_makes_a_read_a_write_and_never_the_other_way(
    method: bytes, path: bytes, headers: tuple[tuple[bytes, bytes], ...], content: bytes, normal: str
) -> None:
    request = tutils.treq(method=method, path=path, content=content)
    request.headers.fields = headers
    assert method_of(request) == normal


def test_a_request_keeps_what_was_sent_beside_its_normal_form() -> None:
    flow = tflow.tflow(req=tutils.treq(method=b"POST", path=b"//a/%62?x=%20", content=b"body", scheme=b"HTTPS"))
    flow.request.headers.fields = ((b"X-Thing", b"One"), (b"x-thing", b"\xff"))
    request = request_of(flow, "guarded.test")
    assert (request.method, request.scheme, request.host) == ("POST", "https", "guarded.test")
    assert (request.path, request.raw_target) == ("/a/b", "//a/%62?x=%20")
    assert [name for name, _ in request.headers] == ["x-thing", "x-thing"]
    assert request.content == b"body"
    assert request_of(flow, "guarded.test", content=b"").content == b""
    assert has_body(flow.request)
