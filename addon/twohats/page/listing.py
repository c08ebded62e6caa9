"""The list of questions: those that wait, those that can still be answered, those that are over."""

from twohats.page.door import Door
from twohats.page.looking import unseen
from twohats.page.sheets import row
from twohats.prompter import Held
from twohats.question import Standing

RECENT_SHOWN = 25


class List(Door):
    """All questions."""

    def get(self) -> None:
        """Show them."""
        scene, desk = self.house.scene(), self.house.desk
        held, late = desk.open(), desk.expired()
        over = [one for one in desk.recent() if one not in late][:RECENT_SHOWN]
        self.show(
            "list.html",
            waiting=[row(one, scene) for one in held if not one.question.approvers],
            referred=[row(one, scene) for one in (*held, *late) if one.question.approvers and _is_undecided(one)],
            late=[row(one, scene) for one in late if not one.question.approvers],
            looks=unseen(self.house.colleagues, scene),
            recent=[row(one, scene) for one in over],
        )


def _is_undecided(held: Held) -> bool:
    return held.standing in (Standing.OPEN, Standing.UNANSWERED)
