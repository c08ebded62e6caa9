"""What a form says besides the choice: on what grounds, why, and whose account it is."""

from collections.abc import Callable
from dataclasses import dataclass

from twohats.question import NO_GROUNDS, Bypass, Grounds
from twohats.wording import printable

_NAME_LENGTH = 120
_REASON_LENGTH = 400


@dataclass(frozen=True)
class Said:
    """The fields of an answer, as they were typed. They go back into the form if something is missing."""

    why: str = ""
    vouched: str = ""
    reason: str = ""
    typed: str = ""

    @property
    def lacks_name(self) -> bool:
        """Whether it was approved elsewhere, but nobody is named."""
        return self.why == Bypass.APPROVED and not self.vouched

    @property
    def grounds(self) -> Grounds:
        """The grounds; a word that is none counts as nothing said."""
        if self.why not in frozenset(Bypass):
            return NO_GROUNDS
        bypass = Bypass(self.why)
        return Grounds(bypass, self.vouched if bypass is Bypass.APPROVED else "")


def said(field: Callable[[str], str]) -> Said:
    """Read the fields of a form; `field` returns what stands in one, empty if it is missing."""
    return Said(
        why=field("why"),
        vouched=printable(field("vouched"), _NAME_LENGTH),
        reason=printable(field("reason"), _REASON_LENGTH),
        typed=printable(field("typed"), _NAME_LENGTH),
    )
