"""Counting posts: what happened to a set of them, as numbers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from twohats.question import Bypass
from twohats.reports.posts import ASKED, End, Post


@dataclass(frozen=True)
class Counts:
    """Numbers of posts. `ends` has every end and adds up to `posts`; the rest is told of the same posts once more.

    `seconds` is the median time to an answer, None where no person answered.
    """

    posts: int
    ends: Mapping[End, int]
    would_ask: int = 0
    would_refuse: int = 0
    bypasses: Mapping[Bypass, int] = field(default_factory=dict[Bypass, int])
    seconds: float | None = None

    @property
    def asked(self) -> int:
        """Posts that were put to a person."""
        return sum(self.ends[end] for end in ASKED)

    @property
    def caught(self) -> int:
        """Posts that a person stopped after a question: what twohats caught."""
        return self.ends[End.BLOCKED]

    @property
    def prompts(self) -> int:
        """How often a person was asked, or would have been if nothing were only observed."""
        return self.asked + self.would_ask


@dataclass
class Tally:
    """Counts posts one by one."""

    _ends: Counter[End] = field(default_factory=Counter[End])
    _bypasses: Counter[Bypass] = field(default_factory=Counter[Bypass])
    _seconds: list[float] = field(default_factory=list[float])
    _watched: int = 0
    _would_ask: int = 0
    _would_refuse: int = 0

    def add(self, post: Post) -> None:
        """Count a post, and what observed rules would have changed about it."""
        self.add_end(post)
        if post.would_more:
            self._add_would(post)

    def add_end(self, post: Post) -> None:
        """Count only what happened to a post."""
        self._ends[post.end] += 1
        if post.bypass:
            self._bypasses[post.bypass] += 1
        if post.seconds is not None:
            self._seconds.append(post.seconds)

    def add_watched(self, post: Post) -> None:
        """Count a post for a rule that was only observed: not how it ended, for that was not the rule's doing."""
        self._watched += 1
        self._add_would(post)

    def counts(self) -> Counts:
        """Return the numbers so far. For a rule, `posts` are those it met, and only those it determined have an end."""
        return Counts(
            posts=self._ends.total() + self._watched,
            ends={end: self._ends[end] for end in End},
            would_ask=self._would_ask,
            would_refuse=self._would_refuse,
            bypasses={bypass: self._bypasses[bypass] for bypass in Bypass},
            seconds=median(self._seconds) if self._seconds else None,
        )

    def _add_would(self, post: Post) -> None:
        self._would_ask += post.would_ask
        self._would_refuse += post.would_refuse
