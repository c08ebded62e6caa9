import pytest

from twohats.adapter import Reply
from twohats.links.target import LinkTarget, is_public, next_link, parts_of, question, wants_get


@pytest.mark.parametrize(
    "link",
    [
        "mailto:a@acme.example",
        "javascript:alert(1)",
        "https://",
        "https://user:word@acme.example/",
        "https://a:b/",
        "x" * 3000,
    ],
)
def test_what_is_no_web_address_is_never_asked(link: str) -> None:
    assert parts_of(link) is None


def test_a_bare_host_is_a_web_address() -> None:
    parts = parts_of("acme.example/spring")
    assert parts is not None
    assert parts.geturl() == "https://acme.example/spring"


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "printer",
        "nas.local",
        "a.internal",
        "0177.0.0.1",
        "127.1",
        "0x7f.1",
        "127\u30020.0\u30021",
        "printer.\uff4cocal",
        "router.home.arpa",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "fe80::1%eth0",
        "fd00::1",
        "224.0.0.1",
        "ff02::1",
        "100.64.0.1",
    ],
)
def test_nothing_at_home_or_in_the_office_is_asked(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize(
    "host", ["acme.example", "ACME.example.", "93.184.216.34", "bücher.example", "64:ff9b::1.1.1.1"]
)
def test_the_public_network_may_be_asked(host: str) -> None:
    assert is_public(host)


def test_a_question_tells_nothing_about_the_person() -> None:
    parts = parts_of("https://acme.example:8443/a b?utm_source=x#frag")
    assert parts is not None
    asked = question(parts, "HEAD")
    assert (asked.method, asked.host, asked.port, asked.raw_target) == (
        "HEAD",
        "acme.example",
        8443,
        "/a%20b?utm_source=x",
    )
    assert {name for name, _ in asked.headers} == {"user-agent", "accept", "range"}


@pytest.mark.parametrize(
    ("status", "location", "leads"),
    [
        (301, "/next", "https://acme.example/next"),
        (302, "https://other.example/", "https://other.example/"),
        (302, "", None),
        (200, "/next", None),
    ],
)
def test_a_redirect_leads_on(status: int, location: str, leads: str | None) -> None:
    headers = (("location", location),) if location else ()
    assert next_link("https://acme.example/", Reply(status, headers)) == leads


@pytest.mark.parametrize("location", ["http://[bad", "http://a:b/", "javascript:alert(1)", "//user:word@acme.example/"])
def test_a_redirect_to_nonsense_is_no_address(location: str) -> None:
    onward = next_link("https://acme.example/", Reply(302, (("location", location),)))
    assert onward is not None
    assert parts_of(onward) is None


def test_what_cannot_be_spelled_is_asked_for_with_a_mark() -> None:
    parts = parts_of("https://acme.example/\ud800?\udfff")
    assert parts is not None
    assert question(parts, "HEAD").raw_target == "/???"


def test_a_final_target_says_whether_it_works() -> None:
    assert LinkTarget("a", "https://Shop.Acme.example./x", 200, "text/html").host == "shop.acme.example"
    assert LinkTarget("a", "https://acme.example", 404, "").broken
    assert wants_get(Reply(405))
    assert not wants_get(Reply(404 - 204))


def test_a_name_in_other_letters_is_asked_by_its_wire_form() -> None:
    parts = parts_of("https://bücher.example/größe")
    assert parts is not None
    asked = question(parts, "GET")
    assert (asked.host, asked.raw_target) == ("xn--bcher-kva.example", "/gr%C3%B6%C3%9Fe")
    assert question(parts_of("https://" + "ü" * 80 + ".example/") or parts, "GET").host.isascii()
