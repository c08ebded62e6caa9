"""`python -m twohats`: the same as the `twohats` command."""

from twohats.cli import main

main()
