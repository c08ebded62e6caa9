"""Whose the requests of the corpus are: the handles that a policy needs, from the labels, and whose each token is."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tests.support.corpus import FOLDER

KEYS = {"brand": "acme", "personal": "anna"}
SERVERS = {"mastodon": "mastodon.social", "misskey": "misskey.io", "lemmy": "lemmy.world"}
"""The servers that the recorded clients of networks with many servers used."""

FAMILY = {"iggraph": "instagram", "upload-post": "upload_post"}
"""Labels that are spelt otherwise than the platform's name in a policy."""

NAMED = frozenset({"account-id", "account-name"})


class Sign(NamedTuple):
    """What a labelled request shows of an account: the platform, the account's key, the kind of sign, its value."""

    platform: str
    key: str
    kind: str
    value: str


def signs() -> Iterator[Sign]:
    """Yield every sign of every labelled case."""
    for case in _cases():
        key, platforms = KEYS[case["acting"]], {one["i"]: one["platform"] for one in case["requests"]}
        for platform, number in case["account_ids"].items():
            yield Sign(_family(platform), key, "account-id", number)
        for index, shown in case["evidence"].items():
            for sign in shown:
                if value := _value(sign):
                    yield Sign(_family(platforms[int(index)]), key, sign["kind"], value)


def handles() -> dict[str, dict[str, dict[str, Any]]]:
    """Return the handles of both accounts, for a policy: by account, then by platform."""
    found: dict[str, dict[str, dict[str, Any]]] = {key: {} for key in KEYS.values()}
    for platform in sorted({_family(platform) for case in _cases() for platform in _platforms(case)}):
        for key, of_account in found.items():
            of_account[platform] = _handle(platform, key)
    return found


def owners() -> dict[str, str]:
    """Return whose each opaque credential is, by the credential; those of both accounts are nobody's."""
    owned: dict[str, set[str]] = {}
    for sign in signs():
        if sign.kind == "opaque-credential":
            owned.setdefault(sign.value, set()).add(sign.key)
    return {token: next(iter(keys)) for token, keys in owned.items() if len(keys) == 1}


def is_shown(label: Mapping[str, Any], index: int) -> bool:
    """Tell whether a request of the case shows who acts, or an earlier one of the case asked who that is."""
    platforms = {one["i"]: one["platform"] for one in label["requests"]}
    shown = any(sign["kind"] in NAMED for sign in label["evidence"].get(str(index), ()))
    return shown or any(step < index and platforms[step] == platforms[index] for step in label["whoami"])


def _handle(platform: str, key: str) -> dict[str, Any]:
    values = {sign.value for sign in signs() if (sign.platform, sign.key) == (platform, key) and sign.kind in NAMED}
    names = sorted(value[1:] for value in values if value.startswith("@"))
    ids = sorted(value for value in values if not value.startswith("@") and value != key)
    server = {"server": SERVERS[platform]} if platform in SERVERS else {}
    return {"id": ids, "username": (names or [key])[0], **server}


def _value(sign: Mapping[str, Any]) -> str:
    """Return the account or credential itself, out of the path, URN or header it stands in.

    A subreddit of a person's own and the path of a blog name a place, not an id: '' for them.
    """
    value = str(sign.get("id") or sign["value"])
    if sign["kind"] == "opaque-credential":
        return value.rpartition(" ")[2]
    if sign["where"].endswith(".sr") or (value.startswith("/") and "id" not in sign):
        return ""
    if str(sign["value"]).startswith("@"):
        return str(sign["value"])
    return value if value.startswith("did:") else re.split("[/:]", value.strip("/:"))[-1]


def _platforms(case: Mapping[str, Any]) -> set[str]:
    return {one["platform"] for one in case["requests"]} - {"generic"}


def _family(platform: str) -> str:
    return FAMILY.get(platform, platform)


def _cases() -> Iterator[Mapping[str, Any]]:
    for file in sorted(FOLDER.rglob("labels.json")):
        yield from json.loads(file.read_text("utf-8"))["cases"].values()
