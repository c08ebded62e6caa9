import os
from pathlib import Path

import pytest

from twohats.state import guard_file
from twohats.state.guard_file import GuardFile


def test_what_was_written_is_read_and_only_this_user_reads_it(tmp_path: Path) -> None:
    guard = guard_file.write(tmp_path, 4321)
    assert guard_file.read(tmp_path) == guard
    assert (guard.port, guard.pid) == (4321, os.getpid())
    assert (tmp_path / "guard.json").stat().st_mode & 0o777 == 0o600
    assert guard.token not in repr(guard)
    assert [path.name for path in tmp_path.iterdir()] == ["guard.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"port": 0, "pid": 1, "token": "x"}', '{"port": "1", "pid": 1, "token": "x"}']
)
def test_a_file_that_makes_no_sense_is_no_guard(tmp_path: Path, text: str) -> None:
    (tmp_path / "guard.json").write_text(text, encoding="utf-8")
    assert guard_file.read(tmp_path) is None


def test_no_file_is_no_guard(tmp_path: Path) -> None:
    assert guard_file.read(tmp_path) is None


def test_a_later_guard_keeps_its_file(tmp_path: Path) -> None:
    first = guard_file.write(tmp_path, 1)
    second = guard_file.write(tmp_path, 2)
    guard_file.remove(tmp_path, first)
    assert guard_file.read(tmp_path) == second
    guard_file.remove(tmp_path, second)
    guard_file.remove(tmp_path, GuardFile(2, 2, "gone"))
    assert guard_file.read(tmp_path) is None
