"""Look for texts by their key in JSON whose shape is free: rich-text documents, message blocks, embeds."""

from collections.abc import Collection, Iterator

from twohats.bodies.json_text import is_list, is_object


def texts_under(value: object, keys: Collection[str]) -> Iterator[str]:
    """Yield every text that stands under one of `keys`, at any depth, in document order; empty ones are left out."""
    if is_list(value):
        for item in value:
            yield from texts_under(item, keys)
    if not is_object(value):
        return
    for key, inner in value.items():
        if isinstance(inner, str) and inner and key in keys:
            yield inner
        elif not isinstance(inner, str):
            yield from texts_under(inner, keys)


def lines(value: object, keys: Collection[str]) -> str:
    """Return those texts as lines, each once."""
    return "\n".join(dict.fromkeys(texts_under(value, keys)))
