"""The adapters that twohats has, by an explicit list: one line for each platform."""

from twohats.adapter import Adapter
from twohats.adapters import bluesky, instagram, mastodon, pinterest, threads, x

ADAPTERS: tuple[Adapter, ...] = (x, instagram, threads, bluesky, mastodon, pinterest)

__all__ = ["ADAPTERS"]
