import pytest

from twohats.normal_form import forgiven, is_odd, method_of, overrides, path_of


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


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/2/tweets", "/2/tweets"),
        ("/2/tweets.", "/2/tweets"),
        ("/2/tweets...", "/2/tweets"),
        ("/2/%74weets", "/2/tweets"),
        ("/2/%2574weets", "/2/tweets"),
        ("/2/tweets ", "/2/tweets"),
        ("/2/tw eets", "/2/tweets"),
        ("/2/tweets\x00", "/2/tweets"),
        ("/2/tweets?a=1", "/2/tweets"),
        ("/a/%2e%2e/2/tweets", "/2/tweets"),
        ("/2/%2Ftweets", "/2/tweets"),
        ("/2/tweets%3Bx=1", "/2/tweets"),
        ("/a/...../b", "/a/b"),
    ],
)
def test_the_most_forgiving_server_takes_a_path_for_another(path: str, meant: str) -> None:
    assert forgiven(path) == meant
    assert is_odd(path) is (path != meant)


def test_the_ending_of_a_format_is_forgiven_and_not_odd() -> None:
    assert [forgiven(path) for path in ("/statuses/update.json", "/wall.post.xml")] == [
        "/statuses/update",
        "/wall.post",
    ]
    assert not is_odd("/statuses/update.json")


@pytest.mark.parametrize("path", ["/.well-known/x", "/1.1/a", "/@anna/1", "/xrpc/com.atproto.repo.createRecord", "/"])
def test_ordinary_paths_are_not_odd(path: str) -> None:
    assert not is_odd(path)
    assert forgiven(path) == path


def test_a_path_coded_over_and_over_ends() -> None:
    path = "/%74"
    for _ in range(50):
        path = path.replace("%", "%25")
    assert path_of(path) != forgiven(path)


@pytest.mark.parametrize(
    ("query", "method"),
    [
        ("query=mutation+Post{post{id}}", "POST"),
        ("query=%6Dutation(%24a:ID){post}", "POST"),
        ("quer%79=%23%20hello%0Amutation%20{post}", "POST"),
        ("query=fragment+a+on+B{c}+mutation+{post}", "POST"),
        ("query=mutation", "GET"),
        ("q=mutation+{post}", "GET"),
        ("query={timeline{id}}", "GET"),
        ("query=query+mutations{id}", "GET"),
        ("_method=PUT", "PUT"),
        ("%5Fmethod=%50UT", "PUT"),
        ("method=methodist", "GET"),
    ],
)
def test_a_query_makes_a_read_a_write(query: str, method: str) -> None:
    assert method_of("get", f"/graphql?{query}", (), has_body=False) == method
