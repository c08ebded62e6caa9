import inspect
from pathlib import Path

import pytest

from tests.addon.prompters.test_page import Browser, entrance
from tests.support.notifiers import RecordedNotifier
from twohats.prompters import rungs as rungs_module
from twohats.prompters.dialogs.zenity import Zenity
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs import Rung, rungs_for
from twohats.prompters.rungs.alert import AlertRung
from twohats.prompters.rungs.buttons import ButtonsRung
from twohats.prompters.rungs.dialog import DialogRung


@pytest.mark.parametrize(
    ("dialog", "kinds"), [(None, [ButtonsRung, AlertRung]), (Zenity(), [ButtonsRung, DialogRung, AlertRung])]
)
def test_the_ladder_goes_from_the_best_way_to_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dialog: Zenity | None, kinds: list[type[Rung]]
) -> None:
    monkeypatch.setattr(rungs_module, "dialog_here", lambda: dialog)
    page = PagePrompter(entrance(tmp_path), browse=Browser())
    ladder = rungs_for(RecordedNotifier(tmp_path, "plain"), page, "en")
    assert [type(rung) for rung in ladder] == kinds


def test_a_rung_waits_and_never_blocks() -> None:
    for name in ("show", "notice"):
        assert all(inspect.iscoroutinefunction(getattr(kind, name)) for kind in (ButtonsRung, DialogRung, AlertRung))
