"""Assembly: which implementations make a judge, for the guard and for recordings alike."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from twohats.activity_signal import Sources
from twohats.adapters import ADAPTERS
from twohats.extras import installed
from twohats.histories.holder import Whose
from twohats.history import History
from twohats.identity import Identity
from twohats.judge import Judge
from twohats.links.links import Links
from twohats.media.approved import Approved
from twohats.media.approved_index import ApprovedIndex
from twohats.media.embargoed import Embargoed
from twohats.media.pictures import Pictures
from twohats.policy_file import PolicyFolder, employee_of
from twohats.presence import Presence
from twohats.routing import Routes, routes
from twohats.sensing import Sensing
from twohats.state.store import Store
from twohats.uploads import Uploads
from twohats_policy.policy import Policy

type Clock = Callable[[], datetime]


def clock() -> datetime:
    """Return the time; the guard's only clock."""
    return datetime.now(UTC)  # noqa: TID251  the clock enters here


def judge_of(
    policy: Callable[[], Policy],
    folder: Path,
    store: Store,
    pictures: Pictures,
    login_key: bytes,
    now: Clock = clock,
) -> Judge:
    """Return a judge that works with the policy in force, which lies in `folder`, and what `store` remembers."""

    def media_folder(ref: str) -> Path | None:
        named = policy().media_folder(ref)
        return folder / named if named else None

    def whose() -> Whose:
        return Whose(policy().employee, policy().team.timezone)

    history = History(store, pictures.secret, pictures.fingerprint, now, whose)
    identity = Identity(store, login_key, lambda: policy().accounts, now)
    uploads = Uploads(store, pictures, now, seen=history.add)
    approved, embargoed = Approved(media_folder, pictures, ApprovedIndex(store, now)), Embargoed(folder, pictures)
    sensing = Sensing(Sources(uploads, pictures, history, approved, Links(time.monotonic), embargoed, Presence()))
    return Judge(policy, identity, uploads, sensing, history, now)


def routes_of(policy: Policy) -> Routes:
    """Return the routes of all adapters, with the servers that the policy names."""
    anywhere = (adapter.name for adapter in ADAPTERS if adapter.any_host)
    return routes(ADAPTERS, {name: policy.accounts.servers(name) for name in anywhere})


def doubts_about(policy: Policy) -> tuple[str, ...]:
    """Return in sentences which accounts may post past the guard: of any server, only those that are named are
    guarded.
    """
    homeless = (
        (ref, adapter.name)
        for adapter in ADAPTERS
        if adapter.any_host
        for ref in policy.accounts.homeless(adapter.name)
    )
    return tuple(
        f"the {platform} handle of `{ref}` names no server, so only well-known servers are guarded: add `server:` to it"
        for ref, platform in homeless
    )


def open_policy(folder: Path, employee: str) -> PolicyFolder:
    """Open the policy of `employee` (empty: the only one there is).

    Raises:
        UsageError: it cannot be read, or it is not clear whose.
        PolicyError: a file is wrong.
    """
    return PolicyFolder.open(folder, employee_of(folder, employee), installed())
