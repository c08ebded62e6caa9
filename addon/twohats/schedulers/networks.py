"""Words that tools have for the networks they post to, in one form: the names of our own adapters."""

import re

_NETWORKS = (
    ("twitter", "x"),
    ("facebook", "facebook"),
    ("instagram", "instagram"),
    ("threads", "threads"),
    ("linkedin", "linkedin"),
    ("pinterest", "pinterest"),
    ("youtube", "youtube"),
    ("tiktok", "tiktok"),
    ("bluesky", "bluesky"),
    ("mastodon", "mastodon"),
    ("google", "google_business"),
    ("reddit", "reddit"),
    ("tumblr", "tumblr"),
    ("telegram", "telegram"),
    ("discord", "discord"),
    ("slack", "slack"),
    ("lemmy", "lemmy"),
    ("vk", "vk"),
    ("fbinstagram", "instagram"),
    ("fb", "facebook"),
)
_SHORT = {"x": "x", "ig": "instagram", "li": "linkedin", "yt": "youtube", "bsky": "bluesky"}
_BUSINESS = frozenset({"gmb", "gbp"})
_NOT_IN_A_WORD = re.compile(r"[^a-z0-9]")


def network(word: str) -> str:
    """Return our name of the network that `word` speaks of (`TWITTER`, `linkedin-page`, `gmb`), or the plain word.

    A tool's kinds of one network (page, profile, group, business) are that network.
    """
    plain = _NOT_IN_A_WORD.sub("", word.lower())
    if plain in _BUSINESS:
        return "google_business"
    found = next((name for start, name in _NETWORKS if plain.startswith(start)), "")
    return found or _SHORT.get(plain, plain)
