from pathlib import Path

import pytest

from twohats.demo.story import play
from twohats.question import Choice


@pytest.mark.slow
@pytest.mark.parametrize(("choice", "sent"), [(Choice.BLOCK, False), (Choice.SEND, True)])
def test_the_story_is_told_to_its_end(tmp_path: Path, choice: Choice, sent: bool) -> None:
    lines: list[str] = []
    ending = play(tmp_path, choice, "command", lines.append)
    assert (ending.sent, ending.state) == (sent, tmp_path / "state")
    story = "\n".join(lines)
    assert "Her tool says: posted, id " in story
    assert "twohats holds it and asks: Send this post from @acme (brand, X)?" in story
    assert "because: You posted this picture from your own account before." in story
    assert ("The tool says: posted, id " in story.partition("2. ")[2]) is sent
    assert ("@acme: Friday!" in lines[-1]) is sent
    assert "@anna: Friday!" in lines[-1]


@pytest.mark.slow
def test_where_nobody_can_be_asked_nothing_is_sent(tmp_path: Path) -> None:
    lines: list[str] = []
    assert not play(tmp_path, None, "none", lines.append).sent
    assert "nobody could be asked" in "\n".join(lines)
