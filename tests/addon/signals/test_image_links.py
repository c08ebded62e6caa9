import pytest

from tests.support.linking import about, told
from twohats.adapter import Reply
from twohats.signals import image_links


@pytest.mark.parametrize(
    ("link", "kind", "found"),
    [
        ("https://acme.example/a", "image/jpeg", True),
        ("https://acme.example/a", "video/mp4", True),
        ("https://acme.example/a.jpg", "text/html", False),
        ("https://i.imgur.com/a", "text/html", True),
        ("https://notimgur.com/a", "text/html", False),
    ],
)
async def test_a_bare_picture_is_found_by_what_is_there(link: str, kind: str, found: bool) -> None:
    sites = {link: Reply(200, (("content-type", kind),))}
    assert await told(image_links.SIGNAL, about(f"See {link}", sites)) == ((link,) if found else ())
