"""`twohats media`: the pictures that an account may post without being asked."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from twohats.cli import places
from twohats.errors import UsageError
from twohats.media.approved_index import NO_ACCOUNT, ApprovedIndex
from twohats.media.picture_files import MAX_FILES, content, stamps
from twohats.media.pictures import Pictures
from twohats.opening import open_approved
from twohats.wording import printable
from twohats_policy.account import AccountKind
from twohats_policy.policy import Policy

AccountOption = Annotated[
    str, typer.Option("--account", help="Key of the account in the policy (left out: the only brand).")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="The pictures that an account may post without being asked.", no_args_is_help=True)
    group.command("add")(add)
    group.command("list")(list_)
    group.command("remove")(remove)
    app.add_typer(group, name="media")


def add(
    folder: Annotated[Path, typer.Argument(help="Folder of pictures and videos, searched at any depth.")],
    account: AccountOption = "",
    policy: places.PolicyOption = None,
    state: places.StateOption = None,
    employee: places.EmployeeOption = "",
) -> None:
    """Look at the pictures of a folder and remember them as approved. Copies that were only compressed or made smaller
    are approved with them; copies that were edited are not.
    """
    where = places.policy_folder(policy)
    loaded = places.load_policy(where, employee)
    ref = _account(loaded, account)
    owner = NO_ACCOUNT if _lies_in(folder, where, loaded.media_folder(ref)) else ref
    with open_approved(places.state(state)) as (index, pictures):
        done = Counter(_added(folder, owner, index, pictures))
    told = f"{done['added']} added for `{ref}`, {done['there']} were there, {done['blind']} known by their bytes only"
    places.say([f"{told}; {done['unread']} too large or unreadable" if done["unread"] else told])
    if owner == NO_ACCOUNT:
        places.say([f"they lie in the folder that the policy names for `{ref}`: approved as long as they do"])


def list_(
    account: AccountOption = "",
    files: Annotated[bool, typer.Option("--files", help="Every file, not only how many there are.")] = False,
    state: places.StateOption = None,
) -> None:
    """List the pictures that were added."""
    with open_approved(places.state(state)) as (index, _):
        assets = index.assets(account or None)
    table = Table("account", "file" if files else "files", *(("added",) if files else ()), box=None, pad_edge=False)
    if files:
        for asset in assets:
            table.add_row(asset.account, printable(asset.name), f"{asset.at:%Y-%m-%d}")
    else:
        for ref, count in Counter(asset.account for asset in assets).items():
            table.add_row(ref, str(count))
    places.console().print(table)


def remove(
    name: Annotated[str, typer.Argument(help="Name of the file, as `twohats media list --files` says it.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="All pictures of the account.")] = False,
    account: AccountOption = "",
    policy: places.PolicyOption = None,
    state: places.StateOption = None,
    employee: places.EmployeeOption = "",
) -> None:
    """Take pictures back: posts with them are judged like any other again."""
    if bool(name) == all_:
        raise UsageError("say which: give the name of one file, or `--all`")
    ref = account or _account(places.load_policy(places.policy_folder(policy), employee), "")
    with open_approved(places.state(state)) as (index, _):
        count = index.remove(ref, None if all_ else name)
    if not count:
        raise UsageError(f"`{name or ref}` has nothing to remove: see `twohats media list --files`")
    places.say([f"{count} removed from `{ref}`"])


def _account(policy: Policy, named: str) -> str:
    if named and policy.account(named) is None:
        raise UsageError(f"the policy has no account `{named}`; take a key from `accounts:` in the team file")
    brands = [ref for ref, entry in policy.accounts.entries.items() if entry.kind.value == AccountKind.BRAND]
    if not named and len(brands) != 1:
        raise UsageError(f"the policy has {len(brands)} brands; say which by `--account`")
    return named or brands[0]


def _lies_in(folder: Path, policy: Path, media: str | None) -> bool:
    return media is not None and folder.resolve().is_relative_to((policy / media).resolve())


def _added(folder: Path, account: str, index: ApprovedIndex, pictures: Pictures) -> Iterator[str]:
    """Yield what became of each file, while a bar shows how far it is."""
    files = list(stamps(folder))
    if not files:
        raise UsageError(f"`{folder}` has no pictures; name a folder with files such as `.jpg`, `.png` or `.mp4`")
    if len(files) == MAX_FILES:
        places.say([f"only the first {MAX_FILES} files are taken; add the rest folder by folder"])
    columns = (TextColumn("looking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        for path in bar.track(files):
            yield _add(path, account, index, pictures)


def _add(path: Path, account: str, index: ApprovedIndex, pictures: Pictures) -> str:
    read = content(path)
    if not read:
        return "unread"
    look = pictures.look(read).result()
    if not index.add(account, look, path.name):
        return "there"
    return "added" if look.fingerprint.visual else "blind"
