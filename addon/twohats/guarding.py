"""Guarding: one guard with everything it needs, opened, started, watched and stopped."""

import asyncio
import locale
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from twohats import report
from twohats.asking.asking import Asking
from twohats.asking.composing import Composing
from twohats.asking.leaving import Leaving
from twohats.asking.questions import Questions
from twohats.asking.tickets import Tickets
from twohats.assembly import clock, doubts_about, judge_of, open_policy, routes_of
from twohats.audit import Audit
from twohats.errors import AuditError
from twohats.gate import Gate
from twohats.ledger import Ledger
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.page.board import Board
from twohats.page.colleagues import Colleagues
from twohats.page.entrance import Entrance
from twohats.page.house import Sights
from twohats.page.link_server import LinkServer, Place, place
from twohats.page.links import Links
from twohats.page.scene import Scene
from twohats.page.server import PageServer
from twohats.policy_file import PolicyFolder, Refreshed, default_folder
from twohats.prompter import Prompter
from twohats.prompters import prompters_for
from twohats.reports.figures import Reader
from twohats.settings import Settings
from twohats.sign_ins import SignIns
from twohats.state import folder as state_folder
from twohats.state.keys import Keys
from twohats.state.left_open import LeftOpen
from twohats.state.reviews import Reviews
from twohats.state.store import Store, StoreError
from twohats.unknown_calls import UnknownCalls
from twohats.wording import language_of, say

REFRESH_SECONDS = 0.8  # and the time of reading it: a changed rule is in force within a second
PAGE_FOLDER = "page"
DEFAULT_PROMPTS = ("desktop", "terminal")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ways:
    """The ways of asking, and the page's entrance that some of them open."""

    prompters: tuple[Prompter, ...]
    entrance: Entrance
    language: str


class Guarding:
    """One guard: made by `open_guard`, started on a loop, stopped once. `listens` are its addresses once it serves."""

    def __init__(
        self, ways: Ways, folder: Path, policy: PolicyFolder, keys: Keys, store: Store, link: Place | None = None
    ) -> None:
        """Wire everything; nothing runs yet. `link` is where links for colleagues lead (None: there are none)."""
        self.policy, self.state, self.warnings = policy, folder, (*keys.warnings, *doubts_about(policy.current))
        self._store, self.language = store, ways.language
        self.listens: tuple[str, ...] = ()
        self._pictures = Pictures(Secret(keys.derive("fingerprint")))
        self._judge = judge_of(lambda: policy.current, policy.folder, store, self._pictures, keys.derive("login"))
        self._routes = routes_of(policy.current)
        self._tickets, self._audit = Tickets(store, clock), Audit(store, keys, clock)
        self._board = Board()
        reviews = Reviews(store, clock)
        self._questions = Questions((*ways.prompters, self._board), self._tickets, reviews=reviews)
        self._leaving = Leaving(self._questions, LeftOpen(store, clock), self.language)
        self._sights = self._sights_of()
        colleagues = self._colleagues(reviews)
        self._page = self._page_of(ways, folder, colleagues)
        self._link = LinkServer(link, colleagues, self._scene, time.monotonic) if link else None
        self.gate = Gate(
            routes=lambda: self._routes,
            judge=self._judge,
            asking=self._asking(keys.derive("question")),
            ledger=Ledger(self._audit, policy.employee, clock),
            unknown_calls=UnknownCalls(store, clock),
            language=self.language,
        )
        self._questions.settled = self.gate.asking.tell_settled
        self._watch: asyncio.Task[None] | None = None

    @property
    def whom(self) -> str:
        """Whose posts are guarded, in words."""
        return self.policy.employee or "nobody in particular"

    def start(self) -> None:
        """Open the page and watch the policy; call it on the event loop.

        Raises:
            SetupError: the page or the link server cannot be opened.
        """
        self._page.start()
        if self._link is not None:
            self._link.start(self.state / PAGE_FOLDER, clock())
        self._watch = asyncio.ensure_future(self._watching())

    async def stop(self) -> None:
        """End the open questions, close the page and what is remembered."""
        if self._watch is not None:
            self._watch.cancel()
        if self.listens:  # a guard that never served has stopped nothing
            self._tell("stopped")
        await self._leaving.leave()
        await asyncio.to_thread(self._flush_at_last)  # first: the proxy may be gone before the rest is done
        await self._questions.stop()
        if self._link is not None:
            await self._link.stop()
        await self._page.stop()
        self._pictures.close()
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """Write what waits and close the store. Blocks."""
        self._flush_at_last()
        self._store.close()

    def _flush_at_last(self) -> None:
        try:
            self.flush()
        except (AuditError, StoreError) as error:
            _log.warning("the last second could not be written: %s", error)

    def flush(self) -> None:
        """Write what may be written a little later: outcomes, logins, what went out. Once a second, and at the end.

        Raises:
            AuditError, StoreError: it could not be written; it goes on waiting.
        """
        self._audit.flush()
        self._store.flush()

    def _sights_of(self) -> Sights:
        return Sights(
            policy=lambda: self.policy.current,
            folder=self.policy.folder,
            problem=lambda: self.policy.problem,
            logins=self._judge.identity.logins,
            leads=self._judge.sensing.sources.links.known,
            report=self._report,
            left=self._leaving.left.found,
        )

    def _colleagues(self, reviews: Reviews) -> Colleagues:
        policy = self.policy
        sign_ins = SignIns(lambda: policy.current.people, time.monotonic)
        return Colleagues(self._questions, sign_ins, lambda: policy.current, reviews, Links())

    def _page_of(self, ways: Ways, folder: Path, colleagues: Colleagues) -> PageServer:
        return PageServer(
            self._questions,
            ways.entrance,
            state=folder,
            language=self.language,
            facts=self._facts,
            board=self._board,
            sights=self._sights,
            colleagues=colleagues,
        )

    def _scene(self) -> Scene:
        return Scene(self.language, self.policy.current, self._sights.leads)

    def _report(self) -> report.Report:
        return report.make(self._store, self.policy.current, Reader(self.policy.employee), clock())

    def _asking(self, key: bytes) -> Asking:
        policy, judge = self.policy, self._judge
        links = judge.sensing.sources.links
        composing = Composing(self._pictures, judge.history, links, lambda: policy.current, key, policy.employee, clock)
        return Asking(self._questions, self._tickets, composing, self.language, self._leaving.left)

    async def _watching(self) -> None:
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            try:
                await self.refresh()
            except Exception as error:  # noqa: BLE001  a watch that died would leave an old policy in force for good
                _log.warning("the policy and what is remembered could not be looked at: %s", error)

    async def refresh(self) -> None:
        """Pick up what changed outside: the policy files, logins that a command named or forgot, tickets that ended.

        Raises:
            StoreError: what is remembered cannot be read; the policy has been looked at.
        """
        was_broken = bool(self.policy.problem)
        match await asyncio.to_thread(self.policy.refresh):
            case Refreshed.NEW:
                self._routes = routes_of(self.policy.current)
                if was_broken:
                    self._tell("policy_mended")
            case Refreshed.BROKEN:
                _log.warning("the policy has a mistake, the last good one stays in force: %s", self.policy.problem)
                self._tell("policy_broken", problem=self.policy.problem)
            case Refreshed.SAME:
                pass
        await asyncio.to_thread(self._refresh_memory)
        await self._leaving.refresh()

    def _refresh_memory(self) -> None:
        self._judge.refresh()
        self._tickets.expire()
        self.flush()

    def _tell(self, what: str, **values: str) -> None:
        title, text = (say(f"notice.{name}", self.language, **values) for name in (what, f"{what}_text"))
        self._questions.tell(title, text)

    def _facts(self) -> Mapping[str, object]:
        """What `twohats pending` and its like are told of the guard."""
        return {
            "employee": self.policy.employee,
            "policy": str(self.policy.folder),
            "problem": self.policy.problem,
            "listens": list(self.listens),
        }


def open_guard(settings: Settings) -> Guarding:
    """Open everything. Blocks (the keyring may ask for its password), so call it before the loop or in a thread.

    Raises:
        UsageError, PolicyError: the policy or the settings cannot be used.
        SetupError: this device is not ready.
    """
    link = place(settings.link) if settings.link else None
    policy = open_policy(settings.policy or default_folder(), settings.employee)
    folder = state_folder.prepare(settings.state or state_folder.default_folder())
    ways = _ways(settings, folder)
    keys = Keys.open(folder, insecure=settings.insecure_keyring)
    return Guarding(ways, folder, policy, keys, Store.open(folder), link)


def _ways(settings: Settings, folder: Path) -> Ways:
    language = language_of(locale.getlocale()[0] or "")
    entrance = Entrance(folder / PAGE_FOLDER, language, clock=time.monotonic)
    return Ways(prompters_for(settings.prompt or DEFAULT_PROMPTS, entrance, language), entrance, language)
