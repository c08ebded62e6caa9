"""What the routes of the page work with: the questions, the entrance, and what else is shown."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from twohats.identities.logins import Login
from twohats.page.board import Board
from twohats.page.colleagues import Colleagues
from twohats.page.entrance import Entrance
from twohats.page.peer import Peer, peer_of
from twohats.page.reporting import Report
from twohats.page.scene import Leads, Scene
from twohats.page.tries import Tries
from twohats.prompter import Desk
from twohats.state.left_open import Left
from twohats_policy.account import ActingAccount
from twohats_policy.policy import Policy


@dataclass(frozen=True)
class Sights:
    """What the page shows besides the questions; asked anew for every page.

    `folder` is the policy's, `problem` what is wrong with its newest files, `leads` where a link leads, `report`
    what happened lately (blocks), `left` what waited when twohats stopped the last time.
    """

    policy: Callable[[], Policy | None] = lambda: None
    folder: Path = field(default_factory=Path)
    problem: Callable[[], str] = lambda: ""
    logins: Callable[[], Sequence[tuple[Login, ActingAccount]]] = lambda: ()
    leads: Leads = lambda _: None
    report: Callable[[], Report | None] = lambda: None
    left: Callable[[], Sequence[Left]] = lambda: ()


@dataclass(frozen=True)
class House:
    """What the routes work with. `owner_of` tells who is at the other end of a connection, `facts` what runs."""

    desk: Desk
    entrance: Entrance
    tries: Tries
    language: str
    token: Callable[[], str]
    facts: Callable[[], Mapping[str, object]]
    owner_of: Callable[[tuple[str, int], tuple[str, int]], Peer]
    board: Board
    colleagues: Colleagues
    sights: Sights = field(default_factory=Sights)

    def scene(self) -> Scene:
        """Return what questions are shown with, at this moment."""
        return Scene(self.language, self.sights.policy(), self.sights.leads)


def owner_of(client: tuple[str, int], server: tuple[str, int]) -> Peer:
    """Return whether the connection's other end belongs to the user who runs twohats."""
    return peer_of(client, server, os.getuid()) if hasattr(os, "getuid") else Peer.CANNOT_TELL
