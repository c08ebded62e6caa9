"""`python -m twohats.cli`: the same as the `twohats` command."""

from twohats.cli import main

main()
