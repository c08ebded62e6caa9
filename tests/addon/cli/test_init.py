from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.disks import folder_of_an_ordinary_user, without_privilege
from twohats.policy_file import load_folder

QUIET = "\n" * 8


def answers(name: str, brand: str, *handles: str, timezone: str = "") -> str:
    given = [*handles, *[""] * (8 - len(handles))]
    return "\n".join([name, brand, *given, timezone, ""])


def test_the_defaults_make_a_policy_that_check_accepts(tmp_path: Path) -> None:
    done = run("init", "--policy", tmp_path / "policy", "--yes")
    assert done.code == 0
    assert done.out.splitlines()[-1] == f"look it through, then: twohats check {tmp_path / 'policy'}"
    assert run("check", tmp_path / "policy").code == 0
    assert {path.name for path in (tmp_path / "policy").iterdir()} == {
        "team.yaml",
        "people",
        "team.schema.json",
        "person.schema.json",
    }


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("Anna Berg", "Acme Tools"),
        ("Åsa Öberg", "Blå Tåget"),
        ("李娜", "小米"),
        ("no", "null"),
        ("1", "2"),
        ('O\'Brien "Bo"', "{acme}: #1 & *co"),
        ("Anna", "Anna"),
        ("Brand", "Personal"),
        ("unknown", "brand"),
        ("🎩🎩", "🎩"),
        ("x" * 200, "x" * 200),
        ("\x1b[31mred", "a\u202eb"),
        ("  Anna  ", "- acme"),
    ],
)
def test_odd_answers_make_a_policy_that_check_accepts(tmp_path: Path, name: str, brand: str) -> None:
    done = run("init", "--policy", tmp_path / "policy", stdin=answers(name, brand, "acme", "@acme", "acme.example"))
    assert (done.code, done.err) == (0, "")
    checked = run("check", tmp_path / "policy")
    assert (checked.code, [line for line in checked.err.splitlines() if not line.startswith("warning")]) == (0, [])


def test_the_answers_are_in_the_policy(tmp_path: Path) -> None:
    given = answers(
        "Anna Berg", "Acme Tools", "@acme", "acme", "acme.example", "@acme@mastodon.example", "anna",
        timezone="Europe/Stockholm",
    )  # fmt: skip
    done = run("init", "--policy", tmp_path, stdin=given)
    assert done.code == 0
    assert "Handle of Acme Tools on bluesky (empty: none)" in done.out
    assert "Your own handle on bluesky (empty: none)" in done.out
    policy = load_folder(tmp_path, "anna-berg", frozenset())
    found = policy.accounts.find("mastodon", "", "acme@mastodon.example")
    assert found is not None
    assert found.ref == "acme-tools"
    assert policy.accounts.servers("mastodon") == {"mastodon.example"}
    own = policy.accounts.find("x", "", "anna")
    assert own is not None
    assert own.ref == "anna-berg"
    assert str(policy.team.timezone) == "Europe/Stockholm"


def test_an_answer_that_would_guard_nothing_is_asked_again(tmp_path: Path) -> None:
    given = "\n".join(
        ["Anna", "", "Acme", "", "", "", "@acme", "acme@", "@acme@mastodon.example", *[""] * 4, "Mars", "UTC", ""]
    )
    done = run("init", "--policy", tmp_path, stdin=given)
    assert done.code == 0
    assert (done.out + done.err).count("name the server as well") == 2
    assert (done.out + done.err).count("no such time zone") == 1
    assert load_folder(tmp_path, "anna", frozenset()).accounts.servers("mastodon") == {"mastodon.example"}


def test_a_policy_that_is_there_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    run("init", "--policy", tmp_path, "--yes")
    before = (tmp_path / "team.yaml").read_bytes()
    problem = run("init", "--policy", tmp_path, stdin=QUIET).problem
    assert problem.endswith("is there already: edit it, or choose another folder with `--policy`")
    assert (tmp_path / "team.yaml").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run("init", "--policy", tmp_path / "file", "--yes").problem.endswith("choose another folder with `--policy`")
    with folder_of_an_ordinary_user() as folder:
        folder.chmod(0o500)
        with without_privilege():
            assert "permission denied" in run("init", "--policy", folder / "policy", "--yes").problem
