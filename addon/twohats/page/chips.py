"""Accounts as coloured chips: one colour an account, one hat a kind, its picture where the policy names one."""

import hashlib
from dataclasses import dataclass

from twohats.page.scene import Scene
from twohats.wording import account_name, account_words, platform_name, printable, say
from twohats_policy.account import ActingAccount

_HUES = 12


@dataclass(frozen=True)
class Chip:
    """An account as a chip; `name` is empty where nothing is known, `avatar` where the policy has no picture."""

    words: str
    name: str
    kind: str
    hat: str
    platform: str
    hue: int
    avatar: str
    initials: str


def chip(account: ActingAccount, scene: Scene) -> Chip:
    """Return the chip of an account; its colour is the same on every day and device."""
    name = printable(account_name(account), 40)
    return Chip(
        words=account_words(account, scene.language),
        name=name,
        kind=say(f"kind.{account.kind}", scene.language),
        hat=account.kind,
        platform=platform_name(account.platform),
        hue=_hue(account),
        avatar=_avatar(account, scene),
        initials=_initials(name),
    )


def _hue(account: ActingAccount) -> int:
    who = account.ref or account.platform_id or account.username or account.platform
    return hashlib.sha256(who.encode("utf-8", "replace")).digest()[0] % _HUES


def _avatar(account: ActingAccount, scene: Scene) -> str:
    return f"/avatar/{account.ref}" if scene.policy and scene.policy.avatar(account.ref) else ""


def _initials(name: str) -> str:
    letters = [letter for letter in name if letter.isalnum()]
    return "".join(letters[:2]).upper()
