"""Ways: what one account usually does: at which hours, with which tags, whom it mentions, how often lately."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from twohats.histories.deeds import Deed

LEAST_POSTS = 20
"""Activities from which on an hour without any is unusual."""

LEAST_TAGGED = 10
"""Activities with tags from which on a tag can be new."""

_HOUR = timedelta(hours=1)
_MOST_RECENT = 10_000


@dataclass
class Ways:
    """The ways of one account; hours are local ones."""

    posts: int = 0
    tagged: int = 0
    hours: list[int] = field(default_factory=lambda: [0] * 24)
    tags: set[str] = field(default_factory=set[str])
    mentions: set[str] = field(default_factory=set[str])
    recent: deque[tuple[datetime, str]] = field(default_factory=lambda: deque(maxlen=_MOST_RECENT))

    def add(self, deed: Deed, zone: tzinfo, now: datetime) -> None:
        """Count one more activity."""
        self.posts += 1
        self.tagged += bool(deed.tags)
        self.hours[deed.at.astimezone(zone).hour] += 1
        self.tags.update(deed.tags)
        self.mentions.update(deed.mentions)
        if deed.at > now - _HOUR:
            self.recent.append((deed.at, deed.platform))

    def burst(self, platform: str, now: datetime) -> int:
        """Return how many activities went out on this platform in the last hour."""
        while self.recent and self.recent[0][0] <= now - _HOUR:
            self.recent.popleft()
        return sum(1 for _, where in self.recent if where == platform)

    def first_at(self, hour: int) -> bool:
        """Tell whether nothing ever went out around this hour, though enough is remembered to tell."""
        return self.posts >= LEAST_POSTS and not any(self.hours[near % 24] for near in (hour - 1, hour, hour + 1))

    def new_tags(self, digests: set[str]) -> set[str]:
        """Return those that were never used; none while too few are remembered."""
        return digests - self.tags if self.tagged >= LEAST_TAGGED else set()
