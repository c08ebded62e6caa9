import pytest

from twohats.text import annotated, links, mentions, tags
from twohats_policy.activity import Activity, Verb


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://acme.example/a?b=1#c now", ("https://acme.example/a?b=1#c",)),
        ("(https://en.example/Wiki_(film)).", ("https://en.example/Wiki_(film)",)),
        ("HTTP://ACME.EXAMPLE!", ("HTTP://ACME.EXAMPLE",)),
        ("www.acme.example and acme.shop/sale, twice acme.shop/sale", ("www.acme.example", "acme.shop/sale")),
        ("köp på räksmörgås.se nu", ("räksmörgås.se",)),
        ("\u65b0\u4f5chttps://acme.example\u3002\u7d42", ("https://acme.example",)),
        ("mail anna@acme.example", ()),
        ("version 1.2.3, photo.jpg, e.g. this", ()),
        ("end.Start", ("end.Start",)),
    ],
)
def test_links(text: str, found: tuple[str, ...]) -> None:
    assert links(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#acmetools #acmetools #Våren2026", ("acmetools", "Våren2026")),
        ("we are #1 and #2_3 but #1st", ("1st",)),
        ("a#b &#39; https://acme.example/#top", ()),
        ("\uff03\u6625\u30bb\u30fc\u30eb, #\u0938\u0947\u0932", ("\u6625\u30bb\u30fc\u30eb", "\u0938\u0947\u0932")),
        ("#cafe\u0301!", ("caf\u00e9",)),
        ("no tag", ()),
    ],
)
def test_tags(text: str, found: tuple[str, ...]) -> None:
    assert tags(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hi @acme, @anna.bsky.social.", ("acme", "anna.bsky.social")),
        ("@acme@mastodon.example too", ("acme@mastodon.example",)),
        ("mail anna@acme.example", ()),
        ("https://acme.example/@anna", ()),
        ("(@acme)", ("acme",)),
    ],
)
def test_mentions(text: str, found: tuple[str, ...]) -> None:
    assert mentions(text) == found


def test_what_the_adapter_found_comes_first_and_nothing_twice() -> None:
    activity = Activity(platform="x", verb=Verb.POST, title="#news", text="#sale by @acme", tags=("sale",))
    found = annotated(activity)
    assert (found.tags, found.mentions, found.links) == (("sale", "news"), ("acme",), ())


def test_what_publishes_nothing_is_left_alone() -> None:
    upload = Activity(platform="x", verb=Verb.UPLOAD, text="#sale")
    assert annotated(upload) is upload


def test_a_hostile_text_is_read_in_no_time() -> None:
    text = "a." * 20_000 + "#" * 20_000 + "@" * 20_000 + "http://" * 5_000 + "http://" + ")" * 30_000
    assert isinstance(links(text), tuple)
    assert tags(text) == ()
