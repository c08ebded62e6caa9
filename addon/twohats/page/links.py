"""Links: how a colleague on another device comes to one question, and to nothing else.

A link holds 256 bits that only this process can make anew; what is kept is a hash. It leads to its question for as long
as a second opinion can be given. Questions about personal accounts get none: they are no colleague's business.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from twohats.prompter import Held
from twohats.question import Question, Standing
from twohats_policy.account import AccountKind

MOST_LINKS = 1024


@dataclass
class Links:
    """The links of this run. `origin` and `fingerprint` are set when the server listens (page/link_server.py)."""

    origin: str = ""
    fingerprint: str = ""
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _known: OrderedDict[bytes, str] = field(default_factory=OrderedDict[bytes, str], repr=False)

    def address(self, question: Question) -> str:
        """Return the link to pass on by hand, the same each time; empty if there is none to this question."""
        if not self.origin or not is_for_links(question):
            return ""
        token = self._token(question)
        self._known[_hash(token)] = question.id
        self._known.move_to_end(_hash(token))
        while len(self._known) > MOST_LINKS:
            self._known.popitem(last=False)
        return f"{self.origin}/second/{token}"

    def lead(self, token: str, find: Callable[[str], Held | None]) -> Held | None:
        """Return the question that the link leads to; None if it leads nowhere (any more)."""
        held = find(self._known.get(_hash(token), ""))
        if held is None or not secrets.compare_digest(self._token(held.question).encode(), token.encode()):
            return None
        ended = held.standing not in (Standing.OPEN, Standing.UNANSWERED)
        in_time = held.standing is Standing.OPEN or held.late_seconds_left() > 0
        return held if is_for_links(held.question) and (ended or in_time) else None

    def _token(self, question: Question) -> str:
        """Return 256 bits as 64 hexadecimal digits. Bound to the activity: ids may come back, activities do not."""
        bound = f"{question.id} {question.sameness}".encode()
        return hmac.digest(self._secret, bound, hashlib.sha256).hex()


def is_for_links(question: Question) -> bool:
    """Tell whether somebody on another device may see it: a second opinion about accounts of brands alone."""
    accounts = (question.account, *question.accounts)
    return bool(question.approvers) and all(account.kind is AccountKind.BRAND for account in accounts)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
