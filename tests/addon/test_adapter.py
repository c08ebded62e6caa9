import pytest

from twohats.adapter import LoginIs, Reply, Request


def request(target: str = "/", *headers: tuple[str, str]) -> Request:
    return Request("GET", "https", "x.com", 443, "/", target, headers, b"secret body")


def test_the_first_header_of_a_name_counts() -> None:
    assert request("/", ("a", "1"), ("a", "2")).header("a") == "1"
    assert request().header("a") == ""
    assert Reply(200, (("a", "1"), ("a", "2"))).header("a") == "1"
    assert Reply(200).header("a") == ""


@pytest.mark.parametrize(
    ("target", "query"),
    [
        ("/x", ()),
        ("/x?a=1&b=&a=2", (("a", "1"), ("b", ""), ("a", "2"))),
        ("/x?a=%20%C3%A5+b#c=d", (("a", " å b"),)),
        ("/x?a", (("a", ""),)),
    ],
)
def test_the_query_keeps_order_and_empty_values(target: str, query: tuple[tuple[str, str], ...]) -> None:
    assert request(target).query == query


def test_cookies_of_all_headers_count_and_the_first_of_a_name_wins() -> None:
    found = request("/", ("cookie", 'a="1"; b=2;; c'), ("cookie", "a=3; d=4=5")).cookies
    assert found == {"a": "1", "b": "2", "": "", "c": "", "d": "4=5"}


def test_neither_body_nor_credential_shows_in_a_trace() -> None:
    assert "secret body" not in repr(request())
    assert "secret" not in repr(LoginIs("1", credential="secret"))
    assert "secret" not in repr(Reply(200, content=b"secret"))


def test_the_address_is_as_it_was_sent() -> None:
    assert request("/x?a=%20").url == "https://x.com/x?a=%20"


@pytest.mark.parametrize(
    ("query", "value"),
    [("a=h\udcc3\udca5ll", "håll"), ("a=h\udcffj", "h\ufffdj"), ("a=h\ud83dj", "h?j"), ("a=hå", "hå")],
)
def test_raw_bytes_in_the_query_are_text_where_they_can_be(query: str, value: str) -> None:
    assert request(f"/x?{query}").query == (("a", value),)
