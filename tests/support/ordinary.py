"""Ordinary posts of ordinary houses (`posts/ordinary_*.yaml`), sent through the real reading, signals and rules."""

import asyncio
import io
import json
import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from PIL import Image
from ruamel.yaml import YAML

from twohats.assembly import judge_of, routes_of
from twohats.incidents.incident import Call
from twohats.incidents.scene import request_in
from twohats.judge import Judge
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.policy_file import pack_texts
from twohats.replays.normal import reply_of
from twohats.replays.recordings import Exchange
from twohats.replays.replay import Replay
from twohats.starter import Starter, write
from twohats.state.store import Store
from twohats_policy.decision import Decision
from twohats_policy.parse import load
from twohats_policy.policy import Policy

FOLDER = Path(__file__).parent / "posts"
FIRST_DAY = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
APART = 18  # days between the houses: their posts are spread over the year, with its days of mourning
_ID = "1111111111"
_TOKEN = {"authorization": f'OAuth oauth_consumer_key="made-up", oauth_token="{_ID}-made-up"'}
_SESSION = {"cookie": f"ds_user_id={_ID}; sessionid={_ID}%3Amade-up; csrftoken=made-up"}
PICTURES = {"approved": "approved/card.png", "new": "new.png"}
_KEY = b"what is remembered ends with a house"


@cache
def default_packs() -> list[str]:
    """The packs that a new policy uses."""
    yaml: Any = YAML(typ="safe", pure=True)
    with tempfile.TemporaryDirectory() as place:
        team, _ = write(Path(place), Starter())
        return list(yaml.load(team.read_text("utf-8"))["use"])


@dataclass(frozen=True)
class House:
    """One house with its posts, each a text or a mapping."""

    ref: str
    language: str
    about: Mapping[str, Any]
    first_day: datetime

    @property
    def posts(self) -> list[Mapping[str, Any]]:
        """Its posts, in order."""
        return [{"text": post} if isinstance(post, str) else post for post in self.about["posts"]]

    def without_trade(self) -> "House":
        """The same house, if its policy did not say which touchy topics are its trade."""
        return replace(self, about={key: value for key, value in self.about.items() if key != "topics"})

    @property
    def approves(self) -> bool:
        """Whether it has a folder of approved pictures: it shows no others then."""
        return all(post.get("picture") != "new" for post in self.posts)

    @cached_property
    def policy(self) -> Policy:
        """Its policy: one person, all packs that `twohats init` writes."""
        known = {
            key: self.about[key] for key in ("tags", "links", "topics", "protected", "rivals") if key in self.about
        }
        handles = {platform: {"id": _ID, "username": self.ref} for platform in ("x", "instagram")}
        entry = {"kind": "brand", "name": self.about["name"], "handles": handles, "languages": [self.language], **known}
        team = {
            "twohats": 1,
            "accounts": {self.ref: entry | ({"media": "approved"} if self.approves else {})},
            "people": {"kim": {"name": "Kim Andersson", "posts_as": [self.ref]}},
            "use": default_packs(),
            "timezone": "Europe/Stockholm",
        }
        return load({"team.yaml": json.dumps(team)}, employee="kim", packs=pack_texts(), extras=frozenset())


def houses() -> list[House]:
    """All houses of all files."""
    yaml: Any = YAML(typ="safe", pure=True)
    files = [yaml.load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("ordinary_*.yaml"))]
    found = [(file["language"], ref, about) for file in files for ref, about in file["houses"].items()]
    return [
        House(ref, language, about, FIRST_DAY + timedelta(days=APART * number))
        for number, (language, ref, about) in enumerate(found)
    ]


def calls(post: Mapping[str, Any]) -> Iterator[Call]:
    """The calls that publish a post; the last one is it."""
    text, picture = post.get("text", ""), PICTURES.get(post.get("picture", ""), "")
    verb = post.get("verb", "post")
    if verb == "story":
        yield from _story(text, picture)
    elif verb in _WITHOUT_WORDS:
        path, key = _WITHOUT_WORDS[verb]
        yield _call(url=f"https://api.x.com/2/users/{_ID}/{path}", headers=_TOKEN, json={key: "1900000000000000099"})
    elif picture:
        parts = [{"name": "status", "value": text}, {"name": "media[]", "file": picture, "type": "image/png"}]
        yield _call(url="https://api.twitter.com/1.1/statuses/update_with_media.json", headers=_TOKEN, parts=parts)
    else:
        answers = {"reply": {"in_reply_to_tweet_id": "1900000000000000099"}} if verb == "reply" else {}
        yield _call(url="https://api.x.com/2/tweets", headers=_TOKEN, json={"text": text, **answers})


_WITHOUT_WORDS = {
    "react": ("likes", "tweet_id"),
    "repost": ("retweets", "tweet_id"),
    "follow": ("following", "target_user_id"),
}


def _story(text: str, picture: str) -> Iterator[Call]:
    name = {"x-instagram-rupload-params": '{"media_type": 1, "upload_id": "1791000000001"}', "offset": "0"}
    kind = {"content-type": "application/octet-stream"}
    upload = "https://i.instagram.com/rupload_igphoto/fb_uploader_1791000000001"
    yield _call(
        url=upload, headers=_SESSION | name | kind, file=picture, reply={"upload_id": "1791000000001", "status": "ok"}
    )
    story = "https://www.instagram.com/api/v1/media/configure_to_story/"
    yield _call(url=story, headers=_SESSION, form={"upload_id": "1791000000001", "caption": text})


def _call(**parts: Any) -> Call:
    return Call.model_validate(parts, strict=False)


async def decisions(house: House, pictures: Pictures) -> list[tuple[str, Decision]]:
    """What is decided about each post of a house, one a day, in order, with a few words of it."""
    with tempfile.TemporaryDirectory() as place, _judged(house, Path(place), pictures) as (replay, at):
        return [
            (
                str(post.get("text", post.get("verb")))[:60],
                await _decision(replay, at, house.first_day, number, post, Path(place)),
            )
            for number, post in enumerate(house.posts)
        ]


async def _decision(
    replay: Replay, at: list[datetime], first: datetime, number: int, post: Mapping[str, Any], place: Path
) -> Decision:
    at[0] = first + timedelta(days=number, minutes=7 * number)
    exchanges = [_exchange(index, call, place) for index, call in enumerate(calls(post))]
    last = [replayed.decision async for replayed in replay.file(iter(exchanges))][-1]
    assert last is not None, f"not read as publishing: {post}"
    return last


def _exchange(index: int, call: Call, place: Path) -> Exchange:
    request = request_in(call, place)
    reply = reply_of(200, [("content-type", "application/json")], json.dumps(call.reply or {}).encode())
    return Exchange("ordinary", index, request, reply)


@contextmanager
def _judged(house: House, place: Path, pictures: Pictures) -> Generator[tuple[Replay, list[datetime]]]:
    _draw(place)
    at = [FIRST_DAY]
    with closing(Store.open(place / "state")) as store:
        judge = judge_of(lambda: house.policy, place, store, pictures, _KEY, lambda: at[0])
        patient = replace(judge, sensing=replace(judge.sensing, seconds=60))

        @contextmanager
        def kept() -> Generator[Judge]:
            yield patient

        yield Replay(routes_of(house.policy), kept), at
        pictures.look(b"").result()


def _draw(place: Path) -> None:
    (place / "approved").mkdir()
    (place / PICTURES["approved"]).write_bytes(_picture("L", 200))
    (place / PICTURES["new"]).write_bytes(_picture("L", 120))


def _picture(mode: str, width: int) -> bytes:
    buffer = io.BytesIO()
    Image.radial_gradient(mode).resize((width, 150)).save(buffer, "PNG")
    return buffer.getvalue()


async def all_decisions(trades: bool = True) -> list[tuple[str, str, Decision]]:
    """House, a few words and the decision of every post; without `trades` no house says what it is about."""
    with closing(Pictures(Secret(_KEY))) as pictures:
        return [
            (house.ref, words, decision)
            for house in (house if trades else house.without_trade() for house in houses())
            for words, decision in await decisions(house, pictures)
        ]


def asked(found: list[tuple[str, str, Decision]]) -> list[str]:
    """The posts that somebody would have been asked about, each in a line with the rules."""
    held = [(ref, words, one) for ref, words, one in found if one.effect.restricts]
    return [f"{one.effect} by {', '.join(one.rules)}: {ref}: {words}" for ref, words, one in held]


if __name__ == "__main__":
    for line in asked(asyncio.run(all_decisions())):
        print(line)  # noqa: T201
