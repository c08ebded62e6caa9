"""Opening: what commands need of a state folder or a policy, without a running guard."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from twohats.assembly import clock, judge_of, open_policy, routes_of
from twohats.audit import Audit
from twohats.errors import UsageError
from twohats.identity import Identity
from twohats.judge import Judge
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.policy_file import TEAM_FILE, default_folder
from twohats.replays.replay import Replay
from twohats.state import folder as state_folder
from twohats.state.keys import Keys
from twohats.state.store import Store
from twohats_policy.parse import load
from twohats_policy.policy import Policy

NO_POLICY = {TEAM_FILE: "twohats: 1\n"}
_REPLAY_KEY = b"what a replay remembers ends with it"


@contextmanager
def open_store(folder: Path) -> Iterator[Store]:
    """Open what a state folder holds, without its keys.

    Raises:
        UsageError: nothing was ever written there.
        SetupError: it cannot be read.
    """
    if not (folder / state_folder.STORE_FILE).exists():
        remedy = "start the guard with `twohats run`, or name the folder with `--state`"
        raise UsageError(f"nothing was written in `{folder}` yet: {remedy}")
    store = Store.open(folder)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_audit(folder: Path) -> Iterator[Audit]:
    """Open the audit trail of a state folder, with its key.

    Raises:
        UsageError: nothing was ever written there.
        SetupError: it or its key cannot be read.
    """
    with open_store(folder) as store:
        yield Audit(store, Keys.open(folder, insecure=False), clock)


@contextmanager
def open_identity(folder: Path, policy: Path | None, employee: str) -> Iterator[Identity]:
    """Open the logins of a state folder, with the accounts of the policy.

    Raises:
        UsageError, PolicyError: the policy cannot be used, or nothing was ever written.
        SetupError: the folder or its key cannot be read.
    """
    accounts = open_policy(policy or default_folder(), employee).current.accounts
    with open_store(folder) as store:
        yield Identity(store, Keys.open(folder, insecure=False).derive("login"), lambda: accounts, clock)


@contextmanager
def open_replay(policy: Path | None, employee: str) -> Iterator[Replay]:
    """Yield a replay with a memory that ends with it. Without `policy` the usual one counts, if there is one.

    Raises:
        UsageError, PolicyError: the policy cannot be used.
    """
    folder = policy or default_folder()
    current = _policy(folder, employee, named=policy is not None)
    with tempfile.TemporaryDirectory(prefix="twohats-", ignore_cleanup_errors=True) as place, ExitStack() as stores:
        pictures = Pictures(Secret(_REPLAY_KEY))
        stores.callback(pictures.close)
        numbers = iter(range(sys.maxsize))

        def judge() -> Judge:
            store = Store.open(Path(place) / str(next(numbers)))
            return judge_of(lambda: current, folder, store, pictures, _REPLAY_KEY)

        yield Replay(routes_of(current), judge)


def _policy(folder: Path, employee: str, *, named: bool) -> Policy:
    if not named and not (folder / TEAM_FILE).exists():
        return load(NO_POLICY, employee="", packs={}, extras=frozenset())
    return open_policy(folder, employee).current
