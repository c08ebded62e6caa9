import pytest

from twohats.page.doors import Head, Way, objection
from twohats.page.peer import Peer

ORIGIN = "http://127.0.0.1:4321"


def turned_away(
    way: Way,
    method: str = "POST",
    *,
    host: str = "127.0.0.1:4321",
    origin: str = "",
    site: str = "",
    peer: Peer = Peer.OURS,
) -> int:
    found = objection(Head(method, host, origin, site, lambda: peer), way, ORIGIN)
    return found.status if found else 0


@pytest.mark.parametrize("way", list(Way))
def test_another_host_name_is_misdirected_everywhere(way: Way) -> None:
    assert turned_away(way, host="localhost:4321") == 421


@pytest.mark.parametrize("way", list(Way))
def test_a_stranger_is_turned_away_everywhere(way: Way) -> None:
    origin = ORIGIN if way is Way.PAGE else ""
    assert turned_away(way, origin=origin, peer=Peer.STRANGER) == 403
    assert turned_away(way, origin=origin, peer=Peer.CANNOT_TELL) == 0


@pytest.mark.parametrize(
    ("method", "origin", "site", "status"),
    [
        ("GET", "", "none", 0),
        ("GET", "", "same-origin", 0),
        ("GET", "", "", 0),
        ("GET", "", "cross-site", 403),
        ("GET", "", "same-site", 403),
        ("GET", "https://evil.example", "", 403),
        ("POST", ORIGIN, "same-origin", 0),
        ("POST", ORIGIN, "", 0),
        ("POST", "", "same-origin", 403),
        ("POST", "null", "same-origin", 403),
        ("POST", "http://127.0.0.1:4322", "same-site", 403),
    ],
)
def test_a_page_takes_what_comes_from_itself(method: str, origin: str, site: str, status: int) -> None:
    assert turned_away(Way.PAGE, method, origin=origin, site=site) == status


@pytest.mark.parametrize(("origin", "status"), [("null", 0), ("", 0), (ORIGIN, 0), ("https://evil.example", 403)])
def test_the_entrance_takes_what_comes_from_a_file(origin: str, status: int) -> None:
    assert turned_away(Way.ENTRANCE, origin=origin, site="cross-site") == status


@pytest.mark.parametrize(
    ("origin", "site", "status"), [("", "", 0), ("null", "", 403), ("", "none", 403), (ORIGIN, "same-origin", 403)]
)
def test_a_command_is_no_browser(origin: str, site: str, status: int) -> None:
    assert turned_away(Way.COMMAND, origin=origin, site=site) == status
