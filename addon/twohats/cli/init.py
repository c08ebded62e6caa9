"""`twohats init`: a starter policy, by asking."""

import getpass
import re
import unicodedata
from typing import Annotated

import typer

from twohats.cli import places
from twohats.starter import Handle, Starter, refuse_overwriting, write
from twohats.wording import printable
from twohats_policy.account import AccountKind
from twohats_policy.references import timezone

PLATFORMS = ("x", "instagram", "bluesky", "mastodon")
WITH_SERVER = frozenset({"mastodon"})
"""Platforms whose servers are guarded only if the policy names them."""

MAX_WORD = 40


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(init)


def init(
    policy: places.PolicyOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take the defaults, ask nothing.")] = False,
) -> None:
    """Write a starter policy: one brand, one person, the packs that twohats ships."""
    folder = places.policy_folder(policy)
    refuse_overwriting(folder)
    for path in write(folder, Starter() if yes else _asked()):
        print(f"wrote {path}")
    print(f"look it through, then: twohats check {folder}")


def _asked() -> Starter:
    name = _line("Your name", default=_login())
    brand_name = _line("The brand's name")
    employee = _word(name, "me")
    return Starter(
        employee=employee,
        name=name,
        brand=_word(brand_name, "brand", taken=employee),
        brand_name=brand_name,
        brand_handles=_handles(f"Handle of {brand_name}"),
        own_handles=_handles("Your own handle"),
        timezone=typer.prompt("Time zone", default="UTC", value_proc=_zone),
    )


def _handles(asked_for: str) -> dict[str, Handle]:
    found = {platform: _handle(platform, asked_for) for platform in PLATFORMS}
    return {platform: handle for platform, handle in found.items() if handle is not None}


def _handle(platform: str, asked_for: str) -> Handle | None:
    """Ask for a handle. On platforms of many servers one without its server would guard no server."""
    example = " as name@server" if platform in WITH_SERVER else ""

    def handle(text: str) -> Handle | None:
        name, _, server = printable(text).lstrip("@").partition("@")
        if name and platform in WITH_SERVER and not _SERVER.fullmatch(server):
            raise typer.BadParameter("name the server as well, as in acme@mastodon.example")
        return Handle(name, server if platform in WITH_SERVER else "") if name else None

    question = f"{asked_for} on {platform}{example} (empty: none)"
    found: Handle | None = typer.prompt(question, default="", value_proc=handle, show_default=False)
    return found


def _line(question: str, default: str | None = None) -> str:
    answer = printable(typer.prompt(question, default=default), 80)
    return answer or _line(question, default)


def _zone(text: str) -> str:
    if timezone(text) is None:
        raise typer.BadParameter("there is no such time zone: write it as Europe/Stockholm")
    return text


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody in particular, as in a container
        return "me"


def _word(name: str, otherwise: str, taken: str = "") -> str:
    """Return a name as an id: lower-case letters, digits and dashes; never a word that means a kind of account, and
    never `taken`.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_WORD].strip("-") or otherwise
    return f"{word}-account" if word in {*AccountKind, taken} else word


_SERVER = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
