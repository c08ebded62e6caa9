import pytest

from twohats.normal_form import method_of, overrides, path_of


@pytest.mark.parametrize(
    ("method", "target", "headers", "has_body", "wanted"),
    [
        ("get", "/x", [], False, "GET"),
        ("pOsT", "/x", [], True, "POST"),
        ("PURGE", "/x", [], False, "PURGE"),
        ("GET", "/x", [("x-http-method-override", "post")], False, "POST"),
        ("GET", "/x", [("x-http-method", "PATCH")], False, "PATCH"),
        ("HEAD", "/x", [("x-method-override", " delete ")], False, "DELETE"),
        ("GET", "/x?_method=PUT", [], False, "PUT"),
        ("GET", "/x?a=1&method=post#method=get", [], False, "POST"),
        ("GET", "/x?%6dethod=post", [], False, "POST"),
        ("GET", "/x?a#method=post", [], False, "GET"),
        ("GET", "/x?method=flickr.photos.getInfo", [], False, "GET"),
        ("GET", "/x", [], True, "POST"),
        ("OPTIONS", "/x", [], True, "POST"),
        ("POST", "/x", [("x-http-method-override", "GET")], False, "POST"),
        ("POST", "/x?_method=get", [], True, "POST"),
        ("DELETE", "/x", [("x-http-method-override", "GET")], False, "DELETE"),
    ],
)
def test_an_override_or_a_body_makes_a_call_a_writing_one_and_never_milder(
    method: str, target: str, headers: list[tuple[str, str]], has_body: bool, wanted: str
) -> None:
    assert method_of(method, target, headers, has_body=has_body) == wanted


def test_every_writing_method_that_is_named_is_told_once() -> None:
    headers = [("x-http-method-override", "PUT"), ("x-http-method", "delete"), ("x-method-override", "GET")]
    assert overrides("/x?_method=put&method=PATCH", headers) == ("PUT", "DELETE", "PATCH")
    assert overrides("/x", []) == ()


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("/2/tweets", "/2/tweets"),
        ("/2/tweets?x=/y", "/2/tweets"),
        ("/2/tweets#frag", "/2/tweets"),
        ("//2///tweets", "/2/tweets"),
        ("/2/./x/../tweets", "/2/tweets"),
        ("/../../2/tweets", "/2/tweets"),
        ("/2/%74weets", "/2/tweets"),
        ("/2/%2574weets", "/2/%74weets"),
        ("/2%2ftweets", "/2/tweets"),
        ("/2/x/%2e%2e/tweets", "/2/tweets"),
        ("/2/tweets;jsessionid=1", "/2/tweets"),
        ("/2;a=b/tweets", "/2/tweets"),
        ("\\2\\tweets", "/2/tweets"),
        ("https://x.com/2/tweets?x", "/2/tweets"),
        ("https://x.com", "/"),
        ("/a/b/", "/a/b/"),
        ("/a/b/..", "/a/"),
        ("/a/.", "/a/"),
        ("/", "/"),
        ("", "/"),
        ("*", "/*"),
        ("/%ff", "/\ufffd"),
        ("/åä", "/åä"),
    ],
)
def test_a_path_has_one_spelling(target: str, wanted: str) -> None:
    assert path_of(target) == wanted
