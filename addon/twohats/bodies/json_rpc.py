"""JSON-RPC as agents speak it (Model Context Protocol): some platforms have such a door to the same accounts
(facts: official 0.8).
"""

import re

from twohats.bodies.json_text import Json, as_text, dig

_ASKING = re.compile(r"(?:get|list|search|find|read|fetch|describe)(?:[_\-./ ].*|[A-Z].*)?", re.DOTALL)


def calls_a_tool(value: Json) -> bool:
    """Tell whether a message, or one of a batch of them, calls a tool that may do something.

    A tool whose name only asks (`list_posts`) does not count; what all others do, only the server knows.
    """
    messages = value if isinstance(value, list) else [value]
    return any(_acts(message) for message in messages)


def _acts(message: Json) -> bool:
    if dig(message, "method") != "tools/call":
        return False
    return _ASKING.fullmatch(as_text(dig(message, "params", "name"))) is None
