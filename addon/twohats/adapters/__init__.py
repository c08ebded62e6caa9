"""The adapters that twohats has, by an explicit list: one line for each platform."""

from twohats.adapter import Adapter
from twohats.adapters import (
    bluesky,
    discord,
    facebook,
    instagram,
    linkedin,
    mastodon,
    pinterest,
    reddit,
    slack,
    telegram,
    threads,
    tumblr,
    x,
)

ADAPTERS: tuple[Adapter, ...] = (
    x,
    facebook,
    instagram,
    linkedin,
    threads,
    bluesky,
    mastodon,
    pinterest,
    reddit,
    tumblr,
    telegram,
    slack,
    discord,
)

__all__ = ["ADAPTERS"]
