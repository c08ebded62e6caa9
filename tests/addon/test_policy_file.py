import shutil
from pathlib import Path

import pytest

from tests.support.disks import folder_of_an_ordinary_user, without_privilege
from tests.support.policies import HEAD, person, rule
from twohats.errors import UsageError
from twohats.policy_file import (
    MAX_FILE,
    PolicyFolder,
    Refreshed,
    default_folder,
    employee_of,
    employees,
    load_folder,
    pack_texts,
    read_folder,
)
from twohats_policy.errors import PolicyError

TEAM = f"{HEAD}use: [hygiene]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people").mkdir()
    (tmp_path / "team.yaml").write_text(TEAM)
    (tmp_path / "people" / "anna.yaml").write_text(person(rule("a")))
    return tmp_path


def opened(folder: Path) -> PolicyFolder:
    return PolicyFolder.open(folder, "anna", frozenset())


def test_the_shipped_packs_are_found() -> None:
    assert {"wrong-hat", "media", "hashtags", "topics", "hygiene", "engagement"} <= set(pack_texts())


def test_the_team_s_file_and_the_employee_s_own_count_and_no_other(folder: Path) -> None:
    (folder / "people" / "bo.yaml").write_text("broken: [")
    assert set(read_folder(folder, "anna")) == {"team.yaml", "people/anna.yaml"}
    assert set(read_folder(folder, "eve")) == {"team.yaml"}
    assert load_folder(folder, "anna", frozenset()).employee == "anna"


@pytest.mark.parametrize("place", ["nowhere", "team.yaml", "team.yaml/deeper", "x" * 300])
def test_no_policy_says_how_to_start_one(folder: Path, place: str) -> None:
    with pytest.raises(
        UsageError, match=r"(no policy found in .*: run `twohats init|cannot read .*: make it readable)"
    ):
        read_folder(folder / place, "")


def test_a_folder_in_the_team_file_s_place_is_told(folder: Path) -> None:
    (folder / "team.yaml").unlink()
    (folder / "team.yaml").mkdir()
    with pytest.raises(UsageError, match=r"team.yaml` is not a file: move it away"):
        read_folder(folder, "")


def test_a_file_that_may_not_be_read_is_told() -> None:
    with folder_of_an_ordinary_user() as folder:
        (folder / "team.yaml").write_text(TEAM)
        (folder / "team.yaml").chmod(0)
        with without_privilege(), pytest.raises(UsageError, match=r"cannot read .* \(permission denied\): make it"):
            read_folder(folder, "")


def test_a_huge_file_is_not_read_to_its_end(folder: Path) -> None:
    with (folder / "team.yaml").open("wb") as file:
        file.truncate(50 * MAX_FILE)
    with pytest.raises(UsageError, match="is larger than 2 MB: a policy is a short text file"):
        read_folder(folder, "")


def test_another_encoding_is_told_and_a_byte_order_mark_is_none(folder: Path) -> None:
    (folder / "team.yaml").write_bytes(b"\xef\xbb\xbf" + TEAM.encode())
    assert read_folder(folder, "")["team.yaml"] == TEAM
    (folder / "team.yaml").write_bytes("name: Åsa".encode("latin-1"))
    with pytest.raises(UsageError, match="is not UTF-8 text: save it as UTF-8"):
        read_folder(folder, "")


def test_hidden_files_of_other_programs_are_nobody_s(folder: Path) -> None:
    (folder / "people" / "._anna.yaml").write_bytes(b"\x00")
    assert employees(folder) == ("anna",)
    assert employees(folder / "nowhere") == ()


def test_the_only_employee_need_not_be_named(folder: Path) -> None:
    assert employee_of(folder, "") == "anna"
    assert employee_of(folder, "eve") == "eve"
    assert employee_of(folder / "nowhere", "") == ""
    (folder / "people" / "bo.yaml").write_text("")
    with pytest.raises(UsageError, match=r"policies of anna, bo: say whose with `--employee ID`"):
        employee_of(folder, "")


@pytest.mark.parametrize("name", ["../../etc/passwd", "Anna", "a" * 65, "a b", "-x", "a/b", "å"])
def test_what_cannot_be_an_id_is_no_employee(folder: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be an employee's id"):
        employee_of(folder, name)


def test_a_changed_file_is_picked_up_once(folder: Path) -> None:
    policy = opened(folder)
    assert policy.refresh() is Refreshed.SAME
    (folder / "people" / "anna.yaml").write_text(person(rule("a"), rule("b")))
    assert policy.refresh() is Refreshed.NEW
    assert policy.refresh() is Refreshed.SAME
    assert "b" in {each.rule.id for each in policy.current.rules}


def test_a_broken_file_leaves_the_last_good_policy_and_is_told_once(folder: Path) -> None:
    policy = opened(folder)
    good = policy.current
    (folder / "team.yaml").write_text("accounts: [\n")
    assert policy.refresh() is Refreshed.BROKEN
    assert policy.problem.startswith("team.yaml:")
    assert policy.refresh() is Refreshed.SAME
    (folder / "team.yaml").write_text("accounts: [\n\n")
    assert policy.refresh() in {Refreshed.SAME, Refreshed.BROKEN}
    assert policy.current is good
    (folder / "team.yaml").write_text(TEAM)
    assert policy.refresh() is Refreshed.NEW
    assert policy.problem == ""


def test_the_same_problem_saved_again_is_told_once(folder: Path) -> None:
    policy = opened(folder)
    (folder / "team.yaml").write_text(f"{TEAM}nonsense: 1\n")
    assert policy.refresh() is Refreshed.BROKEN
    (folder / "team.yaml").write_text(f"{TEAM}nonsense: 11\n")
    assert policy.refresh() is Refreshed.SAME


def test_a_folder_that_is_gone_leaves_the_last_good_policy_until_it_is_back(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "policy"
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("policy"))
    policy = opened(place)
    good = policy.current
    away = place.rename(tmp_path / "away")
    assert policy.refresh() is Refreshed.BROKEN
    assert "no policy found" in policy.problem
    assert policy.refresh() is Refreshed.SAME
    assert policy.current is good
    away.rename(place)
    assert policy.refresh() is Refreshed.NEW


def test_an_employee_s_file_that_is_deleted_counts_no_more(folder: Path) -> None:
    policy = opened(folder)
    (folder / "people" / "anna.yaml").unlink()
    assert policy.refresh() is Refreshed.SAME
    assert policy.refresh() is Refreshed.NEW
    assert "a" not in {each.rule.id for each in policy.current.rules}


def test_an_editor_that_puts_a_file_away_before_it_saves_opens_nothing(folder: Path) -> None:
    policy = opened(folder)
    own = folder / "people" / "anna.yaml"
    for text in (person(rule("a"), rule("b")), person(rule("c"))):
        own.unlink()
        assert policy.refresh() is Refreshed.SAME
        assert policy.current.rules
        own.write_text(text)
        assert policy.refresh() is Refreshed.NEW
    assert "c" in {each.rule.id for each in policy.current.rules}


@pytest.mark.parametrize("name", ["anna.yml", "Anna.yaml", "anna.YAML", "anna.yaml.txt", "anna"])
def test_an_employee_s_file_under_a_name_that_does_not_count_is_told(folder: Path, name: str) -> None:
    (folder / "people" / "anna.yaml").rename(folder / "people" / name)
    with pytest.raises(UsageError, match=rf"`.*{name}` is not read: name it `anna.yaml`"):
        read_folder(folder, "anna")
    assert read_folder(folder, "eve")


def test_what_lies_beside_an_employee_s_file_does_not_matter(folder: Path) -> None:
    for name in ("anna.yaml~", "anna.yml", ".anna.yaml.swp", "annabel.yml"):
        (folder / "people" / name).write_text("")
    assert "people/anna.yaml" in read_folder(folder, "anna")


def test_opening_a_wrong_policy_is_the_caller_s_to_show(folder: Path) -> None:
    (folder / "people" / "anna.yaml").write_text(person(rule("a", "frobnicate")))
    with pytest.raises(PolicyError, match=r"people/anna.yaml:4"):
        opened(folder)


def test_the_usual_place_is_one_folder_of_the_user() -> None:
    assert default_folder().parts[-2:] == ("twohats", "policy")
