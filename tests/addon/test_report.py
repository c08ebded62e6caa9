"""The report: a trail and a policy in, figures out; rules put back to observe and into force again."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support import policies
from tests.support.made_trail import EVENING, STOCKHOLM, four_weeks
from tests.support.prompters import question
from tests.support.state import KEYS, Clock, tamper
from twohats import policy_file
from twohats.audit import Audit
from twohats.errors import UsageError
from twohats.report import make, observe, rule_book
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Reader
from twohats.state.reviews import Reviews
from twohats.state.store import Store
from twohats_policy.errors import PolicyError
from twohats_policy.files import Budget
from twohats_policy.parse import load
from twohats_policy.policy import Policy

RULES = policies.team(
    policies.rule("links"), policies.rule("tone"), policies.rule("late", more="mode: observe"), more="observe: [tone]"
)
BEER = policies.person(policies.rule("beer"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "state")) as store:
        Audit(store, KEYS, Clock()).write_all(list(four_weeks()))
        yield store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "policy" / "people").mkdir(parents=True)
    (tmp_path / "policy" / "team.yaml").write_text(f"# ours\n{RULES}", encoding="utf-8")
    (tmp_path / "policy" / "people" / "anna.yaml").write_text(BEER, encoding="utf-8")
    return tmp_path / "policy"


def policy(folder: Path) -> Policy:
    return policy_file.load_folder(folder, "anna", frozenset())


def team(folder: Path) -> str:
    return (folder / "team.yaml").read_text(encoding="utf-8")


def test_four_weeks_are_reported_if_nothing_else_is_wanted(store: Store) -> None:
    made = make(store, None, Reader("anna"), EVENING)

    assert len(made.figures.days) == 28
    assert made.figures.total.posts == sum(1 for _ in four_weeks())
    assert made.book == RuleBook()


def test_days_are_those_of_the_policys_time_zone(store: Store) -> None:
    stockholm = load(policies.good_files(), employee="anna", packs=policies.packs(), extras=frozenset())

    assert make(store, stockholm, Reader("anna"), EVENING).figures.period.since == datetime(
        2026, 10, 26, tzinfo=STOCKHOLM
    )


def test_since_a_moment_and_of_one_person(store: Store) -> None:
    since = EVENING - timedelta(days=2)
    made = make(store, None, Reader("anna"), EVENING, since=since, person="bo")
    wanted = [record for record in four_weeks() if record.time >= since and record.employee == "bo"]

    assert made.figures.total.posts == len(wanted) > 0


def test_a_broken_trail_is_counted_as_far_as_it_can_be_read(store: Store) -> None:
    tamper(store, "UPDATE audit SET body = 'x' WHERE seq IN (5, 6, 7)")
    made = make(store, None, Reader("anna"), EVENING)

    assert made.figures.unreadable == 3
    assert made.figures.total.posts == sum(1 for _ in four_weeks()) - 3


def test_emergencies_that_nobody_looked_at_are_there_whatever_the_period(store: Store) -> None:
    reviews = Reviews(store, lambda: EVENING - timedelta(days=90))
    reviews.note(question(), "anna")
    seen = make(store, None, Reader("bo"), EVENING).reviews

    assert [(review.said_by, review.question) for review in seen] == [("anna", question().id)]
    assert reviews.close(seen[0], "bo")
    assert make(store, None, Reader("bo"), EVENING).reviews == ()


def test_a_report_can_be_shown_in_three_ways(store: Store) -> None:
    made = make(store, None, Reader("anna"), EVENING)

    assert made.values()["caught"] == made.figures.total.caught
    assert made.page("sv").startswith('<!doctype html>\n<html lang="sv">')
    assert made.tables("en", 80).renderables


def test_the_policy_says_which_rules_are_whose(folder: Path) -> None:
    assert rule_book(policy(folder)) == RuleBook(
        budget=Budget(asks=1, per=25),
        shared=frozenset({"links", "tone", "late"}),
        own=frozenset({"beer"}),
        observed=frozenset({"tone", "late"}),
        put_back=frozenset({"tone"}),
    )


def test_a_rule_is_put_back_and_into_force_again(folder: Path) -> None:
    before = team(folder)

    assert observe(folder, policy(folder), "links", wanted=True)
    assert policy(folder).watched == {"links", "tone", "late"}
    assert team(folder).startswith("# ours\n")
    assert not observe(folder, policy(folder), "links", wanted=True)
    assert observe(folder, policy(folder), "links", wanted=False)
    assert policy(folder).watched == {"tone", "late"}
    assert team(folder) == before
    assert not observe(folder, policy(folder), "links", wanted=False)
    assert sorted(path.name for path in folder.iterdir()) == ["people", "team.yaml"]


@pytest.mark.parametrize(
    ("rule", "wanted", "problem"),
    [
        ("nope", False, "no rule `nope` in"),
        ("unreadable", True, "`unreadable` is built in: only rules of the team or of a pack can be observed"),
        ("beer", True, "own file: write `mode: observe` there, in `people/anna.yaml:4`"),
        ("beer", False, "own file: write `mode: enforce` there, in `people/anna.yaml:4`"),
        ("late", False, "`late` says itself that it is only observed: take `mode: observe` out of `team.yaml:"),
    ],
)
def test_a_rule_that_the_team_file_cannot_change_is_told(folder: Path, rule: str, wanted: bool, problem: str) -> None:
    before = team(folder)

    with pytest.raises(UsageError) as told:
        observe(folder, policy(folder), rule, wanted=wanted)
    assert problem in str(told.value)
    assert team(folder) == before


def test_an_unknown_rule_is_not_written_down(folder: Path) -> None:
    before = team(folder)

    with pytest.raises(PolicyError, match="there is no rule `nope`"):
        observe(folder, policy(folder), "nope", wanted=True)
    assert team(folder) == before


def test_a_link_stays_a_link_and_rights_stay_as_they_were(folder: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared.yaml"
    (folder / "team.yaml").rename(shared)
    (folder / "team.yaml").symlink_to(shared)
    shared.chmod(0o640)

    assert observe(folder, policy(folder), "links", wanted=True)
    assert (folder / "team.yaml").is_symlink()
    assert "links" in shared.read_text(encoding="utf-8").partition("observe:")[2].splitlines()[0]
    assert sys.platform == "win32" or shared.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = team(folder)

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UsageError, match="edit `observe` in it yourself, or make it writable"):
        observe(folder, policy(folder), "links", wanted=True)
    assert team(folder) == before
