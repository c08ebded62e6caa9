"""Cassettes: one labelled request a file, `tests/cassettes/<adapter>/<client>-<what>[-<variant>].yaml`.

Unknown keys, wrong types and duplicate keys are errors. `origin` is honest: recorded from a client, documented by the
platform, or handmade.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from twohats.adapter import Adapter, Reply, Request
from twohats.adapters import ADAPTERS
from twohats.replays.recordings import request_of
from twohats_policy.account import Role
from twohats_policy.activity import Activity

FOLDER = Path(__file__).parents[1] / "cassettes"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Message(_Strict):
    """The headers and the body (text or base64) of a request or a reply."""

    headers: Mapping[str, str] = {}
    body: str = ""
    body_base64: str = ""

    @property
    def content(self) -> bytes:
        """The body as bytes."""
        return base64.b64decode(self.body_base64, validate=True) if self.body_base64 else self.body.encode()


class Sent(Message):
    """The request as it was sent."""

    method: str
    url: str
    http: Literal["HTTP/1.0", "HTTP/1.1", "HTTP/2.0"] = "HTTP/1.1"


class Answered(Message):
    """What the platform replied."""

    status: int = 200


class Expected(_Strict):
    """What one activity must be. Only keys in the file are compared; `media` is how many, `keys` their names."""

    verb: str
    form: str | None = None
    text: str | None = None
    title: str | None = None
    media: int | None = None
    keys: list[str] | None = None
    alts: list[str] | None = None
    reply_to: str | None = None
    quote_of: str | None = None
    subject: str | None = None
    uses: str | None = None
    schedule: str | None = None
    audience: str | None = None
    targets: list[str] | None = None
    actor: str | None = None
    login: str | None = None


class Cassette(_Strict):
    """One file. `expect` is `nothing`, `unreadable`, or one mapping for each activity."""

    about: str
    origin: Literal["recorded", "documented", "handmade"]
    captured: date
    request: Sent
    reply: Answered | None = None
    expect: Literal["nothing", "unreadable"] | Expected | list[Expected]

    @property
    def activities(self) -> list[Expected]:
        """The activities that must be read."""
        if isinstance(self.expect, str):
            return []
        return self.expect if isinstance(self.expect, list) else [self.expect]


@dataclass(frozen=True)
class Labelled:
    """A cassette, its file and the adapter of its folder."""

    path: Path
    cassette: Cassette
    adapter: Adapter

    @property
    def name(self) -> str:
        """`<adapter>/<file>`, for test ids."""
        return f"{self.adapter.name}/{self.path.stem}"

    @property
    def request(self) -> Request:
        """A fresh request in normal form."""
        sent = self.cassette.request
        return request_of(sent.method, sent.url, list(sent.headers.items()), sent.content, sent.http)

    @property
    def reply(self) -> Reply | None:
        """The platform's reply, if the file has one."""
        answered = self.cassette.reply
        if answered is None:
            return None
        headers = tuple((name.lower(), value) for name, value in answered.headers.items())
        return Reply(answered.status, headers, answered.content)


def load(path: Path) -> Cassette:
    """Return the cassette in a file; raises for anything that is not one."""
    return Cassette.model_validate(YAML(typ="safe", pure=True).load(path.read_text("utf-8")))


def labelled() -> list[Labelled]:
    """Return every cassette of every adapter in the list, in name order."""
    return [
        Labelled(path, load(path), adapter)
        for adapter in ADAPTERS
        for path in sorted((FOLDER / adapter.name).glob("*.yaml"))
    ]


def described(activity: Activity, adapter: Adapter, request: Request) -> dict[str, object]:
    """Return an activity in the words of `Expected`."""
    logins = (sign.platform_id or sign.username for sign in adapter.evidence(request) if sign.role is Role.LOGIN)
    words = ("text", "title", "reply_to", "quote_of", "subject", "uses", "schedule", "audience")
    return {
        "verb": str(activity.verb),
        "form": str(activity.form or ""),
        "media": len(activity.media),
        "keys": [media.key for media in activity.media],
        "alts": [media.alt for media in activity.media],
        "targets": [target.platform_id or target.ref or target.username for target in activity.targets],
        "actor": (activity.actor.platform_id or activity.actor.username) if activity.actor else "",
        "login": next(logins, ""),
        **{word: getattr(activity, word) for word in words},
    }


def says(text: str, sentence: str) -> bool:
    """Whether `sentence` stands in `text`: plain, or in a JSON string at any depth (JSON in a string of JSON too)."""
    try:
        value = json.loads(text)
    except ValueError:
        return sentence in text
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return any(says(item if isinstance(item, str) else json.dumps(item), sentence) for item in inner)
