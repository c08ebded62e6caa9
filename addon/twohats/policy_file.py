"""Policy folders: read, watch, keep the last good policy.

A folder holds `team.yaml` and `people/<employee>.yaml`. A changed file is picked up while running; a broken one is
reported and the last good policy stays in force (design: Policy files).
"""

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path

import platformdirs

from twohats.errors import UsageError
from twohats_policy.errors import PolicyError
from twohats_policy.parse import load
from twohats_policy.policy import Policy

TEAM_FILE = "team.yaml"
PEOPLE_FOLDER = "people"
_MISTAKEN_ENDINGS = ("", ".yaml", ".yml", ".json", ".txt", ".yaml.txt", ".yml.txt")
_NOTHING = (-1, -1)
"""The stamp of a file that is not there."""

MAX_FILE = 2_000_000  # bytes; a policy is text that people write


def pack_texts() -> dict[str, str]:
    """Return the YAML text of every pack shipped with twohats, by name."""
    folder = resources.files("twohats_policy") / "packs"
    return {
        entry.name.removesuffix(".yaml"): entry.read_text("utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".yaml")
    }


def read_folder(folder: Path, employee: str) -> dict[str, str]:
    """Return the texts that apply to `employee`: the team file and that person's own, by file name.

    Raises:
        UsageError: the folder or the team file is not there or cannot be read, or the person's file is misnamed.
    """
    team = _text(folder / TEAM_FILE)
    if team is None:
        raise UsageError(f"no policy found in `{folder}`: run `twohats init --policy {folder}`")
    name = f"{PEOPLE_FOLDER}/{employee}.yaml"
    person = _text(folder / name) if employee else None
    if person is None:
        _no_misnamed_file(folder / PEOPLE_FOLDER, employee)
    return {TEAM_FILE: team} | ({name: person} if person is not None else {})


def _no_misnamed_file(people: Path, employee: str) -> None:
    """Make sure that no file was meant to be the employee's: rules that are silently not read protect nobody.

    Raises:
        UsageError: there is one.
    """
    meant = {f"{employee}{ending}" for ending in _MISTAKEN_ENDINGS}
    found = sorted(path for path in _files_in(people) if employee and path.name.casefold() in meant)
    if found:
        raise UsageError(f"`{found[0]}` is not read: name it `{employee}.yaml`")


def load_folder(folder: Path, employee: str, extras: frozenset[str]) -> Policy:
    """Return the policy of `employee` from `folder`.

    Raises:
        UsageError: a file cannot be read.
        PolicyError: a file is wrong; the error holds every problem with its line.
    """
    return load(read_folder(folder, employee), employee=employee, packs=pack_texts(), extras=extras)


def employees(folder: Path) -> tuple[str, ...]:
    """Return the employees that have a file of their own in `folder`; hidden files are other programs' own."""
    names = (path.stem for path in _files_in(folder / PEOPLE_FOLDER) if path.suffix == ".yaml")
    return tuple(sorted(name for name in names if not name.startswith(".")))


def _files_in(folder: Path) -> list[Path]:
    """Return what lies in a folder; nothing where there is none, or none can have this name."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


class Refreshed(StrEnum):
    """What a look at the files brought: nothing new, a new policy, or one that is newly found wrong."""

    SAME = "same"
    NEW = "new"
    BROKEN = "broken"


@dataclass
class PolicyFolder:
    """The policy in force. `refresh` is cheap and may be called every second, from a thread; `problem` holds what is
    wrong with the newest files, and is empty if nothing is.
    """

    folder: Path
    employee: str
    extras: frozenset[str]
    current: Policy
    problem: str = ""
    _seen: Mapping[str, tuple[int, int]] | None = None
    _doubted: Mapping[str, tuple[int, int]] | None = None

    @classmethod
    def open(cls, folder: Path, employee: str, extras: frozenset[str]) -> "PolicyFolder":
        """Load `folder` for the first time; errors are the caller's to show.

        Raises:
            UsageError: a file cannot be read.
            PolicyError: a file is wrong.
        """
        seen = _stamps(folder, employee)
        return cls(folder, employee, extras, load_folder(folder, employee, extras), _seen=seen)

    def refresh(self) -> Refreshed:
        """Load the files again if they changed. The same problem is called `BROKEN` once.

        The employee's file counts as deleted with the second look only: many editors save by putting the old file away
        first, and in that moment its rules must stay in force.
        """
        seen = _stamps(self.folder, self.employee)
        if seen == self._seen or (self._went_away(seen) and seen != self._doubted):
            self._doubted = seen
            return Refreshed.SAME
        self._seen, self._doubted = seen, None
        try:
            self.current = load_folder(self.folder, self.employee, self.extras)
        except (UsageError, PolicyError) as error:
            old, self.problem = self.problem, str(error)
            return Refreshed.SAME if self.problem == old else Refreshed.BROKEN
        self.problem = ""
        return Refreshed.NEW

    def _went_away(self, seen: Mapping[str, tuple[int, int]]) -> bool:
        own, team = str(_own_file(self.folder, self.employee)), str(self.folder / TEAM_FILE)
        return seen[team] != _NOTHING and seen[own] == _NOTHING and (self._seen or {}).get(own, _NOTHING) != _NOTHING


def _own_file(folder: Path, employee: str) -> Path:
    return folder / PEOPLE_FOLDER / f"{employee}.yaml"


def _stamps(folder: Path, employee: str) -> dict[str, tuple[int, int]]:
    """Size and time of each file that counts; a missing one is part of the picture."""
    paths = (folder / TEAM_FILE, _own_file(folder, employee))
    return {str(path): _stamp(path) for path in paths}


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return _NOTHING
    return (found.st_size, found.st_mtime_ns)


def _text(path: Path) -> str | None:
    """Return the text of a file, None if there is none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(f"`{path}` is not a file: move it away, and run `twohats init`")
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"cannot read `{path}` ({why}): make it readable for you") from error
    if len(content) > MAX_FILE:
        raise UsageError(f"`{path}` is larger than {MAX_FILE // 1_000_000} MB: a policy is a short text file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"`{path}` is not UTF-8 text: save it as UTF-8") from error


def default_folder() -> Path:
    """Return the policy folder that is used when none is named; `twohats init` writes it."""
    return platformdirs.user_config_path("twohats", appauthor=False) / "policy"


def employee_of(folder: Path, wanted: str) -> str:
    """Return the employee whose policy applies: the one wanted, or the only one that has a file; "" if nobody has one.

    Raises:
        UsageError: several have a file and none was named, or the name cannot be an employee's id.
    """
    if wanted and not _EMPLOYEE.fullmatch(wanted):
        raise UsageError(
            f"`{wanted[:40]}` cannot be an employee's id: use lower-case letters, digits, `-`, `_` and `.`"
        )
    if wanted:
        return wanted
    known = employees(folder)
    if len(known) > 1:
        raise UsageError(f"`{folder}` has policies of {', '.join(known)}: say whose with `--employee ID`")
    return known[0] if known else ""


_EMPLOYEE = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
