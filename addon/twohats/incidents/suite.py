"""The suite run: each incident and its twin through the real reading, identity, signals and engine, offline."""

import tempfile
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from twohats.adapter import Reply, Request
from twohats.assembly import judge_of, routes_of
from twohats.errors import TwohatsError
from twohats.extras import installed
from twohats.incidents.incident import Incident, Scene, merged
from twohats.incidents.scene import calls_of, reply_in, request_in, site_reply
from twohats.judge import Judge
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.policy_file import PEOPLE_FOLDER, TEAM_FILE, pack_texts
from twohats.presence import Glance, Presence
from twohats.replays.recordings import Exchange
from twohats.replays.replay import Replay
from twohats.state.store import Store
from twohats_policy.decision import Decision, Effect
from twohats_policy.errors import PolicyError
from twohats_policy.parse import load
from twohats_policy.policy import Policy

MEDIA = "media"
_KEY = b"what the suite remembers ends with a scene"
_PATIENCE = 60.0  # seconds: rules are tried here, not the speed of this computer


@dataclass(frozen=True)
class Result:
    """What came of one incident: the decisions on it and on its twin, and whether both are as expected."""

    incident: Incident
    decision: Decision | None
    twin: Decision | None

    @property
    def stopped(self) -> bool:
        """Whether the expected rule stops it, with the expected effect or a stricter one."""
        expected, decision = self.incident.expect, self.decision
        if expected is None or decision is None:
            return False
        return decision.effect.rank >= expected.effect.rank and expected.rule in decision.rules

    @property
    def silent(self) -> bool:
        """Whether the twin passes without a word."""
        return self.twin is not None and self.twin.effect is Effect.ALLOW and not self.twin.watched

    @property
    def as_expected(self) -> bool:
        """Whether nothing about it has to be mended."""
        return self.silent and (self.stopped or (self.incident.scene is None and bool(self.incident.unreachable)))


class SuiteError(TwohatsError):
    """An incident of the suite cannot be run; the suite has to be mended."""

    exit_code = 2


async def run_all(incidents: tuple[Incident, ...], folder: Path) -> AsyncGenerator[Result]:
    """Run incidents of the suite in `folder`, which also holds the common `team.yaml` and the made pictures, one after
    the other.

    Raises:
        SuiteError: one cannot be run.
    """
    with closing(Pictures(Secret(_KEY))) as pictures:
        for incident in incidents:
            yield await _run(incident, Stage(folder, pictures))


@dataclass(frozen=True)
class Stage:
    """Where scenes are played: the folder of the suite, and the one who looks at pictures."""

    folder: Path
    pictures: Pictures


async def _run(incident: Incident, stage: Stage) -> Result:
    bad, twin = incident.bad, incident.twin
    try:
        decision = await _decision(bad, stage) if bad else None
        return Result(incident, decision, await _decision(twin, stage) if twin else None)
    except (OSError, ValueError, PolicyError) as error:
        raise SuiteError(f"incident {incident.number} cannot be run ({error}): mend its file") from error


async def _decision(scene: Scene, stage: Stage) -> Decision:
    policy = policy_of(scene, stage.folder)
    last: Decision | None = None
    with _replay(scene, policy, stage) as (replay, exchanges):
        async for replayed in replay.file(exchanges):
            last = replayed.decision
    if last is None:
        raise ValueError("its request is not read as publishing")
    return last


def policy_of(scene: Scene, folder: Path) -> Policy:
    """Return the policy of a scene: the suite's own, with what the scene changes.

    Raises:
        PolicyError: it is wrong.
        OSError: the suite's own cannot be read.
    """
    yaml: Any = YAML(typ="safe", pure=True)
    team = merged(yaml.load((folder / TEAM_FILE).read_text("utf-8")), scene.team)
    files = {TEAM_FILE: _yaml(team)}
    if scene.person:
        person = {"twohats": 1, "employee": scene.employee, **scene.person}
        files[f"{PEOPLE_FOLDER}/{scene.employee}.yaml"] = _yaml(person)
    return loaded(tuple(files.items()), scene.employee)


@lru_cache(maxsize=128)
def loaded(files: tuple[tuple[str, str], ...], employee: str) -> Policy:
    """Return the policy of files; most scenes share theirs, and reading all packs takes a while."""
    return load(dict(files), employee=employee, packs=pack_texts(), extras=installed())


def _yaml(value: Any) -> str:
    yaml: Any = YAML(typ="safe", pure=True)
    text = StringIO()
    yaml.dump(value, text)
    return text.getvalue()


@contextmanager
def _replay(scene: Scene, policy: Policy, stage: Stage) -> Generator[tuple[Replay, Iterator[Exchange]]]:
    at = [scene.now]

    def exchanges() -> Iterator[Exchange]:
        for index, call in enumerate(calls_of(scene)):
            at[0] = call.at or scene.now
            reply = None if call is scene.request else reply_in(call)
            yield Exchange(scene.request.url, index, request_in(call, stage.folder / MEDIA), reply)

    async def fetch(request: Request) -> Reply:
        if (site := scene.sites.get(request.url)) is None:
            raise OSError("nobody is there")
        return site_reply(site)

    with _judging(scene, policy, stage, at) as judge:
        yield Replay(routes_of(policy), lambda: _kept(judge), fetch), exchanges()


@contextmanager
def _judging(scene: Scene, policy: Policy, stage: Stage, at: list[datetime]) -> Generator[Judge]:
    with (
        tempfile.TemporaryDirectory(prefix="twohats-", ignore_cleanup_errors=True) as place,
        closing(Store.open(Path(place))) as store,
    ):
        judge = judge_of(lambda: policy, stage.folder, store, stage.pictures, _KEY, lambda: _aware(at[0]))
        sources = replace(judge.sensing.sources, presence=_Seat(scene))
        yield replace(judge, hat=scene.hat, sensing=replace(judge.sensing, sources=sources, seconds=_PATIENCE))
        stage.pictures.look(b"").result()  # looks are done in order: the store is not needed any more


class _Seat(Presence):
    """Whether somebody sits at the computer of a scene."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene

    def look(self) -> Glance:
        idle = self._scene.idle_minutes
        return Glance(self._scene.locked, None if idle is None else idle * 60.0)


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


@contextmanager
def _kept(judge: Judge) -> Generator[Judge]:
    yield judge
