"""Traits: what a picture is like, besides what it looks like to a search: faces, camera, place, screen.

Told by the worker from the file, and by the file's own name, which survives where messengers strip everything else
(facts: media 2). No name, no place and no face is kept, only that there was one.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from twohats.media.file_names import is_phone_name, is_screen_name

SELFIE = 0.45
"""The score at which a picture is taken for a selfie (facts: media 3)."""

RULING_FACE = 0.5
"""How much a picture must be about one face to be taken for a selfie by that alone: 31 of 33 portraits, and 2 of 540
pictures without people (facts: media 3). Pages and messengers take away everything else that would tell.
"""

_SHARES = {"face": 0.45, "front": 0.35, "phone": 0.10, "tall": 0.05, "located": 0.05}


class Camera(StrEnum):
    """What took the picture."""

    UNKNOWN = ""
    PHONE = "phone"
    OTHER = "other"


@dataclass(frozen=True)
class Traits:
    """What one file is like.

    `faces` counts them; `face` is how much the picture is about one of them (0 to 1); `front` says that a front
    camera took it; `edited` that a program for professionals wrote it; `tall` that it is higher than wide; `explicit`
    is the score of the extra `vision` (0 to 1), None without it; `doubt` says why the rest of it could not be seen.
    """

    faces: int = 0
    face: float = 0.0
    front: bool = False
    camera: Camera = Camera.UNKNOWN
    edited: bool = False
    located: bool = False
    screen: bool = False
    tall: bool = False
    explicit: float | None = None
    doubt: str = ""

    @property
    def from_phone(self) -> bool:
        """Whether it comes straight from a phone."""
        return self.camera is Camera.PHONE and not self.edited

    @property
    def selfie_score(self) -> float:
        """How much it is like a selfie, 0 to 1 (weights by judgement, not measured; facts: media 3)."""
        found = {
            "face": self.face,
            "front": self.front,
            "phone": self.camera is Camera.PHONE,
            "tall": self.tall,
            "located": self.located,
        }
        return round(sum(share * float(found[name]) for name, share in _SHARES.items()), 6)

    @property
    def selfie(self) -> bool:
        """Whether to ask if it is one: the front camera alone is enough, and so is a face that fills the middle."""
        return self.front or self.face >= RULING_FACE or self.selfie_score >= SELFIE

    def named(self, name: str) -> "Traits":
        """Return the traits with what the file's name tells; a name like those of phones means nothing where another
        camera signed the file: Canon's are called IMG_1234, too.
        """
        phone = self.camera is Camera.UNKNOWN and is_phone_name(name)
        screen = self.screen or is_screen_name(name)
        return replace(self, camera=Camera.PHONE if phone and not screen else self.camera, screen=screen)

    def packed(self) -> str:
        """Return the traits as one line for the store."""
        return json.dumps(asdict(self), separators=(",", ":"))


def unpacked(line: str) -> Traits | None:
    """Return the traits that `packed` wrote, None for an empty line.

    Raises:
        ValueError, TypeError: the line is not one of ours.
    """
    return told(json.loads(line)) if line else None


def told(found: Mapping[str, Any]) -> Traits:
    """Return the traits that the worker tells.

    Raises:
        ValueError, TypeError: it tells something else.
    """
    values: dict[str, Any] = {**found, "camera": Camera(found.get("camera", ""))}
    return Traits(**values)
