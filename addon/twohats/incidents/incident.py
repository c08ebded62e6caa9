"""One incident as its file tells it: what happened, the request that it was, and a twin that must pass in silence.

The twin is the same scene with a few things changed (`ok:`, a merge patch as of RFC 7396), so that the rule that stops
the one is seen to leave the other alone.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, cast

from pydantic import Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from twohats.errors import UsageError
from twohats_policy.account import Frozen
from twohats_policy.decision import Effect


class Part(Frozen):
    """One part of a multipart body: a value, or a file of the suite's `media` folder."""

    name: str
    value: str = ""
    file: str = ""
    type: str = ""


class Call(Frozen):
    """One request as a tool sends it, and the platform's reply if the scene goes on after it.

    The body is one of `json`, `form`, `parts`, `body`. `at` is when it was made, if not at the scene's time.
    """

    method: str = "POST"
    url: str
    headers: Mapping[str, str] = Field(default_factory=dict)
    json_body: Any = Field(default=None, alias="json")
    form: Mapping[str, str] | None = None
    parts: tuple[Part, ...] = ()
    body: str = ""
    file: str = ""
    status: int = 200
    reply: Any = None
    at: datetime | None = None
    times: Annotated[int, Field(ge=1, le=1000)] = 1


class Site(Frozen):
    """What is at an address that a link leads to."""

    status: int = 200
    location: str = ""
    type: str = "text/html"


class Scene(Frozen):
    """Who sat there, with which policy, when, and what they did. The last request is the one that is judged."""

    employee: str
    hat: str = ""
    now: datetime
    team: Mapping[str, Any] = Field(default_factory=dict)
    person: Mapping[str, Any] = Field(default_factory=dict)
    before: tuple[Call, ...] = ()
    request: Call
    sites: Mapping[str, Site] = Field(default_factory=dict)
    locked: bool | None = None
    idle_minutes: int | None = None


class Expected(Frozen):
    """The mildest effect that would have stopped it, and a rule that must be among the determining ones."""

    effect: Effect
    rule: str


class Incident(Frozen):
    """One entry of the suite. `unreachable` says why no tool on a laptop could have stopped it; its scene is then the
    moment at which it could have been stopped earlier (scheduling), if there was one.
    """

    number: int
    name: str
    date: str
    where: str
    what: str
    source: str
    kinds: tuple[str, ...] = ()
    unreachable: str = ""
    scene: Mapping[str, Any] | None = None
    expect: Expected | None = None
    ok: Mapping[str, Any] = Field(default_factory=dict)
    ok_about: str = ""

    @property
    def bad(self) -> Scene | None:
        """The scene as it happened; None where nothing could be replayed."""
        return None if self.scene is None else Scene.model_validate(self.scene, strict=False)

    @property
    def twin(self) -> Scene | None:
        """The twin that must pass in silence; where nothing could be replayed, `ok` is a whole scene."""
        return Scene.model_validate(merged(self.scene or {}, self.ok), strict=False) if self.ok else None


def merged(target: Any, patch: Any) -> Any:
    """Return `target` with `patch` merged in (RFC 7396): null removes, mappings are merged, all else replaces."""
    if not isinstance(patch, Mapping):
        return patch
    found = dict(cast("Mapping[str, Any]", target)) if isinstance(target, Mapping) else dict[str, Any]()
    for name, value in cast("Mapping[str, Any]", patch).items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = merged(found.get(name), value)
    return found


def read_incident(path: Path) -> Incident:
    """Read one file of the suite.

    Raises:
        UsageError: it cannot be read, or is no incident.
    """
    yaml: Any = YAML(typ="safe", pure=True)
    try:
        incident = Incident.model_validate(yaml.load(path.read_text("utf-8")), strict=False)
        _ = incident.bad, incident.twin
    except (OSError, YAMLError, ValidationError) as error:
        raise UsageError(f"`{path.name}` is no incident ({_first(error)}): see docs/incidents.md") from error
    return incident


def _first(error: Exception) -> str:
    """Return what is wrong first, with its place in the file."""
    if isinstance(error, ValidationError):
        found = error.errors()[0]
        return f"{'.'.join(map(str, found['loc']))}: {found['msg'].lower()}"
    return str(error).splitlines()[0]


def read_suite(folder: Path) -> tuple[Incident, ...]:
    """Read all files `NN-name.yaml` of a folder, by number.

    Raises:
        UsageError: there is none, or one cannot be read.
    """
    found = [read_incident(path) for path in sorted(folder.glob("[0-9]*.yaml"))]
    if not found:
        raise UsageError(f"no incidents in `{folder}`: name the folder of the suite")
    return tuple(sorted(found, key=lambda incident: incident.number))
