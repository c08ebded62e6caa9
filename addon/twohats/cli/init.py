"""`twohats init`: a starter policy, by asking."""

import getpass
import json
import re
import unicodedata
from typing import Annotated

import typer

from twohats.cli import places
from twohats.starter import Starter, write
from twohats_policy.schema import schemas

PLATFORMS = ("x", "instagram", "bluesky", "mastodon")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(init)


def init(
    policy: places.PolicyOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take the defaults, ask nothing.")] = False,
) -> None:
    """Write a starter policy: one brand, one person, the packs that twohats ships."""
    folder = places.policy_folder(policy)
    written = write(folder, Starter() if yes else _asked())
    for name, schema in schemas().items():
        (folder / f"{name}.schema.json").write_text(json.dumps(schema, indent=2, ensure_ascii=False), "utf-8")
    for path in written:
        print(f"wrote {path}")
    print(f"look it through, then: twohats check {folder}")


def _asked() -> Starter:
    name = typer.prompt("Your name", default=getpass.getuser())
    brand_name = typer.prompt("The brand's name")
    return Starter(
        employee=_word(name),
        name=name,
        brand=_word(brand_name),
        brand_name=brand_name,
        brand_handles=_handles(brand_name),
        own_handles=_handles("you"),
        timezone=typer.prompt("Time zone", default="UTC"),
    )


def _handles(whose: str) -> dict[str, str]:
    asked = {
        platform: typer.prompt(f"Handle of {whose} on {platform} (empty: none)", default="") for platform in PLATFORMS
    }
    return {platform: handle.lstrip("@") for platform, handle in asked.items() if handle.strip()}


def _word(name: str) -> str:
    """Return a name as an id: lower-case letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "me"
