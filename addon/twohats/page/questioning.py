"""One question: its page, its pictures, its clock. A GET never decides anything."""

import asyncio

from twohats.page.avatars import avatar
from twohats.page.door import Door, Refused
from twohats.page.entrance import Form, Session
from twohats.page.pasting import paste
from twohats.page.saying import Said
from twohats.page.sheets import sheet
from twohats.prompter import Held
from twohats.question import ARM_SECONDS, Bypass, Picture, Standing

LOOKING_SECONDS = 1.6
"""By then the links of a question have been looked up, or it took too long (`links.SECONDS`)."""

PICTURE_TYPES = frozenset({"image/jpeg", "image/png"})


class QuestionDoor(Door):
    """A route below one question."""

    def held(self, id: str) -> Held:
        """Return the question, or refuse with 404."""
        found = self.house.desk.find(id)
        if found is None:
            left = any(one.question == id for one in self.house.sights.left())
            raise Refused(404, "page.left_this" if left else "page.unknown")
        return found

    def visitor(self) -> Session:
        """Return the session, which the door has checked."""
        if self.session is None:
            self.turn_away(403, "page.wrong_way")
        return self.session

    def form(self, id: str) -> Form:
        """Take the form that was sent: good once, for this question. Refuse with 403 if it is not."""
        form = self.visitor().forms.take(self.get_body_argument("form", ""))
        if form is None or form.question != id:
            self.turn_away(403, "page.stale")
        return form

    def show_question(self, held: Held, *, sure: bool = False, wrong: str = "", said: Said | None = None) -> None:
        """Show the question with a fresh form. `sure` shows the second step of a yes, `wrong` is the key of what the
        last try lacked, `said` what was typed then.
        """
        form = Form(held.question.id, self.house.entrance.now(), sure=sure, seen=held.question.parts)
        self.show(
            "sure.html" if sure else "question.html",
            sheet=sheet(held, self.house.scene()),
            form=self.visitor().forms.issue(form),
            others=sum(1 for other in self.house.desk.open() if other is not held and not other.question.approvers),
            arm_ms=int(ARM_SECONDS * 1000),
            release=self.house.colleagues.offer(held.question),
            action=f"/q/{held.question.id}/release",
            wrong=wrong,
            said=said or Said(),
            bypasses=self._bypasses(),
            paste=paste(held),
            folder=self.house.sights.folder,
        )

    def _bypasses(self) -> tuple[Bypass, ...]:
        """Return the grounds that can be given: an emergency only where somebody will be asked to look at it."""
        listed = self.house.colleagues.reviews is not None
        return tuple(bypass for bypass in Bypass if listed or bypass is not Bypass.EMERGENCY)

    def send_picture(self, picture: Picture | None) -> None:
        """Answer with a picture, or with 404 for one that is none."""
        if picture is None or picture.content_type not in PICTURE_TYPES:
            raise Refused(404, "page.not_found")
        self.set_header("Content-Type", picture.content_type)
        self.send(picture.content)


class Ask(QuestionDoor):
    """One question in full."""

    def get(self, id: str) -> None:
        """Show it, and once more when its links have been looked up."""
        held = self.held(id)
        self.show_question(held)
        if held.standing is Standing.OPEN and any(map(self._is_being_looked_up, held.question.problem.links)):
            self.house.board.remind(held.question.id, LOOKING_SECONDS)

    def _is_being_looked_up(self, link: str) -> bool:
        policy = self.house.sights.policy()
        return policy is not None and policy.link_checks and self.house.sights.leads(link) is None


class Thumbnail(QuestionDoor):
    """One small picture of a question, from memory."""

    def get(self, id: str, number: str) -> None:
        """Send it."""
        pictures = self.held(id).question.pictures
        self.send_picture(pictures[int(number)] if int(number) < len(pictures) else None)


class Avatar(QuestionDoor):
    """The picture of an account, from the policy folder."""

    async def get(self, ref: str) -> None:
        """Send it."""
        policy, folder = self.house.sights.policy(), self.house.sights.folder
        name = policy.avatar(ref) if policy else None
        self.send_picture(await asyncio.to_thread(avatar, folder, name) if name else None)


class Touch(QuestionDoor):
    """Somebody is looking: the clock stops, and an undo window becomes a question."""

    def post(self, id: str) -> None:
        """Stop it and go back to the question."""
        self.held(id).touch()
        self.house.board.tell()
        self.redirect(f"/q/{id}", status=303)
