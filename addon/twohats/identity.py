"""Identity: who is logged in, and which account an activity will appear under.

Evidence in the call counts first; then what earlier replies taught about the same credential; else nobody is known,
which is an answer of its own (design: The request's way). Resolving reads memory only.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from twohats.adapter import Adapter, LoginIs, NameIs, Request
from twohats.identities.logins import Login, Logins
from twohats.identities.names import Names, Native
from twohats.identities.recognition import MEMORY, AccountBook, Recognition
from twohats.state.store import Store
from twohats_policy.account import ActingAccount, Evidence, Role, Strength
from twohats_policy.activity import Activity, Actor

_MYSELF = frozenset({"me", "self", "@me"})


class Identity:
    """Resolves, learns and forgets. `login_key` keys the HMAC of credentials; `accounts` returns the policy's
    accounts in force.
    """

    def __init__(
        self, store: Store, login_key: bytes, accounts: Callable[[], AccountBook], now: Callable[[], datetime]
    ) -> None:
        self._logins = Logins(store, login_key, now)
        self._names = Names(store, now)
        self._recognition = Recognition(self._names, accounts)
        self._store = store
        self._read_at = store.others_commits()

    def resolve(self, adapter: Adapter, request: Request, activity: Activity) -> tuple[ActingAccount, ActingAccount]:
        """Return the account that people will see as the author, and the login that makes the call."""
        server = _server(adapter, request)
        signs = tuple(adapter.evidence(request))
        login = self._login(adapter, request, server, signs)
        if activity.actor is not None and not _is_login(activity.actor):
            found = self._recognition.actor(activity.platform, adapter.name, server, activity.actor)
            return (found if found.known else self._on_its_network(activity) or found), login
        acting = [sign for sign in signs if sign.role is Role.ACTING]
        return (self._recognition.account(activity.platform, server, acting) if acting else login), login

    def _on_its_network(self, activity: Activity) -> ActingAccount | None:
        """Return the account of a tool that names it by its id on another network (a business page's Instagram)."""
        actor = activity.actor
        same = [target for target in activity.targets if actor and target.platform_id == actor.platform_id != ""]
        if actor is None or len(same) != 1:
            return None
        sign = Evidence(role=Role.ACTING, where=actor.where, strength=Strength.STATED, platform_id=actor.platform_id)
        found = self._recognition.account(same[0].network, "", [sign])
        return found if found.known else None

    def named(self, adapter: Adapter, activity: Activity) -> Activity:
        """Return the activity with the native accounts of its targets filled in, as far as the tool's handles are
        known.
        """
        targets = tuple(
            target.model_copy(update={"platform_id": native.platform_id, "username": native.username})
            if target.ref
            and not target.platform_id
            and (native := self._names.native(adapter.name, target.ref, target.network))
            else target
            for target in activity.targets
        )
        return activity if targets == activity.targets else activity.model_copy(update={"targets": targets})

    def needs_probe(self, adapter: Adapter, request: Request, login: ActingAccount) -> bool:
        """Tell whether one whoami call of our own could say who is logged in: nothing else does, and it was not asked
        lately.
        """
        if any(sign.strength >= Strength.REMEMBERED for sign in login.evidence):
            return False
        credential = adapter.credential(request)
        asks = bool(credential) and self._logins.may_ask(adapter.name, _server(adapter, request), credential)
        return asks and adapter.whoami(request) is not None

    def probed(self, adapter: Adapter, request: Request) -> None:
        """Remember that a whoami call is made for this login; without an answer it is not repeated for an hour."""
        if credential := adapter.credential(request):
            self._logins.asked(adapter.name, _server(adapter, request), credential)

    def met(self, adapter: Adapter, request: Request, login: ActingAccount) -> bool:
        """Remember an unknown login that was used, so that a person finds it in `twohats accounts` and can name it.
        Returns whether it is a new one.
        """
        if login.identified or not (credential := adapter.credential(request)):
            return False
        return self._logins.met(adapter.name, _server(adapter, request), credential)

    def learn(self, adapter: Adapter, request: Request, fact: LoginIs | NameIs) -> None:
        """Take in one fact that a reply taught."""
        server = _server(adapter, request)
        if isinstance(fact, NameIs):
            self._learn_name(adapter, server, fact)
            return
        credential = fact.credential or adapter.credential(request)
        if credential:
            self._logins.learn(adapter.name, server, credential, platform_id=fact.platform_id, username=fact.username)
        if fact.platform_id and fact.username:
            self._names.learn(adapter.name, server, fact.platform_id, fact.username)

    def mark(self, adapter: Adapter, request: Request) -> str:
        """Return what tells this login from others without naming anybody; empty if the call carries no credential."""
        credential = adapter.credential(request)
        return self._logins.mark(adapter.name, _server(adapter, request), credential) if credential else ""

    def logins(self) -> list[tuple[Login, ActingAccount]]:
        """Return every login seen, the one used last first, with the account it stands for."""
        return [
            (login, self._recognition.account(login.platform, login.server, [_remembered(login)]))
            for login in self._logins.all()
        ]

    def name(self, short: str, *, platform_id: str, username: str) -> bool:
        """Let a person say whose login it is; return False if `short` does not name exactly one."""
        return self._logins.name(short, platform_id=platform_id, username=username)

    def forget(self, short: str) -> bool:
        """Erase one login and the names of its account; return False if `short` does not name exactly one."""
        login = self._logins.forget(short)
        if login is not None and login.platform_id:
            self._names.forget(login.platform, login.platform_id)
        return login is not None

    def refresh(self) -> None:
        """Read the store again if somebody else wrote to it: `twohats accounts` may have named or forgotten somebody.
        Cheap if nobody did.

        Raises:
            StoreError: it could not be read.
        """
        version = self._store.others_commits()
        if version == self._read_at:
            return
        self._read_at = version
        self._logins.reload()
        self._names.reload()

    def _login(self, adapter: Adapter, request: Request, server: str, signs: Sequence[Evidence]) -> ActingAccount:
        stated = [sign for sign in signs if sign.role is Role.LOGIN]
        credential = adapter.credential(request)
        learnt = self._logins.find(adapter.name, server, credential) if credential else None
        if learnt is not None and learnt.known:
            stated.append(_remembered(learnt))
        return self._recognition.account(adapter.name, server, stated)

    def _learn_name(self, adapter: Adapter, server: str, fact: NameIs) -> None:
        if fact.handle:
            self._names.learn_handle(adapter.name, fact.handle, Native(fact.network, fact.platform_id, fact.username))
        if fact.platform_id and fact.username:
            place = server if fact.network == adapter.name else ""
            self._names.learn(fact.network, place, fact.platform_id, fact.username)


def _server(adapter: Adapter, request: Request) -> str:
    """The server with accounts and tokens of its own, or an empty string where all hosts of the platform are one."""
    return request.host if adapter.any_host else ""


def _is_login(actor: Actor) -> bool:
    name = actor.platform_id or actor.username
    return not name or name.casefold() in _MYSELF


def _remembered(login: Login) -> Evidence:
    return Evidence(
        role=Role.LOGIN,
        where=MEMORY,
        strength=Strength.REMEMBERED,
        platform_id=login.platform_id,
        username=login.username,
    )
