"""What hangs on a post of Facebook's composers: pictures, films, links, shared posts (facts: private 5.4)."""

from collections.abc import Iterator
from typing import Any

from twohats.body import as_text, dig, is_list, parse_json
from twohats.json_lists import first_under, objects
from twohats_policy.activity import Media, MediaKind

_KINDS = (("photo", MediaKind.IMAGE), ("video", MediaKind.VIDEO), ("gif", MediaKind.IMAGE))


def attached(value: Any) -> tuple[Media, ...]:
    """Return the pictures and films, by the ids their uploads got."""
    return tuple(
        Media(key=key, kind=kind, alt=as_text(dig(entry, word, "custom_accessibility_caption")))
        for entry in objects(dig(value, "attachments"))
        for word, kind in _KINDS
        if (key := as_text(dig(entry, word, "id")))
    )


def links(value: Any) -> tuple[str, ...]:
    """Return the addresses of attached links.

    Raises:
        UnreadableActivityError: what describes the link is no JSON.
    """
    found = (first_under(entry, "canonical", "final", "user", "url", "external_url") for entry in _scraped(value))
    return tuple(dict.fromkeys(filter(None, found)))


def shared(value: Any) -> str:
    """Return the id of the post that is shared, or an empty string.

    Raises:
        UnreadableActivityError: what describes it is no JSON.
    """
    for entry in _scraped(value):
        parameters = dig(entry, "share_params")
        if is_list(parameters) and parameters:
            return as_text(parameters[0])
        if shareable := first_under(entry, "shareable_id", "share_id"):
            return shareable
    return ""


def _scraped(value: Any) -> Iterator[Any]:
    for entry in objects(dig(value, "attachments")):
        raw = dig(entry, "link", "share_scrape_data")
        if isinstance(raw, str) and raw:
            yield parse_json(raw, what="link")
        elif isinstance(entry.get("link"), dict):
            yield entry["link"]
        elif "share" in entry:
            yield entry["share"]
