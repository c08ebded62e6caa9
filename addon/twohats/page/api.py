"""What the commands ask the running guard: a few JSON calls, with the secret of `guard.json`. Never for a browser."""

import secrets

from pydantic import TypeAdapter, ValidationError

from twohats.page import views
from twohats.page.door import Door, Refused
from twohats.page.doors import Way
from twohats.prompter import Choice, Held
from twohats.wording import reasons

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


class StatusCall(Command):
    """That the guard runs, and how."""

    def get(self) -> None:
        """Tell it."""
        counts = {"open": len(self.house.desk.open()), "expired": len(self.house.desk.expired())}
        self.send_json({**self.house.facts(), **counts})


class PendingCall(Command):
    """The questions that can be answered."""

    def get(self) -> None:
        """List them, the open ones first."""
        found = [self._entry(held) for held in (*self.house.desk.open(), *self.house.desk.expired())]
        self.send_json({"questions": found})

    def _entry(self, held: Held) -> dict[str, object]:
        sheet = views.sheet(held, self.house.language)
        return {
            "id": sheet.id,
            "title": sheet.title,
            "account": sheet.chip.words,
            "employee": held.question.employee,
            "asked": held.question.asked.isoformat(),
            "standing": held.standing,
            "seconds": round(held.seconds_left()),
            "text": sheet.text,
            "pictures": sheet.pictures,
            "reasons": reasons(held.question.decision, self.house.language),
        }


class AnswerCall(Command):
    """An answer typed as a command."""

    async def post(self) -> None:
        """Take it; `answered` is false if there was nothing to answer."""
        said = self.fields()
        held = self.house.desk.find(said.get("id", ""))
        if held is None:
            raise Refused(404, "page.unknown")
        answered = await self._answer(held, said)
        self.send_json({"answered": answered, "id": held.question.id, "standing": held.standing})

    def sentence_for(self, status: int) -> str:
        """Word a failure to write the ticket down."""
        return "page.unwritten" if status >= 500 else super().sentence_for(status)

    async def _answer(self, held: Held, said: dict[str, str]) -> bool:
        if said.get("choice") not in frozenset(Choice):
            raise Refused(400, "page.not_found")
        return await self.house.desk.answer(
            held.question.id,
            Choice(said["choice"]),
            by=said.get("by") or held.question.employee,
            channel="command",
            reason=said.get("reason", ""),
        )


class OpenCall(Command):
    """A new way into the page: the path of a file to open in a browser."""

    def post(self) -> None:
        """Write the file."""
        entrance = self.house.entrance
        self.send_json({"file": str(entrance.write_file(entrance.token(self.fields().get("id", ""))))})
