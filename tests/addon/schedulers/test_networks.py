"""Words for networks."""

import pytest

from twohats.schedulers.networks import network


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("twitter", "x"),
        ("TWITTER", "x"),
        ("x", "x"),
        ("FACEBOOKPAGE", "facebook"),
        ("fb_instagram_account", "instagram"),
        ("fb", "facebook"),
        ("instagram-standalone", "instagram"),
        ("linkedin-page", "linkedin"),
        ("LinkedIn Company", "linkedin"),
        ("googlebusiness", "google_business"),
        ("gmb", "google_business"),
        ("bsky", "bluesky"),
        ("snapchat", "snapchat"),
    ],
)
def test_a_word_is_its_network(word: str, name: str) -> None:
    assert network(word) == name
