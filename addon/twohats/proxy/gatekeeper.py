"""The last question, asked by the HTTP stream at the moment of sending: is this what was let through?"""

from mitmproxy import http

from twohats.guard import Handling
from twohats.proxy.decider import Decider
from twohats.proxy.last_resort import plain_refusal
from twohats.proxy.names import names_of
from twohats.proxy.passage import Passage, Passages, State, likeness, streamed_likeness
from twohats.proxy.report import report
from twohats.proxy.tap import Withheld

BROKEN = "Something went wrong while this call was checked, so it was not sent."


class Gatekeeper:
    """Knows the calls under way and lets out only what was cleared, unchanged."""

    def __init__(self, decider: Decider) -> None:
        """Start with no call under way."""
        self.decider = decider
        self.passages = Passages()
        self.closing = False

    def passage(self, flow: http.HTTPFlow) -> Passage:
        """Return the passage of a call; one whose head was never seen is at fault."""
        return self.passages.of(flow) or self.passages.open(flow, Passage(guarded=True, fault=BROKEN))

    def may_leave(self, flow: http.HTTPFlow) -> bool:
        """Tell, at the moment of sending, whether this call is what was let through."""
        passage = self.passages.of(flow)
        if passage is None or self.closing:
            return False
        if not passage.guarded:
            return not self.decider.guards(names_of(flow).all)
        return passage.state is State.CLEARED and passage.likeness == look(flow, passage)

    def clear(self, flow: http.HTTPFlow, passage: Passage) -> None:
        """Let a call out as it is now."""
        passage.likeness = look(flow, passage)
        passage.state = State.CLEARED

    def client_left(self, flow: http.HTTPFlow) -> None:
        """Take note that the client of a call has left."""
        if passage := self.passages.of(flow):
            passage.leave()

    def refuse_late(self, flow: http.HTTPFlow, sentence: str) -> None:
        """Set the refusal of a call that must not be sent after all."""
        passage = self.passage(flow)
        passage.state = State.REFUSED
        flow.response = self.refusal(flow, passage, sentence)

    def refusal(self, flow: http.HTTPFlow, passage: Passage, sentence: str) -> http.Response:
        """Return a refusal, in the platform's shape if that can be had. Never raises."""
        try:
            return self.decider.refusal(flow, passage, sentence)
        except BaseException as error:  # noqa: BLE001  the boundary: a refusal must be in place whatever happens
            report(error)
            return plain_refusal(sentence)

    def interim(self, flow: http.HTTPFlow) -> int:
        """Return the status of the answers that keep the client of a held call waiting; 0 for none."""
        passage = self.passages.of(flow)
        if passage is None or not passage.guarded or passage.fault or passage.handling is not Handling.JUDGE:
            return 0
        if flow.response is not None:
            return 0
        try:
            return self.decider.interim(flow)
        except BaseException as error:  # noqa: BLE001  the boundary: a client's patience must not decide over its call
            report(error)
            return 0

    def withholds(self, flow: http.HTTPFlow) -> bool:
        """Tell whether the tail of this streamed call is withheld."""
        passage = self.passages.of(flow)
        return passage is not None and isinstance(passage.kept, Withheld)

    def release(self, flow: http.HTTPFlow) -> bool:
        """Give the tail free if the call was let through."""
        passage = self.passages.of(flow)
        if passage is None or not isinstance(passage.kept, Withheld) or not self.may_leave(flow):
            return False
        passage.kept.released = True
        return True

    def stretch(self, flow: http.HTTPFlow, size: int) -> bool:
        """Prepare a buffered call that grew to `size` bytes to be streamed with its tail withheld, if it must be."""
        passage = self.passages.of(flow)
        if passage is None or not passage.guarded or passage.fault or passage.streams or flow.response is not None:
            return False
        try:
            stretched = self.decider.withhold(flow, passage, size)
        except BaseException as error:  # noqa: BLE001  the boundary: in doubt the call stays buffered and is judged whole
            report(error)
            return False
        if stretched:
            self.clear(flow, passage)
        return stretched


def look(flow: http.HTTPFlow, passage: Passage) -> tuple[object, ...]:
    """Return what a call looks like: all of it, or its head when the body streams."""
    return streamed_likeness(flow) if passage.streams else likeness(flow)
