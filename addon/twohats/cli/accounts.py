"""`twohats accounts`: the logins seen so far; name one, forget one."""

from typing import Annotated

import typer
from rich.table import Table

from twohats.cli import places
from twohats.errors import UsageError
from twohats.opening import open_identity
from twohats.wording import account_words, printable


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("accounts")(accounts)


def accounts(
    name: Annotated[
        str, typer.Option("--name", help="Say whose login this is: `ID=@handle` or `ID=platform-id`.")
    ] = "",
    forget: Annotated[str, typer.Option("--forget", help="Forget this login.")] = "",
    policy: places.PolicyOption = None,
    state: places.StateOption = None,
    employee: places.EmployeeOption = "",
) -> None:
    """List the logins seen so far, with the account each stands for. Only a keyed hash of a login is kept."""
    with open_identity(places.state(state), policy, employee) as identity:
        if name:
            short, _, account = name.partition("=")
            _done(identity.name(short, **_account(account)), short)
        if forget:
            _done(identity.forget(forget), forget)
        table = Table("id", "platform", "account", "last used", box=None, pad_edge=False)
        for login, behind in identity.logins():
            table.add_row(login.short, login.platform, printable(account_words(behind, "en")), f"{login.seen_at}")
    places.console().print(table)


def _account(text: str) -> dict[str, str]:
    if not text:
        raise UsageError("`--name` needs an account: write `--name ID=@handle` or `--name ID=platform-id`")
    is_name = text.startswith("@")
    return {"username": text.removeprefix("@") if is_name else "", "platform_id": "" if is_name else text}


def _done(found: bool, short: str) -> None:
    if not found:
        raise UsageError(f"`{short}` is not exactly one login: take the id from `twohats accounts`")
