"""Names, texts and lists of them as people write them in files: one word stands for a list of one."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from twohats_policy.rule import as_list


def _without_mark(value: Any) -> Any:
    """Names and tags are often written with the sign that the platforms show before them."""
    return value.lstrip("@#") if isinstance(value, str) else value


def _all_without_mark(value: Any) -> Any:
    return tuple(_without_mark(item) for item in as_list(value))


Name = Annotated[str, BeforeValidator(_without_mark), Field(min_length=1, max_length=300)]
Text = Annotated[str, Field(min_length=1, max_length=300)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list, json_schema_input_type=Text | list[Text])]
Tags = Annotated[tuple[Text, ...], BeforeValidator(_all_without_mark, json_schema_input_type=Text | list[Text])]
