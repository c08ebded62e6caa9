"""The demo's story: Anna posts a picture of herself from her own account; then the same picture leaves from the
brand's.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from twohats import control
from twohats.demo.process import GuardProcess
from twohats.demo.sample import BRAND, CAPTION, HOST, NAMES, PERSON, Platform, selfie, write_policy
from twohats.question import Choice
from twohats.stand_in import StandIn

HELD_SECONDS = 20.0

type Say = Callable[[str], None]


@dataclass(frozen=True)
class Ending:
    """How it ended: whether the brand's post arrived, and where the log is."""

    sent: bool
    state: Path


def play(folder: Path, choice: Choice | None, prompt: str, say: Say) -> Ending:
    """Tell the story in `folder`. `choice` answers for the person; None leaves it to whoever sits there.

    Raises:
        SetupError: the guard did not start.
    """
    platform = Platform()
    policy = write_policy(folder / "policy")
    with StandIn(platform.answer, hosts=frozenset({HOST})) as stand_in:
        guard = GuardProcess.start(folder, policy, stand_in, prompt)
        try:
            _tell(guard, folder / "state", choice, say)
        finally:
            guard.stop()
    say(f"3. At the stand-in platform arrived: {_arrived(platform)}.")
    return Ending(bool(platform.arrived_from(BRAND)), folder / "state")


def _tell(guard: GuardProcess, state: Path, choice: Choice | None, say: Say) -> None:
    picture = selfie()
    say("1. Anna posts a picture of herself from her own account.")
    own = guard.tool(PERSON)
    say(f"   Her tool says: {own.post(CAPTION, own.upload(picture))}")
    say("2. A little later the same tool is signed in as the brand, and posts it again.")
    brand = guard.tool(BRAND)
    media = brand.upload(picture)
    with ThreadPoolExecutor(max_workers=1) as aside:
        posting = aside.submit(brand.post, CAPTION, media)
        _ask(state, posting, choice, say)
        say(f"   The tool says: {posting.result()}")


def _ask(state: Path, posting: "Future[str]", choice: Choice | None, say: Say) -> None:
    """Show the question while it is open, and answer it if nobody else is meant to."""
    question = _open_question(state, posting)
    if question is None:
        return
    say(f"   twohats holds it and asks: {question.title}")
    for reason in question.reasons:
        say(f"     because: {reason}")
    if choice is None:
        say(f"   Answer on the page that opened, here, or with: twohats answer {question.id} block --state {state}")
    else:
        say(f"   Answered by the demo: {choice}")
        control.answer(state, question.id, choice, reason="the demo answered", typed=question.handle)


def _open_question(state: Path, posting: "Future[str]") -> control.PendingQuestion | None:
    deadline = time.monotonic() + HELD_SECONDS
    while not posting.done() and time.monotonic() < deadline:
        if found := control.pending(state).questions:
            return found[0]
        time.sleep(0.05)
    return None


def _arrived(platform: Platform) -> str:
    return "; ".join(f"{NAMES[account]}: {text}" for account, text in platform.published) or "nothing"
