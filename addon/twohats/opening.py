"""Opening: what commands need of a state folder or a policy, without a running guard."""

import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from twohats.assembly import clock, judge_of, open_policy, routes_of
from twohats.audit import Audit
from twohats.errors import UsageError
from twohats.history import History
from twohats.identity import Identity
from twohats.judge import Judge
from twohats.media.approved_index import ApprovedIndex
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
def open_store(folder: Path) -> Generator[Store]:
    """Open what a state folder holds, without its keys.

    Raises:
        UsageError: nothing was ever written there.
        SetupError: it cannot be read.
    """
    if not os.path.exists(folder / state_folder.STORE_FILE):  # `Path.exists` raises for a folder that is not ours
        remedy = "start the guard with `twohats run`, or name the folder with `--state`"
        raise UsageError(f"nothing was written in `{folder}` yet: {remedy}")
    store = Store.open(folder)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_audit(folder: Path) -> Generator[Audit]:
    """Open the audit trail of a state folder, with its key.

    Raises:
        UsageError: nothing was ever written there.
        SetupError: it or its key cannot be read.
    """
    with open_store(folder) as store:
        yield Audit(store, Keys.open(folder, insecure=False), clock)


@contextmanager
def open_identity(folder: Path, policy: Path | None, employee: str) -> Generator[Identity]:
    """Open the logins of a state folder, with the accounts of the policy.

    Raises:
        UsageError, PolicyError: the policy cannot be used, or nothing was ever written.
        SetupError: the folder or its key cannot be read.
    """
    accounts = open_policy(_place(policy), employee).current.accounts
    with open_store(folder) as store:
        yield Identity(store, Keys.open(folder, insecure=False).derive("login"), lambda: accounts, clock)


@contextmanager
def open_approved(folder: Path) -> Generator[tuple[ApprovedIndex, Pictures]]:
    """Open the index of approved pictures of a state folder, and what looks at more of them. A new folder is made.

    Raises:
        SetupError: the folder or its key cannot be used.
    """
    key = Keys.open(folder, insecure=False).derive("fingerprint")
    with closing(Store.open(folder)) as store, closing(Pictures(Secret(key))) as pictures:
        yield ApprovedIndex(store, clock), pictures


@contextmanager
def open_history(folder: Path) -> Generator[History]:
    """Open the memory of a state folder: what went out from which account.

    Raises:
        UsageError: nothing was ever written there.
        SetupError: it or its key cannot be used.
    """
    with open_store(folder) as store:
        key = Keys.open(folder, insecure=False).derive("fingerprint")
        with closing(Pictures(Secret(key))) as pictures:
            yield History(store, pictures.secret, pictures.fingerprint, clock)


@contextmanager
def open_replay(policy: Path | None, employee: str) -> Generator[Replay]:
    """Yield a replay with a memory that ends with it. Without `policy` the usual one counts, if there is one.

    Raises:
        UsageError, PolicyError: the policy cannot be used.
    """
    folder = _place(policy)
    current = _policy(folder, employee, named=policy is not None)
    numbers = iter(range(sys.maxsize))
    with (
        tempfile.TemporaryDirectory(prefix="twohats-", ignore_cleanup_errors=True) as place,
        closing(Pictures(Secret(_REPLAY_KEY))) as pictures,
    ):

        @contextmanager
        def judge() -> Generator[Judge]:
            with closing(Store.open(Path(place) / str(next(numbers)))) as store:
                yield judge_of(lambda: current, folder, store, pictures, _REPLAY_KEY)
                pictures.look(b"").result()  # looks are done in order: the store is not needed any more

        yield Replay(routes_of(current), judge)


def _place(policy: Path | None) -> Path:
    return policy.expanduser() if policy else default_folder()


def _policy(folder: Path, employee: str, *, named: bool) -> Policy:
    if not named and not os.path.exists(folder / TEAM_FILE):
        return load(NO_POLICY, employee="", packs={}, extras=frozenset())
    return open_policy(folder, employee).current
