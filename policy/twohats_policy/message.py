"""What people read when a rule meets: one text, or one for each language (`{en: ..., sv: ...}`)."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

PLAIN = ""
"""The key of a text that is not said to be in any language."""

FIRST = "en"
"""The language for those whose own is not there."""

_Text = Annotated[str, Field(min_length=1, max_length=300)]
_Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
_Texts = Mapping[Annotated[str, Field(pattern=r"^([a-z]{2})?$")], _Text]


def _by_language(value: Any) -> Any:
    return value if hasattr(value, "keys") else {PLAIN: value}


Message = Annotated[
    _Texts,
    BeforeValidator(_by_language, json_schema_input_type=_Text | Mapping[_Language, _Text]),
    Field(min_length=1),
]
"""Texts by language, as files may spell them."""


def in_language(message: Mapping[str, str], language: str) -> str:
    """Return the text in `language` (`sv`), else the plain or English one, else the first; empty if there is none."""
    for wanted in (language, PLAIN, FIRST):
        if wanted in message:
            return message[wanted]
    return next(iter(message.values()), "")
