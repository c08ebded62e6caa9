"""The pages: the way in, the list, one question, its answer. A GET never decides anything."""

from twohats.page import views
from twohats.page.door import Door, Refused, cookie_name
from twohats.page.doors import Way
from twohats.page.entrance import Form, Session
from twohats.page.peer import Peer
from twohats.prompter import ARM_SECONDS, Choice, Held, Standing

PICTURE_TYPES = frozenset({"image/jpeg", "image/png"})


class Enter(Door):
    """The way in: swaps a one-time token for a session."""

    way = Way.ENTRANCE
    needs_session = False

    def post(self) -> None:
        """Take the token from the form of the redirect file."""
        self.admit(self.get_body_argument("token", ""))

    def admit(self, token: str) -> None:
        """Answer 200 and let the page go on by itself.

        A redirect would keep the file as its initiator, and the strict cookie would be withheld (facts: desktop 2.2).
        """
        admitted = self.house.entrance.admit(token)
        if admitted is None:
            self.turn_away(410, "page.used_link")
        cookie, question = admitted
        name = cookie_name(self.house.entrance)
        self.set_cookie(name, cookie, httponly=True, samesite="Strict", path="/")  # pyright: ignore[reportUnknownMemberType]
        self.show("enter.html", target=f"/q/{question}" if question else "/")


class Link(Enter):
    """The way in for a browser that may not read our file (Snap, Flatpak): the token is in the address.

    Other users can see an address in the list of processes, so this way is open only where the system tells whose the
    connection is (facts: desktop 2.2).
    """

    way = Way.PAGE

    def get(self, token: str) -> None:
        """Take the token from the address."""
        if self.peer() is not Peer.OURS:
            self.turn_away(403, "page.wrong_way")
        self.admit(token)


class List(Door):
    """All questions: those that wait, and those that ended without an answer."""

    def get(self) -> None:
        """Show them."""
        desk, language = self.house.desk, self.house.language
        waiting = [views.row(held, language) for held in desk.open()]
        late = [views.row(held, language) for held in desk.expired()]
        self.show("list.html", waiting=waiting, late=late)


class Pulse(Door):
    """How many questions wait: what the open list asks for every second."""

    def get(self) -> None:
        """Tell it."""
        ids = [held.question.id for held in (*self.house.desk.open(), *self.house.desk.expired())]
        self.send_json({"ids": ids})


class QuestionDoor(Door):
    """A route below one question."""

    def held(self, id: str) -> Held:
        """Return the question, or refuse with 404."""
        found = self.house.desk.find(id)
        if found is None:
            raise Refused(404, "page.unknown")
        return found

    def visitor(self) -> Session:
        """Return the session, which the door has checked."""
        if self.session is None:
            self.turn_away(403, "page.wrong_way")
        return self.session

    def show_question(self, held: Held, *, sure: bool = False) -> None:
        """Show the question with a fresh form; `sure` shows the second step of a yes."""
        form = Form(held.question.id, self.house.entrance.now(), sure=sure)
        self.show(
            "sure.html" if sure else "question.html",
            sheet=views.sheet(held, self.house.language),
            form=self.visitor().forms.issue(form),
            others=sum(1 for other in self.house.desk.open() if other is not held),
            arm_ms=int(ARM_SECONDS * 1000),
        )


class Ask(QuestionDoor):
    """One question in full."""

    def get(self, id: str) -> None:
        """Show it."""
        self.show_question(self.held(id))


class State(QuestionDoor):
    """Where one question stands: what its open page asks for every second."""

    def get(self, id: str) -> None:
        """Tell it."""
        held = self.held(id)
        others = sum(1 for other in self.house.desk.open() if other is not held)
        state = {"standing": held.standing, "clock": views.clock(held, self.house.language), "others": others}
        self.send_json({**state, "left": round(held.seconds_left(), 1)})


class Thumbnail(QuestionDoor):
    """One small picture of a question, from memory."""

    def get(self, id: str, number: str) -> None:
        """Send it."""
        pictures = self.held(id).question.pictures
        if int(number) >= len(pictures) or pictures[int(number)].content_type not in PICTURE_TYPES:
            raise Refused(404, "page.not_found")
        self.set_header("Content-Type", pictures[int(number)].content_type)
        self.send(pictures[int(number)].content)


class Touch(QuestionDoor):
    """Somebody is looking: the clock stops."""

    def post(self, id: str) -> None:
        """Stop it and go back to the question."""
        self.held(id).touch()
        self.redirect(f"/q/{id}", status=303)


class Reply(QuestionDoor):
    """The answer. Every form is good once; a yes takes two steps, or one that was armed."""

    async def post(self, id: str) -> None:
        """Decide, or ask once more."""
        form, choice = self._form(id), self._choice()
        held = self.held(id)
        if held.standing not in (Standing.OPEN, Standing.UNANSWERED):
            raise Refused(409, "page.already")
        if choice is Choice.SEND and not self._armed(form):
            held.touch()
            self.show_question(held, sure=True)
            return
        by = held.question.employee
        if not await self.house.desk.answer(id, choice, by=by, channel="page"):
            raise Refused(409, "page.already")
        self.redirect(f"/q/{id}", status=303)

    def sentence_for(self, status: int) -> str:
        """Word a failure to write the ticket down."""
        return "page.unwritten" if status >= 500 else super().sentence_for(status)

    def _form(self, id: str) -> Form:
        form = self.visitor().forms.take(self.get_body_argument("form", ""))
        if form is None or form.question != id:
            self.turn_away(403, "page.stale")
        return form

    def _choice(self) -> Choice:
        try:
            return Choice(self.get_body_argument("choice", ""))
        except ValueError:
            raise Refused(400, "page.stale") from None

    def _armed(self, form: Form) -> bool:
        ready = self.house.entrance.now() - form.shown >= ARM_SECONDS
        return form.sure or (ready and self.get_body_argument("armed", "") == "yes")
