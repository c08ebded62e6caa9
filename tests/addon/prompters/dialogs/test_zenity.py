import os
import stat
import sys
from pathlib import Path

import pytest

from tests.addon.prompters.dialogs.test_dialog import WORDS
from twohats.prompters.dialogs.program import Finished
from twohats.prompters.dialogs.zenity import Zenity, arguments, pressed


def test_no_text_can_be_taken_for_an_option_or_for_markup() -> None:
    command = arguments(WORDS)
    assert all(word.startswith("--") for word in command[1:])
    assert "--no-markup" in command
    assert "--text=@acme (brand, X): send this post?\n\n--help <b>& “text”" in command


def test_enter_is_the_harmless_button_and_leaving_is_the_review() -> None:
    command = arguments(WORDS)
    assert "--ok-label=Do not send" in command
    assert "--cancel-label=Review" in command
    assert [word for word in command if "extra" in word] == ["--extra-button=Send", "--extra-button=Ask a colleague"]


@pytest.mark.parametrize(
    ("code", "line", "seconds", "button"),
    [
        (0, "", 3, "block"),
        (0, "Send", 3, "block"),
        (1, "Send", 3, "send"),
        (1, "Ask a colleague", 3, "ask"),
        (1, "", 3, "review"),  # Escape, closing, or the button
        (1, "", 0.05, None),  # no display
        (1, "exploded", 3, None),
        (5, "", 3, None),  # its time was over
        (5, "Send", 3, None),
        (-15, "", 3, None),
    ],
)
def test_only_a_press_is_a_press(code: int, line: str, seconds: float, button: str | None) -> None:
    assert pressed(WORDS, Finished(code, line, seconds)) == button


async def test_the_program_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Zenity().is_here()
    assert await Zenity().ask(WORDS) is None
    program = tmp_path / "zenity"
    program.write_text(f"#!{sys.executable}\nprint('Send')\nraise SystemExit(1)\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    assert Zenity().is_here()
    assert await Zenity().ask(WORDS) == "send"
    monkeypatch.delenv("DISPLAY")
    assert not Zenity().is_here()
    assert os.environ["PATH"] == str(tmp_path)
