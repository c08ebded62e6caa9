"""`twohats schema`: the JSON Schema of policy files, for editors."""

import json
from typing import Annotated

import typer

from twohats.errors import UsageError
from twohats_policy.schema import schemas


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema")(schema)


def schema(which: Annotated[str, typer.Argument(help="`team` or `person`.")] = "team") -> None:
    """Print the JSON Schema of the team file or of a person's file."""
    known = schemas()
    if which not in known:
        raise UsageError(f"`{which}` has no schema: choose {' or '.join(sorted(known))}")
    print(json.dumps(known[which], indent=2, ensure_ascii=False))
