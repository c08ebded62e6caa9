"""Dialogs, one module a system. This list is the registration: the first that is here is used."""

from twohats.prompters.dialogs.dialog import Dialog
from twohats.prompters.dialogs.osascript import Osascript
from twohats.prompters.dialogs.task_dialog import TaskDialog
from twohats.prompters.dialogs.zenity import Zenity

__all__ = ["DIALOGS", "Dialog", "dialog_here"]

DIALOGS: tuple[Dialog, ...] = (TaskDialog(), Osascript(), Zenity())


def dialog_here() -> Dialog | None:
    """Return the dialogs of this system, None if it has none."""
    return next((dialog for dialog in DIALOGS if dialog.is_here()), None)
