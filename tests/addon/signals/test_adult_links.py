import pytest

from tests.support.linking import about, told
from twohats.adapter import Reply
from twohats.signals import adult_links


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://something.xxx/", True),
        ("https://www.madeupporn.example/", True),
        ("https://essex.example/", False),
        ("https://acme.example/adult-education", False),
        ("https://camera.example/", False),
    ],
)
async def test_a_site_that_says_what_it_is_is_found(link: str, found: bool) -> None:
    assert await told(adult_links.SIGNAL, about(f"See {link}", {link: Reply(200)})) == ((link,) if found else ())
