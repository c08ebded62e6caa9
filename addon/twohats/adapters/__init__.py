"""The adapters that twohats has, by an explicit list: one line for each platform."""

from twohats.adapter import Adapter
from twohats.adapters import x

ADAPTERS: tuple[Adapter, ...] = (x,)

__all__ = ["ADAPTERS"]
