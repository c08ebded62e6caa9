"""Examples as files spell them: the entries of `tests:`."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from twohats_policy.account import Frozen
from twohats_policy.activity import MediaKind, Verb
from twohats_policy.decision import Effect
from twohats_policy.lists import Tags, Text, Texts
from twohats_policy.rule import Word, Words

type SignalInFile = bool | int | float | str | tuple[str, ...]


class ExampleMedia(Frozen):
    """One piece of media of an example: a file in the policy folder, or facts about it."""

    file: str = ""
    kind: MediaKind = MediaKind.IMAGE
    alt: str = ""
    url: str = ""
    signals: Mapping[str, SignalInFile] = Field(default_factory=dict)


class ExampleTarget(Frozen):
    """Where the example goes besides its own account."""

    network: Word
    account: str = Field(default="", description="An account's key; empty for somebody else's page.")


class ExampleActivity(Frozen):
    """The call of an example, in the words of `docs/rule-names.md`."""

    platform: Word
    account: Word = Field(description="An account's key, or `unknown`.")
    login: Word | None = Field(default=None, description="The account that is signed in; left out: the same account.")
    verb: Verb = Verb.POST
    form: Verb | None = None
    text: str = ""
    title: str = ""
    links: Texts = ()
    tags: Tags = ()
    mentions: Tags = ()
    media: tuple[ExampleMedia, ...] = ()
    targets: tuple[ExampleTarget, ...] = ()
    reply_to: str = ""
    quote_of: str = ""
    subject: str = ""
    audience: str = ""
    schedule: str = ""
    language: str = ""
    signals: Mapping[str, SignalInFile] = Field(default_factory=dict)


class Example(Frozen):
    """One entry of `tests:`, run by `twohats check`."""

    name: Text
    activity: ExampleActivity
    expect: Effect
    rules: Words | None = Field(default=None, description="The rules that must determine it; left out: any.")
    hat: str = Field(default="", description="What the person declares to be wearing.")
    now: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$")] | None = Field(
        default=None, description="Local time, `2026-09-11T23:40`; left out: a working day at noon."
    )
    readable: bool = True
