import asyncio
import logging
import threading
from dataclasses import dataclass

import pytest

from tests.support.pins import BOS_PIN, cheap, people
from twohats import sign_ins
from twohats.sign_ins import MOST_TRIES, TRIES_SECONDS, Checked, Proof, SignIns, hash_of, matches
from twohats_policy.files import Person


@dataclass
class Clock:
    """A clock that goes when told."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def at_the_desk(clock: Clock) -> SignIns:
    known = people()
    return SignIns(lambda: known, clock)


def refusing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let no PIN match; return the hashes that were looked at."""
    looked: list[str] = []

    def never(hashed: str, _: str) -> bool:
        looked.append(hashed)
        return False

    monkeypatch.setattr(sign_ins, "matches", never)
    return looked


async def test_the_right_pin_proves_it_and_a_wrong_one_does_not(at_the_desk: SignIns) -> None:
    assert await at_the_desk.check("bo", BOS_PIN) == Checked(Proof.RIGHT)
    assert await at_the_desk.check("bo", "123456") == Checked(Proof.WRONG, left=4)
    assert await at_the_desk.check("bo", "") == Checked(Proof.WRONG, left=3)


async def test_one_person_s_pin_is_nobody_else_s(at_the_desk: SignIns) -> None:
    for other in ("anna", "cilla", "nobody", "", "BO"):
        assert (await at_the_desk.check(other, BOS_PIN)).proof is not Proof.RIGHT


async def test_somebody_without_a_pin_is_told_so(at_the_desk: SignIns) -> None:
    assert (await at_the_desk.check("cilla", BOS_PIN)).proof is Proof.NO_PIN
    assert [at_the_desk.has_pin(person) for person in ("bo", "cilla", "nobody")] == [True, False, False]


async def test_a_hash_that_cannot_be_used_lets_nobody_in(clock: Clock) -> None:
    damaged = SignIns(lambda: {"bo": Person(pin="$argon2id$v=19$damaged")}, clock)
    assert (await damaged.check("bo", BOS_PIN)).proof is Proof.NO_PIN


async def test_after_five_wrong_tries_only_waiting_helps(at_the_desk: SignIns, clock: Clock) -> None:
    for number in range(MOST_TRIES):
        clock.now = number
        assert await at_the_desk.check("bo", "wrong one") == Checked(Proof.WRONG, left=MOST_TRIES - number - 1)
    assert await at_the_desk.check("bo", BOS_PIN) == Checked(Proof.WAIT, left=0, wait=296)


async def test_a_wait_ends_by_itself_and_tries_during_it_do_not_prolong_it(at_the_desk: SignIns, clock: Clock) -> None:
    for _ in range(100):
        await at_the_desk.check("bo", "wrong one")
    clock.now = TRIES_SECONDS
    assert (await at_the_desk.check("bo", BOS_PIN)).proof is Proof.RIGHT


async def test_one_person_s_wrong_tries_are_not_another_s(clock: Clock) -> None:
    known = people() | {"dag": Person(pin=cheap("dag's own words"))}
    signing = SignIns(lambda: known, clock)
    for person in ("bo", "nobody", "cilla"):
        for _ in range(MOST_TRIES + 1):
            await signing.check(person, "wrong one")
    assert (await signing.check("dag", "dag's own words")).proof is Proof.RIGHT


async def test_the_right_pin_forgets_the_wrong_tries(at_the_desk: SignIns) -> None:
    for _ in range(3):
        for _ in range(MOST_TRIES - 1):
            await at_the_desk.check("bo", "wrong one")
        assert (await at_the_desk.check("bo", BOS_PIN)).proof is Proof.RIGHT


async def test_many_tries_at_once_are_no_more_than_many_in_a_row(
    at_the_desk: SignIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = refusing(monkeypatch)
    tried = await asyncio.gather(*(at_the_desk.check("bo", f"guess {number}") for number in range(200)))
    assert len(looked) == MOST_TRIES
    assert sum(one.proof is Proof.WAIT for one in tried) == 200 - MOST_TRIES


async def test_a_flood_of_names_fills_no_memory(at_the_desk: SignIns, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = refusing(monkeypatch)
    for number in range(500):
        await at_the_desk.check(f"made-up-{number}", "guess")
    assert len(looked) == MOST_TRIES
    assert len(at_the_desk._wrong) == 1


async def test_an_unknown_person_costs_as_much_work_as_a_known_one(
    at_the_desk: SignIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes = refusing(monkeypatch)
    for person in ("bo", "nobody", "cilla"):
        await at_the_desk.check(person, "guess")
    assert len(hashes) == 3
    usual = hash_of("any other").rsplit("$", 2)[0]
    assert [hashed.rsplit("$", 2)[0] for hashed in hashes[1:]] == [usual, usual]
    assert matches(hashes[1], "guess") is False


async def test_the_work_is_done_off_the_loop_and_one_at_a_time(
    at_the_desk: SignIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, most, threads = 0, 0, set[int]()
    real = matches

    def watched(hashed: str, pin: str) -> bool | None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        threads.add(threading.get_ident())
        try:
            return real(hashed, pin)
        finally:
            busy -= 1

    monkeypatch.setattr(sign_ins, "matches", watched)
    await asyncio.gather(*(at_the_desk.check(person, "guess") for person in ("bo", "cilla", "x") for _ in range(3)))
    assert most == 1
    assert threading.get_ident() not in threads


async def test_a_policy_that_changes_is_followed(clock: Clock) -> None:
    known = people()
    signing = SignIns(lambda: known, clock)
    known = people(cheap("the new pass phrase"))
    assert (await signing.check("bo", BOS_PIN)).proof is Proof.WRONG
    assert (await signing.check("bo", "the new pass phrase")).proof is Proof.RIGHT


async def test_a_pin_is_never_logged(at_the_desk: SignIns, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await at_the_desk.check("bo", BOS_PIN)
    await at_the_desk.check("bo", "my other secret")
    assert "secret" not in caplog.text
    assert BOS_PIN not in caplog.text


def test_a_pass_phrase_is_the_same_however_the_keyboard_makes_its_letters() -> None:
    assert matches(hash_of("cafe\u0301 au lait"), " caf\u00e9 au lait\n") is True


@pytest.mark.parametrize("pin", ["\ud800", "x" * 100_000, "a\x00b", "🎩🎩🎩🎩🎩🎩"])
def test_odd_tries_are_only_wrong(pin: str) -> None:
    assert matches(cheap(), pin) is False


@pytest.mark.parametrize("hashed", ["", "x", "$argon2id$", "$argon2id$v=19$m=65536,t=3,p=4$é$aGFz"])
def test_what_is_no_hash_matches_nothing(hashed: str) -> None:
    assert matches(hashed, "") is None
