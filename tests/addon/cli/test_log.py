import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from tests.support.commands import run, run_alone
from tests.support.state import ACME, ANNA, Clock, happening, recorded
from twohats.audit import Audit
from twohats.audits.chain import Entry
from twohats.audits.record import Outcome, OutcomeStatus
from twohats.cli import places
from twohats.state.keys import Keys
from twohats.state.store import Store


@pytest.fixture
def state(tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    with closing(Store.open(folder)) as store:
        audit = Audit(store, Keys.open(folder, insecure=True), Clock())
        recorded(audit)
        odd = ACME.model_copy(update={"ref": None, "username": "[/red]\x1b[31m"})
        audit.complete(recorded(audit, account=odd, activity=None), Outcome(status=OutcomeStatus.PUBLISHED, id="42"))
        recorded(audit, account=ANNA, time=datetime.now(UTC))
        audit.flush()
    return folder


def ids(state: Path, *words: str) -> list[str]:
    return [json.loads(line)["id"] for line in run("log", "--state", state, "--json", *words).out.splitlines()]


FIRST = f"WHERE seq = (SELECT min(seq) FROM audit WHERE entry = '{Entry.DECISION}')"


def test_a_table_says_what_was_decided_answered_and_came_of_it(state: Path) -> None:
    done = run("log", "--state", state)
    assert (done.code, done.err) == (0, "")
    heading, first, second, third = done.out.splitlines()
    assert heading.split() == ["time", "account", "what", "decision", "verdict", "rules", "id"]
    assert "acme" in first
    assert "x post" in first
    assert "ask, anna: send" in first
    assert "no-selfies-on-the-brand" in first
    assert "[/red]" in second
    assert "x unreadable" in second
    assert "pass (published)" in second
    assert "\x1b" not in done.out
    assert "anna" in third


def test_a_log_of_nothing_says_so(state: Path) -> None:
    assert run("log", "--state", state, "--since", "2999-01-01").out == "nothing was decided since then\n"
    with closing(Store.open(state)) as store:
        store.execute("DELETE FROM audit")
    assert run("log", "--state", state).out == "nothing was decided yet\n"


def test_a_narrow_terminal_cuts_nothing_off(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = json.loads(run("log", "--state", state, "--json").out.splitlines()[0])
    when = datetime.fromisoformat(record["time"]).astimezone()
    monkeypatch.setattr(places, "console", lambda: Console(markup=False, emoji=False, highlight=False, width=80))
    done = run("log", "--state", state)
    assert done.out.splitlines()[1].startswith(f"{when:%Y-%m-%d} ")
    assert done.out.splitlines()[2].startswith(f"{when:%H:%M} ")
    assert record["id"] in done.out.splitlines()[1]
    assert "…" not in done.out


def test_a_time_that_is_none_is_shown_as_it_is(state: Path) -> None:
    with closing(Store.open(state)) as store:
        store.execute(f"UPDATE audit SET at = 'long ago', body = '{{' {FIRST}")
    assert "long ago" in run("log", "--state", state).out


def test_json_is_one_object_a_line_and_plain_ascii(state: Path) -> None:
    done = run("log", "--state", state, "--json")
    assert done.out.isascii()
    assert len(done.out.splitlines()) == 3
    assert json.loads(done.out.splitlines()[0])["text"]["kept"] == "Launch day åäö"


def test_one_record_by_the_beginning_of_its_id(state: Path) -> None:
    first = ids(state)[0]
    assert ids(state, first) == [first]
    assert run("log", "%", "--state", state).problem == "twohats: no record `%`: see `twohats log`"


@pytest.mark.parametrize(
    ("since", "count"), [("2h", 1), ("9999d", 3), ("2026-01-01", 3), ("2026-01-15T12:00+00:00", 3), ("3m", 1)]
)
def test_only_what_came_after(state: Path, since: str, count: int) -> None:
    assert len(ids(state, "--since", since)) == count


@pytest.mark.parametrize("since", ["yesterday", "2h30", "-1h", "٣h", "2026-13-01", "0001-01-01", "9" * 50, "\x1b[31m"])
def test_what_is_no_time_is_told(state: Path, since: str) -> None:
    problem = run("log", "--state", state, "--since", since).problem
    assert problem.endswith("is not a time: write `2026-11-22`, `2026-11-22T10:00`, `2h` or `3d`")
    assert "\x1b" not in problem


def test_a_trail_that_is_whole_is_said_to_be(state: Path) -> None:
    assert run("log", "--state", state, "--verify").out == "the audit trail is whole\n"


def test_a_trail_that_was_changed_is_told_with_exit_code_1(state: Path) -> None:
    with closing(Store.open(state)) as store:
        store.execute(f"UPDATE audit SET body = replace(body, 'pass', 'refuse') {FIRST}")
    done = run("log", "--state", state, "--verify")
    assert done.code == 1
    assert done.out.startswith("the audit trail is not whole: ")
    assert done.err
    assert run("log", "--state", state).code == 0


def test_a_line_that_cannot_be_read_does_not_hide_the_others(state: Path) -> None:
    with closing(Store.open(state)) as store:
        store.execute(
            f"UPDATE audit SET body = 'x' WHERE seq = (SELECT min(seq) FROM audit WHERE entry = '{Entry.DECISION}')"
        )
    done = run("log", "--state", state)
    assert "damaged line, see `twohats log --verify`" in done.out
    assert len(done.out.splitlines()) == 4


def test_nothing_written_yet_and_a_file_in_the_folder_s_place_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in ("nowhere", "file"):
        assert "nothing was written in" in run("log", "--state", tmp_path / place).problem
    (tmp_path / "twohats.db").write_bytes(b"no database at all" * 100)
    assert "is damaged" in run("log", "--state", tmp_path).problem


def test_it_is_the_same_as_a_program(state: Path, tmp_path: Path) -> None:
    done = run_alone(tmp_path, "log", "--state", state, "--verify")
    assert (done.code, done.out) == (0, "the audit trail is whole\n")


def test_the_time_of_the_command_is_now(state: Path) -> None:
    assert datetime.now(UTC) - places.now() < timedelta(seconds=5)
    assert happening().time.tzinfo is UTC
