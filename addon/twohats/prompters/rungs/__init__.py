"""The rungs of the desktop prompter's ladder. This list is the registration: tried in its order, for each question."""

from twohats.prompters.dialogs import dialog_here
from twohats.prompters.notifying import Notifier
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs.alert import AlertRung
from twohats.prompters.rungs.buttons import ButtonsRung
from twohats.prompters.rungs.dialog import DialogRung
from twohats.prompters.rungs.rung import Rung

__all__ = ["Rung", "rungs_for"]


def rungs_for(notifier: Notifier, page: PagePrompter, language: str) -> tuple[Rung, ...]:
    """Return the rungs that this system may have: buttons, a dialog, an alert with the page."""
    dialog = dialog_here()
    dialogs = (DialogRung(dialog, page, language),) if dialog is not None else ()
    return ButtonsRung(notifier, page, language), *dialogs, AlertRung(page, language)
