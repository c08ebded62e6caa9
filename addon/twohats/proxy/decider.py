"""What the boundary asks: the addon that turns flows into values and calls the gate. It may raise anything."""

from typing import Protocol

from mitmproxy import http

from twohats.proxy.passage import Passage


class Decider(Protocol):
    """Judges flows; the boundary contains whatever it raises and takes that as a refusal."""

    def guards(self, names: frozenset[str]) -> bool:
        """Tell whether any of these names is guarded."""
        ...

    def opened(self, flow: http.HTTPFlow) -> Passage:
        """Begin a call: read its names and head, choose its handling, prepare its body for streaming."""
        ...

    def settled(self, flow: http.HTTPFlow, passage: Passage) -> bool:
        """Tell whether the call may pass without being judged, now that it is whole."""
        ...

    def withhold(self, flow: http.HTTPFlow, passage: Passage, size: int) -> bool:
        """Prepare a buffered call that grew to `size` bytes to be streamed with its tail withheld, if it must be."""
        ...

    async def decide(self, flow: http.HTTPFlow, passage: Passage) -> http.Response | None:
        """Judge the call; None lets it pass."""
        ...

    def interim(self, flow: http.HTTPFlow) -> int:
        """Return the status of the answers that keep the client of a held call waiting; 0 for none."""
        ...

    def refusal(self, flow: http.HTTPFlow, passage: Passage, sentence: str) -> http.Response:
        """Return a refusal in the platform's shape."""
        ...

    def answering(self, flow: http.HTTPFlow, passage: Passage) -> None:
        """Prepare the body of the reply: buffered, or streamed with a copy."""
        ...

    async def tapped(self, flow: http.HTTPFlow, passage: Passage) -> None:
        """Take note of an upload that went through."""
        ...

    async def replied(self, flow: http.HTTPFlow, passage: Passage) -> None:
        """Learn from the reply."""
        ...

    async def lost(self, flow: http.HTTPFlow, passage: Passage) -> None:
        """Take note that no reply came."""
        ...
