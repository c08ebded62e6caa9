"""What the commands ask the running guard: a few JSON calls, with the secret of `guard.json`. Never for a browser."""

import secrets

from pydantic import TypeAdapter, ValidationError

from twohats.high_risk import asked_for, typed_right
from twohats.page.colleagues import COMMAND, Hitch, Statement
from twohats.page.door import Door, Refused
from twohats.page.doors import Way
from twohats.page.saying import said
from twohats.page.waiting import emergency, left_open, waiting
from twohats.prompter import Held
from twohats.question import Choice, Question

LOOKED = "looked"
"""What is said to an emergency, in place of a choice."""

_FIELDS = TypeAdapter(dict[str, str])


class Command(Door):
    """A call of a command."""

    way = Way.COMMAND
    needs_session = False

    def prepare(self) -> None:
        """Want the secret."""
        super().prepare()
        said = self.request.headers.get("Authorization", "").encode()
        if not secrets.compare_digest(said, f"Bearer {self.house.token()}".encode()):
            self.turn_away(403, "page.refused")

    def fields(self) -> dict[str, str]:
        """Return the call's fields, which are all text."""
        try:
            return _FIELDS.validate_json(self.request.body)
        except ValidationError:
            raise Refused(400, "page.not_found") from None

    def object_to(self, hitch: Hitch) -> None:
        """Answer that it does not count, and why."""
        self.set_status(409)
        self.send_json({"error": hitch.words(self.house.language)})


class StatusCall(Command):
    """That the guard runs, and how."""

    def get(self) -> None:
        """Tell it."""
        counts = {"open": len(self.house.desk.open()), "expired": len(self.house.desk.expired())}
        self.send_json({**self.house.facts(), **counts})


class PendingCall(Command):
    """The questions that can be answered, the emergencies that somebody has to look at, and what was left open."""

    def get(self) -> None:
        """List them, the open ones first."""
        desk, colleagues = self.house.desk, self.house.colleagues
        found = [waiting(held, self.house.scene(), colleagues) for held in (*desk.open(), *desk.expired())]
        reviews = colleagues.reviews.open() if colleagues.reviews else ()
        emergencies = [emergency(review, colleagues) for review in reviews]
        left = [left_open(one) for one in self.house.sights.left()]
        self.send_json({"questions": found, "emergencies": emergencies, "left_open": left})


class AnswerCall(Command):
    """An answer typed as a command: the employee's own, or with a PIN a colleague's."""

    async def post(self) -> None:
        """Take it, or say why it does not count."""
        fields = self.fields()
        if fields.get("choice") == LOOKED:
            await self._look(fields)
            return
        held = self.house.desk.find(fields.get("id", ""))
        if held is None:
            raise Refused(404, "page.unknown")
        hitch = await self._answer(held, fields)
        self.house.board.tell(held.question.id)
        if hitch is not None:
            self.object_to(hitch)
            return
        self.send_json({"id": held.question.id, "standing": held.standing, "asked": list(held.question.approvers)})

    def sentence_for(self, status: int) -> str:
        """Word a failure to write the ticket down."""
        return "page.unwritten" if status >= 500 else super().sentence_for(status)

    async def _answer(self, held: Held, fields: dict[str, str]) -> Hitch | None:
        if fields.get("choice") not in frozenset(Choice):
            raise Refused(400, "page.not_found")
        words = said(lambda name: fields.get(name, ""))
        choice, by = Choice(fields["choice"]), fields.get("by") or held.question.employee
        if words.lacks_name:
            return Hitch("second.vouched_missing")
        if (choice, by) == (Choice.SEND, held.question.employee) and not typed_right(words.typed, held.question):
            return _untyped(held.question, words.typed)
        statement = Statement(
            choice,
            by=by,
            channel=COMMAND,
            seen=_count(fields.get("parts", "1")),
            pin=fields.get("pin", ""),
            reason=words.reason,
            grounds=words.grounds,
        )
        return await self.house.colleagues.answer(held, statement)

    async def _look(self, fields: dict[str, str]) -> None:
        id, colleagues = fields.get("id", ""), self.house.colleagues
        review = colleagues.reviews.find(id) if colleagues.reviews else None
        if review is None:
            self.object_to(Hitch("second.look_unknown", {"id": id}))
            return
        hitch = await colleagues.look(review, fields.get("by", ""), fields.get("pin", ""))
        self.house.board.tell()
        if hitch is not None:
            self.object_to(hitch)
            return
        self.send_json({"id": review.question, "standing": LOOKED, "asked": []})


def _untyped(question: Question, typed: str) -> Hitch:
    """Return that high risk wants the account typed, or that it was another one."""
    return Hitch("command.typed_wrong" if typed else "command.typed_missing", {"handle": asked_for(question)})


def _count(text: str) -> int:
    """Return how many parts somebody says they saw. Raises Refused for what is no number."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Refused(400, "page.not_found")
    return int(text)


class OpenCall(Command):
    """A new way into the page: the path of a file to open in a browser."""

    def post(self) -> None:
        """Write the file."""
        entrance = self.house.entrance
        self.send_json({"file": str(entrance.write_file(entrance.token(self.fields().get("id", ""))))})
