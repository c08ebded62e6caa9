"""The list of questions: those that wait, those that can still be answered, those that are over."""

from twohats.page.door import Door
from twohats.page.looking import unseen
from twohats.page.scene import Scene
from twohats.page.sheets import row
from twohats.page.times import moment
from twohats.prompter import Held
from twohats.question import Standing
from twohats.state.left_open import Left
from twohats.wording import platform_name, printable, say

ROWS_SHOWN = 50
"""Rows of one kind: in a flood, a list of thousands is read by nobody, and making it keeps other calls waiting."""

RECENT_SHOWN = 25


class List(Door):
    """All questions."""

    def get(self) -> None:
        """Show them."""
        scene, desk = self.house.scene(), self.house.desk
        held, late = desk.open(), desk.expired()
        waiting = [one for one in held if not one.question.approvers]
        referred = [one for one in (*held, *late) if one.question.approvers and _is_undecided(one)]
        ended = [one for one in late if not one.question.approvers]
        unanswered = set(map(id, late))
        over = [one for one in desk.recent() if id(one) not in unanswered][:RECENT_SHOWN]
        self.show(
            "list.html",
            counts={"waiting": len(waiting), "referred": len(referred), "late": len(ended)},
            waiting=[row(one, scene) for one in waiting[:ROWS_SHOWN]],
            referred=[row(one, scene) for one in referred[:ROWS_SHOWN]],
            late=[row(one, scene) for one in ended[:ROWS_SHOWN]],
            looks=unseen(self.house.colleagues, scene),
            recent=[row(one, scene) for one in over],
            left=[_left(one, scene) for one in self.house.sights.left()[-RECENT_SHOWN:]],
        )


def _left(left: Left, scene: Scene) -> str:
    """Return what waited when twohats stopped, in words."""
    platform = platform_name(left.platform)
    account = f"{printable(left.account, 80)} ({platform})" if left.account else platform
    what = say(f"noun.{left.verb}", scene.language)
    return say("page.left_one", scene.language, what=what, account=account, at=moment(left.asked, scene.language))


def _is_undecided(held: Held) -> bool:
    return held.standing in (Standing.OPEN, Standing.UNANSWERED)
