from dataclasses import dataclass, field
from typing import cast

import pytest

from tests.support.clock import Clock
from tests.support.holders import ACME, ANNA, STRANGER
from tests.support.remembering import KnownPictures
from twohats.activity_signal import NOT_SEEN, TOO_LONG, Sources, Subject
from twohats.media.embargoed import MISSING
from twohats.media.fingerprint import Fingerprint
from twohats.signals.embargoed import SIGNAL
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Media, MediaKind, Verb
from twohats_policy.parse import load
from twohats_policy.request import SignalValue, Unknown

TEAM = """\
twohats: 1
timezone: Europe/Stockholm
accounts:
  anna: {kind: personal, owner: anna}
  acme:
    kind: brand
    embargo:
      - {words: [Project Falcon, budget 2027*], until: 2026-03-02T10:30}
      - {file: brand-assets/budget.jpg, until: 2026-03-02T11:00}
people: {anna: {}}
"""
CLOCK = Clock()  # 10 o'clock in Stockholm
PAGE, OTHER = Fingerprint("a" * 32), Fingerprint("b" * 32)


@dataclass
class Files:
    """The embargoed files: one, and what is said of others."""

    other: bool | Unknown = False
    asked: list[str] = field(default_factory=list[str])

    async def is_copy(self, fingerprint: Fingerprint, _kind: MediaKind, file: str) -> bool | Unknown:
        """Tell whether it is the page."""
        self.asked.append(file)
        return True if fingerprint == PAGE else self.other


@dataclass
class Held:
    """What the signal looks at."""

    embargoed: Files = field(default_factory=Files)
    pictures: KnownPictures = field(default_factory=lambda: KnownPictures({"a" * 32: PAGE, "b" * 32: OTHER}))


def post(text: str = "", *fingerprints: str, schedule: str = "", tags: tuple[str, ...] = ()) -> Activity:
    media = tuple(
        Media(fingerprint=fingerprint, url="" if fingerprint else "https://a.example") for fingerprint in fingerprints
    )
    return Activity(platform="x", verb=Verb.POST, text=text, media=media, schedule=schedule, tags=tags)


async def told(
    activity: Activity, account: ActingAccount = ACME, files: Files | None = None, **later: int
) -> SignalValue:
    clock = Clock()
    clock.turn(**later)
    policy = load({"team.yaml": TEAM}, employee="", packs={}, extras=frozenset())
    held = Held(files or Files())
    return await SIGNAL.work(cast(Sources, held), Subject(activity, account, policy, clock()))


@pytest.mark.parametrize(
    "text",
    [
        "Here it is: project falcon!",
        "PROJECT\n  FALCON",
        "pro\u200bject fal\u00adcon",
        "Pr\u043eject F\u0430lcon",
        "\uff30\uff52\uff4f\uff4a\uff45\uff43\uff54 Falcon",
        "the budget 2027s",
    ],
)
async def test_embargoed_words_are_found_however_they_are_written(text: str) -> None:
    assert await told(post(text)) is True


@pytest.mark.parametrize("text", ["", "Our project", "falcons project", "Projects Falconry", "budget 2026"])
async def test_other_words_pass(text: str) -> None:
    assert await told(post(text)) is False


async def test_a_tag_and_an_alt_text_say_it_too() -> None:
    picture = Media(fingerprint="b" * 32, alt="Slide of Project Falcon")
    assert await told(post(tags=("spring", "ProjectFalcon"))) is True
    assert await told(post(tags=("budget2027plans",))) is True
    assert await told(post(tags=("project", "falcon"))) is False
    assert await told(Activity(platform="x", verb=Verb.POST, media=(picture,))) is True


async def test_words_may_go_out_when_their_time_has_come() -> None:
    assert await told(post("Project Falcon"), minutes=29) is True
    assert await told(post("Project Falcon"), minutes=30) is False


@pytest.mark.parametrize(
    ("schedule", "embargoed"),
    [
        ("2026-03-02T09:29:00+00:00", True),
        ("2026-03-02T09:30:00Z", False),
        ("2026-03-02T23:00", True),
        ("next week", True),
    ],
)
async def test_what_is_scheduled_for_later_keeps_the_embargo(schedule: str, embargoed: bool) -> None:
    assert await told(post("Project Falcon", schedule=schedule)) is embargoed


async def test_a_time_in_the_past_releases_nothing() -> None:
    assert await told(post("Project Falcon", schedule="2020-01-01T00:00:00Z"), minutes=31) is False
    assert await told(post("Project Falcon", schedule="2020-01-01T00:00:00Z")) is True


async def test_an_embargoed_file_is_found_until_its_time() -> None:
    assert await told(post("Look", "b" * 32, "a" * 32)) is True
    assert await told(post("Look", "b" * 32)) is False
    assert await told(post("Look", "a" * 32), hours=1) is False


async def test_what_cannot_be_told_is_unknown_unless_something_else_is_certain() -> None:
    assert await told(post("Look", "b" * 32), files=Files(MISSING)) == MISSING
    assert await told(post("Look", "")) == NOT_SEEN
    assert await told(post("Look", "", "a" * 32)) is True
    assert await told(post("Look", "b" * 32), files=Files(MISSING), hours=1) is False


async def test_other_accounts_and_unknown_ones_have_no_embargo() -> None:
    assert await told(post("Project Falcon", "a" * 32), ANNA) is False
    assert await told(post("Project Falcon", "a" * 32), STRANGER) is False


async def test_a_text_that_is_too_long_is_unknown() -> None:
    assert await told(post("word " * 30_000)) == TOO_LONG
    assert await told(post("Project Falcon " * 30_000)) is True
