from datetime import UTC
from pathlib import Path

import pytest

from tests.support.disks import full_disk
from twohats import policy_file
from twohats.cli import places
from twohats.errors import UsageError
from twohats.state import folder as state_folder


def test_what_is_named_counts_and_else_the_usual_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert places.policy_folder(Path("~/p")) == tmp_path / "p"
    assert places.state(Path("~/s")) == tmp_path / "s"
    assert places.policy_folder(None) == policy_file.default_folder()
    assert places.state(None) == state_folder.default_folder()


def test_the_clock_tells_utc() -> None:
    assert places.now().tzinfo is UTC


def test_lines_for_a_person_do_not_mix_with_what_a_program_reads(capsys: pytest.CaptureFixture[str]) -> None:
    places.say(["a", "b"])
    assert capsys.readouterr() == ("", "a\nb\n")


def test_a_file_is_written_once_and_never_over_another(tmp_path: Path) -> None:
    places.write_new(tmp_path / "a", "å", "choose")
    assert (tmp_path / "a").read_text("utf-8") == "å"
    with pytest.raises(UsageError, match="is there already: choose"):
        places.write_new(tmp_path / "a", "b", "choose")
    with pytest.raises(UsageError, match=r"cannot write .* \(no such file or directory\): choose"):
        places.write_new(tmp_path / "no" / "a", "b", "choose")
    with full_disk(), pytest.raises(UsageError, match=r"cannot write .*: choose"):
        places.write_new(tmp_path / "b", "b" * 100_000, "choose")


def test_no_text_of_a_call_is_markup(capsys: pytest.CaptureFixture[str]) -> None:
    places.console().print("[/red] [bold]x :smile:")
    assert capsys.readouterr().out == "[/red] [bold]x :smile:\n"
