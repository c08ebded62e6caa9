import stat
import sys
from pathlib import Path

import pytest

from tests.addon.prompters.dialogs.test_dialog import WORDS
from twohats.prompters.dialogs.osascript import Osascript, arguments, pressed
from twohats.prompters.dialogs.program import Finished


def test_the_words_are_arguments_and_never_part_of_the_script() -> None:
    program, option, script, *texts = arguments(WORDS)
    assert (program, option) == ("osascript", "-e")
    assert "acme" not in script
    assert texts[:3] == [WORDS.title, f"{WORDS.title}\n\n{WORDS.text}", "30"]


def test_there_are_at_most_three_buttons_and_the_harmless_one_is_the_last() -> None:
    assert arguments(WORDS)[6:] == ["Review", "Send", "Do not send"]


@pytest.mark.parametrize(
    ("code", "line", "button"),
    [(0, "Send", "send"), (0, "Do not send", "block"), (0, "", None), (1, "Send", None), (0, "exploded", None)],
)
def test_only_a_press_is_a_press(code: int, line: str, button: str | None) -> None:
    assert pressed(WORDS, Finished(code, line, 3)) == button


async def test_the_program_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Osascript().is_here()
    assert await Osascript().ask(WORDS) is None
    program = tmp_path / "osascript"
    program.write_text(f"#!{sys.executable}\nimport sys\nprint(sys.argv[-1])\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    assert Osascript().is_here()
    assert await Osascript().ask(WORDS) == "block"
