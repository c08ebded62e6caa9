import pytest

from twohats.links.target import LinkTarget
from twohats.page.addresses import address, resolved
from twohats_policy.request import Unknown


@pytest.mark.parametrize(
    ("link", "parts"),
    [
        ("https://acme.example/a?b#c", ("https://", "acme.example", "/a?b#c")),
        ("acme.example", ("", "acme.example", "")),
        ("www.acme.example/x", ("", "www.acme.example", "/x")),
        ("https://acme.example@evil.test/x", ("https://acme.example@", "evil.test", "/x")),
        ("https://acme.example:pw@evil.test:8443/", ("https://acme.example:pw@", "evil.test", ":8443/")),
        ("https://evil.test\\@acme.example/", ("https://", "evil.test", "\\@acme.example/")),
        ("https://evil.test#@acme.example", ("https://", "evil.test", "#@acme.example")),
        ("https://evil.test/@acme.example", ("https://", "evil.test", "/@acme.example")),
        ("https://[2001:db8::1]:80/", ("https://", "[2001:db8::1]", ":80/")),
        ("", ("", "", "")),
    ],
)
def test_the_host_is_what_a_browser_would_take_for_it(link: str, parts: tuple[str, str, str]) -> None:
    found = address(link)
    assert (found.before, found.host, found.after) == parts


def test_a_host_in_other_letters_is_shown_as_the_network_knows_it() -> None:
    assert address("https://b\u00fccher.example/").plain_host == "xn--bcher-kva.example"
    assert address("https://\u0430cme.example/").plain_host == "xn--cme-5cd.example"  # a Cyrillic letter
    assert address("https://xn--bcher-kva.example/").plain_host == ""


def test_a_host_that_is_none_says_so() -> None:
    assert address(f"https://{'\u00fc' * 80}.example/").plain_host == "?"


def test_hidden_marks_in_a_link_are_shown() -> None:
    assert "\u202e" not in address("https://acme.example/\u202egpj.exe").after


def test_another_end_an_error_there_and_a_failed_look_are_told() -> None:
    short = "https://sho.rt/x"
    led = resolved(short, LinkTarget(short, "https://evil.test/", 404, "text/html"))
    assert led.leads is not None
    assert (led.leads.host, led.status) == ("evil.test", 404)
    same = resolved(short, LinkTarget(short, short, 200, "text/html"))
    assert (same.leads, same.status, same.unseen) == (None, 0, False)
    assert resolved(short, Unknown(reason="made up")).unseen
    assert not resolved(short, None).unseen
