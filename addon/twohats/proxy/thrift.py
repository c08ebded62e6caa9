"""Three costs that mitmproxy pays on every request and a guard does not need.

Each option that is read is deep-copied, each message checks the types of its own fields (facts: mitm 2, about 6 %), and
each of some 25 looks at a header goes through the general machinery of multi-dictionaries (about 10 %).
"""

from functools import lru_cache
from typing import Any

from mitmproxy import http
from mitmproxy.options import Options
from mitmproxy.optmanager import unset

_SIMPLE = (str, int, bool, type(None))


class ThriftyOptions(Options):
    """mitmproxy's options, whose simple values are given out as they are; lists are still copied."""

    def __getattr__(self, attr: str) -> Any:
        """Return the value of an option."""
        option = self._options.get(attr)
        if option is None:
            raise AttributeError(f"No such option: {attr}")
        value = option.default if option.value is unset else option.value
        return value if isinstance(value, _SIMPLE) else option.current()


def install() -> None:
    """Stop messages from checking the types of fields that mitmproxy itself fills in, and look at headers directly."""
    for owner, name, function in REPLACED:
        setattr(owner, name, function)


def _unchecked(data: http.MessageData) -> None:
    """Check nothing."""


def _get_all(headers: http.Headers, name: str | bytes) -> list[str]:
    """Return all values of a header, as `Headers.get_all` does."""
    wanted = _lower(name)
    return [value.decode("utf-8", "surrogateescape") for key, value in headers.fields if key.lower() == wanted]


def _get(headers: http.Headers, key: str | bytes, default: Any = None) -> Any:
    """Return the folded values of a header, or `default`, as `Headers.get` does."""
    values = _get_all(headers, key)
    return ", ".join(values) if values else default


def _contains(headers: http.Headers, key: object) -> bool:
    """Tell whether a header is there, as `in` does."""
    if not isinstance(key, str | bytes):
        return False
    wanted = _lower(key)
    return any(name.lower() == wanted for name, _ in headers.fields)


@lru_cache(maxsize=512)
def _lower(name: str | bytes) -> bytes:
    return (name.encode("utf-8", "surrogateescape") if isinstance(name, str) else name).lower()


REPLACED = (
    (http.MessageData, "__post_init__", _unchecked),
    (http.Headers, "get_all", _get_all),
    (http.Headers, "get", _get),
    (http.Headers, "__contains__", _contains),
)
