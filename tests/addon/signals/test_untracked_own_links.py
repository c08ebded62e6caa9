from tests.support.linking import about
from twohats.signals import untracked_own_links

PLAIN, TRACKED = "https://shop.acme.example/a", "https://acme.example/a?utm_source=x"


def test_an_own_link_without_tracking_is_found_without_looking_it_up() -> None:
    subject = about(f"{PLAIN} {TRACKED} https://other.example/a")
    assert untracked_own_links.SIGNAL.tell(subject) == (PLAIN,)
    assert untracked_own_links.SIGNAL.tell(about(PLAIN, ref="plain")) == ()
