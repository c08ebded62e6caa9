"""The adapters that twohats has, by an explicit list: one line for each platform."""

from twohats.adapter import Adapter
from twohats.adapters import (
    bluesky,
    buffer,
    discord,
    facebook,
    gbp,
    hootsuite,
    instagram,
    lemmy,
    linkedin,
    mastodon,
    misskey,
    pinterest,
    reddit,
    slack,
    telegram,
    threads,
    tiktok,
    tumblr,
    vk,
    x,
    youtube,
)

ADAPTERS: tuple[Adapter, ...] = (
    x,
    facebook,
    instagram,
    linkedin,
    threads,
    tiktok,
    youtube,
    gbp,
    bluesky,
    mastodon,
    pinterest,
    reddit,
    tumblr,
    telegram,
    slack,
    discord,
    vk,
    hootsuite,
    buffer,
    lemmy,
    misskey,
)

__all__ = ["ADAPTERS"]
