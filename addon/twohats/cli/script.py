"""`twohats script`: the path for `mitmdump -s`."""

from importlib.util import find_spec

import typer

from twohats.errors import SetupError


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("script")(script)


def script() -> None:
    """Print the path of the script for your own mitmdump: mitmdump -s "$(twohats script)"."""
    spec = find_spec("twohats.script")
    if spec is None or spec.origin is None:
        raise SetupError("the script is not a file of this installation: install twohats with `pip install twohats`")
    print(spec.origin)
