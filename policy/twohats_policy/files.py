"""Policy files as people write them: team file, person file, pack. Strict: unknown keys and silent conversions are
refused.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, Strict, model_validator

from twohats_policy.account import Frozen
from twohats_policy.decision import Effect, Holding, Mode
from twohats_policy.example import Example
from twohats_policy.lists import Name, Tags, Text, Texts
from twohats_policy.rule import Rule, Word, Words, as_list
from twohats_policy.texts import Day, File, LocalTime, Pin, misfit


class OwnKind(StrEnum):
    """Whose account it is. A policy file never lists an unknown one."""

    BRAND = "brand"
    PERSONAL = "personal"


class Handle(Frozen):
    """How one platform knows an account. Give `id` where you can: names can be changed and taken over."""

    id: Texts = Field(default=(), description="The platform's own id, in quotes; a list where it has several.")
    username: Name | None = Field(default=None, description="The name people see, with or without `@`.")
    server: Annotated[str, Field(pattern=r"^[^\s/@:]+$")] | None = Field(
        default=None, description="The server, on platforms that have many (`mastodon.example`)."
    )


class BadNews(Frozen):
    """Days on which the account has bad news of its own: layoffs, a recall, a price rise."""

    since: Day = Field(alias="from", description="The first day, as `2026-11-22`.")
    until: Day = Field(alias="to", description="The last day.")
    what: Text = Field(description="What the news is, in a few words.")

    def covers(self, day: date) -> bool:
        """Tell whether the day is one of them."""
        return self.since <= day <= self.until


class Embargo(Frozen):
    """Something that must not go out before its time: a file, or words."""

    file: File | None = Field(default=None, description="A file, relative to the policy folder.")
    words: Texts = Field(default=(), description="Words or phrases; `*` at the end for any ending.")
    until: LocalTime = Field(description="When it may go out, in the policy's time zone: `2026-12-01T09:00`.")

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if not self.file and not self.words:
            raise misfit("holds back nothing", "add `file:` or `words:`")
        return self

    def holds_at(self, local: datetime) -> bool:
        """Tell whether it is still to be held back at this time, given in the policy's time zone."""
        return local.replace(tzinfo=None) < self.until


class Topic(StrEnum):
    """What a text may be about that has hurt brands before."""

    RELIGION = "religion"
    POLITICS = "politics"
    VIOLENCE = "violence"
    SEX = "sex"
    ALCOHOL = "alcohol"
    DRUGS = "drugs"
    DEATH = "death"
    DISASTER = "disaster"
    WAR = "war"


Topics = Annotated[
    tuple[Annotated[Topic, Strict(False)], ...],
    BeforeValidator(as_list, json_schema_input_type=Topic | list[Topic]),
]


class AccountEntry(Frozen):
    """One account that the policy knows."""

    kind: OwnKind = Field(description="`brand` or `personal`.")
    name: str = Field(default="", max_length=300, description="What people call it.")
    owner: Word | None = Field(default=None, description="Whose personal account it is: a key of `people`.")
    handles: Mapping[Word, Handle] = Field(default_factory=dict, description="One handle for each platform.")
    languages: Texts = Field(default=(), description="Languages it writes in, as `en`, `sv`.")
    tags: Tags = Field(default=(), description="House hashtags.")
    links: Texts = Field(default=(), description="Its own link domains.")
    topics: Topics = Field(
        default=(), description="Touchy topics that are its own trade, so that it need not be asked about them."
    )
    media: str = Field(default="", description="Folder of approved pictures, relative to the policy folder.")
    avatar: File | None = Field(
        default=None, description="Its picture, as questions show it: a file, relative to the policy folder."
    )
    mode: Mode = Field(default=Mode.ENFORCE, description="`observe` writes decisions down and lets everything pass.")
    protected: Texts = Field(default=(), description="Names that must be spelt right.")
    rivals: Tags = Field(default=(), description="Rivals' names, handles and domains.")
    mentions: Tags = Field(default=(), description="Accounts that it may mention; left out: any.")
    bad_news: tuple[BadNews, ...] = Field(default=(), description="Days on which its own news is bad.")
    embargo: tuple[Embargo, ...] = Field(default=(), description="What must not go out before its time.")


class Person(Frozen):
    """One employee, as the team sees them."""

    name: str = Field(default="", max_length=300, description="The person's name.")
    posts_as: Words = Field(default=(), description="Accounts this person may post as, besides their own.")
    approves_for: Words = Field(default=(), description="Accounts for which this person can be the second person.")
    exempt: Words = Field(default=(), description="Rules of the team or of a pack that do not apply to this person.")
    pin: Pin | None = Field(
        default=None, repr=False, description="What `twohats pin` printed: with it this person signs in to release."
    )


class Budget(Frozen):
    """How often questions may come before they annoy: at most `asks` in `per` ordinary posts."""

    asks: Annotated[int, Field(ge=1)] = Field(default=1, description="Questions.")
    per: Annotated[int, Field(ge=1)] = Field(default=25, description="Ordinary posts.")


class TeamFile(Frozen):
    """`team.yaml`: accounts, people, packs, and what holds for everybody."""

    twohats: Literal[1] = Field(description="The version of this format.")
    accounts: Mapping[Word, AccountEntry] = Field(default_factory=dict)
    people: Mapping[Word, Person] = Field(default_factory=dict)
    use: Words = Field(default=(), description="Packs of rules shipped with twohats.")
    observe: Words = Field(default=(), description="Rules of the team or of a pack that are only observed.")
    stricter: Mapping[Word, Holding] = Field(
        default_factory=dict,
        alias="raise",
        description="Rules of the team or of a pack, and a stricter effect for each.",
    )
    unknown_account: Effect = Field(
        default=Effect.ASK, description="An account that is not listed, on a guarded platform."
    )
    not_your_account: Holding = Field(
        default=Effect.ASK, description="Somebody else's account, or a brand that is not in the person's `posts_as`."
    )
    unknown_call: Effect = Field(default=Effect.NOTE, description="A writing call that twohats does not know.")
    unreadable: Holding = Field(default=Effect.ASK, description="A publishing call whose content cannot be read.")
    timezone: str = Field(default="UTC", description="Time zone of `now` in rules, as `Europe/Stockholm`.")
    probe: bool = Field(default=True, description="Whether one whoami call of our own may be made for a new login.")
    link_checks: bool = Field(default=True, description="Whether twohats may look where the links of a held post lead.")
    budget: Budget = Field(default=Budget(), description="How often one rule may ask before `twohats report` shows it.")
    rules: tuple[Rule, ...] = ()
    tests: tuple[Example, ...] = ()


class PersonFile(Frozen):
    """`people/<id>.yaml`: the policy of one employee. It can tighten the team's rules, never loosen them."""

    twohats: Literal[1] = Field(description="The version of this format.")
    employee: Word = Field(description="Whose file it is: a key of `people`, and the file's name.")
    use: Words = Field(default=(), description="Further packs, for this person.")
    rules: tuple[Rule, ...] = ()
    tests: tuple[Example, ...] = ()


class PackFile(Frozen):
    """A named set of rules shipped with twohats."""

    twohats: Literal[1]
    pack: Word
    about: Text
    rules: tuple[Rule, ...] = ()
    tests: tuple[Example, ...] = ()
