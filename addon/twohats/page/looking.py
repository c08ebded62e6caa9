"""Looking at emergencies: somebody else says that they have seen what was sent, proven by a PIN."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from twohats.page.colleagues import Colleagues, Hitch, Offer
from twohats.page.door import Refused
from twohats.page.entrance import Form
from twohats.page.questioning import QuestionDoor
from twohats.page.scene import Scene
from twohats.page.times import moment
from twohats.state.reviews import Review
from twohats.wording import platform_name, printable, say


@dataclass(frozen=True)
class Unseen:
    """An emergency in the list: the question's id, and who sent it when from where, in words."""

    id: str
    words: str


def unseen(colleagues: Colleagues, scene: Scene) -> Sequence[Unseen]:
    """Return the emergencies that nobody else has looked at, oldest first."""
    reviews = colleagues.reviews.open() if colleagues.reviews else ()
    return [Unseen(review.question, _words(review, scene)) for review in reviews]


class Look(QuestionDoor):
    """The form by which somebody else closes one emergency."""

    def get(self, id: str) -> None:
        """Show it."""
        review = self._review(id)
        self._show(review, Offer(self.house.colleagues.reviewers(review)))

    async def post(self, id: str) -> None:
        """Close it, or say what was wrong."""
        self.form(_mark(id))
        review = self._review(id)
        by, pin = self.get_body_argument("by", ""), self.get_body_argument("pin", "")
        hitch = await self._look(review, by, pin)
        if hitch is None:
            self.house.board.tell()
            self.redirect("/", status=303)
            return
        self.set_status(hitch.status)
        offer = Offer(self.house.colleagues.reviewers(review), by=by)
        self._show(review, replace(offer, wrong=hitch.words(self.house.language)))

    def sentence_for(self, status: int) -> str:
        """Word a failure to write it down."""
        return "page.unwritten" if status >= 500 else super().sentence_for(status)

    async def _look(self, review: Review, by: str, pin: str) -> Hitch | None:
        if not by or not pin:
            return Hitch("second.unfinished", status=400)
        return await self.house.colleagues.look(review, by, pin)

    def _review(self, id: str) -> Review:
        reviews = self.house.colleagues.reviews
        found = reviews.find(id) if reviews else None
        if found is None:
            raise Refused(404, "page.unknown")
        return found

    def _show(self, review: Review, offer: Offer) -> None:
        form = Form(_mark(review.question), self.house.entrance.now())
        words = _words(review, self.house.scene())
        nonce = self.visitor().forms.issue(form)
        self.show("looking.html", id=review.question, words=words, release=offer, form=nonce)


def _mark(id: str) -> str:
    """Return what its forms are bound to: not the question itself, whose forms are others."""
    return f"look {id.upper()}"


def _words(review: Review, scene: Scene) -> str:
    platform = platform_name(review.platform)
    account = f"{printable(review.account, 80)} ({platform})" if review.account else platform
    at, person = moment(review.at, scene.language), scene.person(review.said_by)
    return say("second.emergency", scene.language, account=account, at=at, person=person)
