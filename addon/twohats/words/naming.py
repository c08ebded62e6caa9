"""Names with a mark: tags and mentions of an activity, in one spelling."""

from collections.abc import Iterator, Sequence

from twohats import text
from twohats.words.folding import folded
from twohats_policy.activity import Activity
from twohats_policy.policy import Policy

MOST = 1000
"""Tags or mentions that are looked at; of a post with more of them (`overfull`) the rest is unknown."""

MOST_LINKS = 100


def tags_of(activity: Activity) -> tuple[str, ...]:
    """Return its tags, those in its words too, without their mark, in small letters, each once."""
    return _plain((*activity.tags, *text.tags(_said(activity))))


def mentions_of(activity: Activity) -> tuple[str, ...]:
    """Return whom it mentions, in its words too, without the mark, in small letters, each once."""
    return _plain((*activity.mentions, *text.mentions(_said(activity))))


def links_of(activity: Activity) -> tuple[str, ...]:
    """Return its links, those in its words too, each once."""
    return tuple(dict.fromkeys((*activity.links, *text.links(_said(activity)))))[:MOST_LINKS]


def overfull(names: Sequence[str]) -> bool:
    """Tell whether there are more tags or mentions than are looked at."""
    return len(names) > MOST


def handles(policy: Policy, platform: str) -> Iterator[str]:
    """Yield the names that the policy's accounts have on a platform, in small letters."""
    for entry in policy.accounts.entries.values():
        handle = entry.handles.get(platform)
        if handle and handle.username:
            yield handle.username.casefold()


def local(name: str) -> str:
    """Return a name without its server: `acme` of `acme@mastodon.example`."""
    return name.partition("@")[0]


def _said(activity: Activity) -> str:
    return f"{activity.title}\n{activity.text}" if activity.title else activity.text


def _plain(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded(name).lstrip("#@").casefold() for name in names))[: MOST + 1]
