"""The guard between the recorded clients of the corpus and the platforms that answered them."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.support.corpus import Case
from tests.support.corpus_platforms import CorpusPlatforms, is_same
from tests.support.guarded import Guard, write_policy
from tests.support.platform_errors import Refused, words
from tests.support.tunnel import Answered, send, trust
from tests.support.upstream import Upstream
from twohats.adapter import Request
from twohats.replays.recordings import Exchange

PUBLIC = frozenset({"publish", "repost", "edit"})


@dataclass(frozen=True)
class Sent:
    """One request of a case: its platform and kind by the label, whether it arrived upstream just as it was sent, and
    what its client got; `recorded` is the answer (status, body) that it got when it was recorded.
    """

    name: str
    platform: str
    kind: str
    publishes: bool
    request: Request
    arrived: bool
    answer: Answered
    recorded: tuple[int, bytes]

    def __str__(self) -> str:
        called = f"{self.request.method} {self.request.host}{self.request.path}"
        return f"{self.name} {self.kind} {called}: {self.answer.status} {self.answer.content[:200]!r}"

    @property
    def passed(self) -> bool:
        """Whether it went through and its client got the platform's answer."""
        return self.arrived and (self.answer.status, self.answer.content) == self.recorded

    @property
    def said(self) -> str:
        """The words of the refusal, where the platform's clients look for them.

        Raises:
            ValueError: it is not that platform's error.
        """
        url = f"https://{self.request.host}{self.request.path}"
        answer = self.answer
        try:
            return words(self.platform, Refused(url, answer.status, answer.content_type, answer.content))
        except (AssertionError, LookupError, TypeError, ValueError) as error:
            raise ValueError(f"not an error of {self.platform}: {self}") from error

    def refused_with(self, sentence: str) -> bool:
        """Tell whether it stayed here and the platform's clients show this sentence."""
        return not self.arrived and sentence in self.said


@dataclass(frozen=True)
class Wire:
    """A running guard, the platforms behind it, and what its clients trust."""

    guard: Guard
    platforms: CorpusPlatforms
    upstream: Upstream
    trusted: ssl.SSLContext

    @classmethod
    @contextmanager
    def open(cls, folder: Path, platforms: CorpusPlatforms, handles: Mapping[str, Mapping[str, Any]]) -> Iterator[Self]:
        """Start a guard for these accounts. Its clients trust the platforms too: what is not guarded is not opened."""
        policy = write_policy(folder / "policy", handles)
        with Upstream(platforms, folder) as upstream, Guard(folder / "guard", upstream, policy) as guard:
            yield cls(guard, platforms, upstream, trust(guard.ca_file, upstream.ca_file))

    def send(self, case: Case) -> Iterator[Sent]:
        """Send the requests of a case, in order."""
        for label, exchange in zip(case.label["requests"], case.exchanges, strict=True):
            publishes = label["kind"] in PUBLIC and case.label["op"] != "delete"  # some delete by a POST
            platform = case.platform if label["platform"] == "generic" else label["platform"]
            arrived, answer = self._send(exchange)
            name = f"{case.name}#{label['i']}"
            recorded = _recorded(exchange)
            yield Sent(name, platform, label["kind"], publishes, exchange.request, arrived, answer, recorded)

    def _send(self, exchange: Exchange) -> tuple[bool, Answered]:
        self.platforms.now = exchange
        before = len(self.upstream.received)
        answer = send(exchange.request, self.guard.proxy_url, self.trusted)
        return any(is_same(one, exchange.request) for one in self.upstream.received[before:]), answer


def _recorded(exchange: Exchange) -> tuple[int, bytes]:
    assert exchange.reply is not None
    return exchange.reply.status, b"" if exchange.reply.status == 204 else exchange.reply.content
