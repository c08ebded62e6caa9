"""Two costs that mitmproxy pays on every request and a guard does not need.

Each option that is read is deep-copied, and each message checks the types of its own fields (facts: mitm 2, about 6 %).
"""

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


def skip_type_checks() -> None:
    """Stop messages from checking the types of their fields, which mitmproxy itself fills in."""
    http.MessageData.__post_init__ = _unchecked  # type: ignore[method-assign]


def _unchecked(data: http.MessageData) -> None:
    """Check nothing."""
