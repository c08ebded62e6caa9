"""The real gate with real parts (adapters, identity, store, audit trail); the person and the network are scripted."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.clock import Clock
from tests.support.policies import packs
from tests.support.prompters import ScriptedPrompter
from tests.support.state import KEYS
from twohats.adapter import Refusal, Reply, Request
from twohats.asking.asking import Asking
from twohats.asking.composing import Composing
from twohats.asking.questions import Questions
from twohats.asking.tickets import Tickets
from twohats.assembly import judge_of, routes_of
from twohats.audit import Audit
from twohats.gate import Gate
from twohats.guard import Client, Connection
from twohats.judge import Judge
from twohats.ledger import Ledger
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.question import Choice
from twohats.state.left_open import LeftOpen
from twohats.state.store import Store
from twohats.unknown_calls import UnknownCalls
from twohats_policy.parse import load
from twohats_policy.policy import Policy

ACCOUNTS = """\
twohats: 1
accounts:
  acme:
    kind: brand
    name: Acme Tools
    handles:
      x: {id: "1111111111", username: acme}
      bluesky: {id: "did:plc:acmeacmeacmeacmeacmeacme", username: acme.example}
      instagram: {id: "3333333331", username: acme}
      mastodon: {server: mastodon.example, id: "101", username: acme}
  anna:
    kind: personal
    owner: anna
    handles:
      x: {id: "2222222222", username: anna}
      bluesky: {id: "did:plc:annaannaannaannaannaanna", username: anna.example}
people:
  anna: {name: Anna Berg, posts_as: [acme]}
  bo: {name: Bo Lind, approves_for: [acme]}
"""


def policy(*rules: str, more: str = "") -> Policy:
    """Return anna's policy with these rules, each a flow mapping, and `more` lines of the team file."""
    lines = "".join(f"  - {rule}\n" for rule in rules)
    text = f"{ACCOUNTS}{more}\n" + (f"rules:\n{lines}" if rules else "use: [hygiene]\n")
    return load({"team.yaml": text}, employee="anna", packs=packs(), extras=frozenset())


def brand(effect: str, message: str = "The brand rests.") -> str:
    """Return a rule about everything that goes out from the brand."""
    return f"{{id: brand-{effect}, for: {{account: brand}}, effect: {effect}, message: {message}}}"


@dataclass
class WaitingClient:
    """The waiting side of a call; satisfies `guard.Connection`. `answers` reply to calls of our own."""

    client: Client = field(default_factory=lambda: Client(agent="Tool/1", listener="127.0.0.1:8080"))
    complete: bool = True
    digest: str = ""
    released: str = ""
    words: str = ""
    answers: Callable[[Request], Reply] | None = None
    fetched: list[Request] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def fetch(self, request: Request) -> Reply:
        """Answer from the script; nobody is there without one."""
        self.fetched.append(request)
        if self.answers is None:
            raise OSError("nobody answers")
        return self.answers(request)


def as_connection(waiting: WaitingClient) -> Connection:
    """Return the waiting side as the interface it implements (checked by the type checkers)."""
    return waiting


@dataclass
class Room:
    """A gate and what a test looks at."""

    gate: Gate
    judge: Judge
    audit: Audit
    store: Store
    prompter: ScriptedPrompter
    tickets: Tickets
    questions: Questions
    unknown_calls: UnknownCalls
    clock: Clock
    policies: list[Policy]

    def follow(self, rules: Policy) -> None:
        """Put another policy in force."""
        self.policies.append(rules)

    async def send(self, request: Request, waiting: WaitingClient | None = None) -> Refusal | None:
        """Let a tool make a call; None: it passed."""
        return await self.gate.check(frozenset({request.host}), request, waiting or WaitingClient())

    async def exchange(self, request: Request, reply: Reply) -> Refusal | None:
        """Let a tool make a call that the platform answers if it passes."""
        waiting, names = WaitingClient(), frozenset({request.host})
        refusal = await self.gate.check(names, request, waiting)
        if refusal is None:
            await self.gate.replied(names, request, reply, waiting.released)
        return refusal

    def log(self) -> list[dict[str, Any]]:
        """Return the lines of the audit trail."""
        return list(self.audit.records())

    async def told(self) -> list[tuple[str, str]]:
        """Return the notices, once they have gone out."""
        await asyncio.sleep(0.01)
        return self.prompter.notices


@contextmanager
def room(folder: Path, rules: Policy, *choices: Choice | None, by: str = "anna") -> Iterator[Room]:
    """Build a gate with this policy, in this folder; a person answers with `choices`, then says nothing."""
    store, clock, pictures = Store.open(folder / "state"), Clock(), Pictures(Secret(KEYS.derive("fingerprint")))
    prompter = ScriptedPrompter(choices, by=by)
    tickets, audit, unknown = Tickets(store, clock), Audit(store, KEYS, clock), UnknownCalls(store, clock)
    questions = Questions((prompter,), tickets)
    policies = [rules]
    judge = judge_of(lambda: policies[-1], folder, store, pictures, KEYS.derive("login"))
    table = routes_of(rules)
    links = judge.sensing.sources.links
    composing = Composing(pictures, judge.history, links, lambda: policies[-1], KEYS.derive("question"), "anna", clock)
    asking = Asking(questions, tickets, composing, "en", LeftOpen(store, clock))
    gate = Gate(lambda: table, judge, asking, Ledger(audit, "anna", clock), unknown, "en")
    try:
        yield Room(gate, judge, audit, store, prompter, tickets, questions, unknown, clock, policies)
    finally:
        pictures.close()
        store.close()
