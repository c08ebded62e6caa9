"""`twohats check`: are the files right, do their own tests hold, can every rule fire, can every account be told?"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from twohats import policy_file
from twohats.cli import places
from twohats.errors import UsageError
from twohats.extras import missing
from twohats.sensing import told_by_words
from twohats_policy.dead_rules import warnings
from twohats_policy.examples import run_tests
from twohats_policy.policy import Policy
from twohats_policy.request import SignalValue


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder of the policy files (left out: the one `twohats init` writes).")
    ] = None,
    employee: places.EmployeeOption = "",
) -> None:
    """Validate the policy files, run their `tests:`, warn of rules that can never fire, of posts that nobody could
    release, and of accounts without handles or whose picture is not there. Say which extras are not installed.
    """
    place = places.policy_folder(folder)
    wanted = [policy_file.employee_of(place, employee)] if employee else list(policy_file.employees(place)) or [""]
    failed = sum(_check(place, one) for one in wanted)
    for name, extra in missing().items():
        print(f"off: {extra.brings}; to turn it on: install `twohats[{name}]`")
    if failed:
        raise typer.Exit(1)


def _check(place: Path, employee: str) -> int:
    policy = places.load_policy(place, employee)
    for doubt in warnings(policy):
        print(f"warning: {doubt}", file=sys.stderr)
    for ref in (ref for ref, account in policy.accounts.entries.items() if not account.handles):
        print(f"warning: account `{ref}` has no handles, so nothing is known to be its own: add them", file=sys.stderr)
    for ref, file in _missing_avatars(place, policy):
        print(f"warning: the avatar of `{ref}`, `{file}`, is not in `{place}`: put it there", file=sys.stderr)
    for ref, file in _missing_embargoed(place, policy):
        print(f"warning: `{file}`, embargoed for `{ref}`, is not in `{place}`: put it there", file=sys.stderr)
    failures = run_tests(policy, _media_facts(place, policy), word_facts=told_by_words)
    for failure in failures:
        print(f"{employee or 'team'}: test `{failure.example}`: {failure.words}", file=sys.stderr)
    tests, who = len(policy.examples), employee or "the team"
    watched = f" ({len(policy.watched)} only observed)" if policy.watched else ""
    print(f"{who}: {len(policy.rules)} rules{watched}, {tests} tests, {len(failures)} failed")
    return len(failures)


def _missing_avatars(place: Path, policy: Policy) -> Iterator[tuple[str, str]]:
    files = ((ref, policy.avatar(ref)) for ref in policy.accounts.entries)
    return ((ref, file) for ref, file in files if file and not (place / file).is_file())


def _missing_embargoed(place: Path, policy: Policy) -> Iterator[tuple[str, str]]:
    held = ((ref, embargo.file) for ref, entry in policy.accounts.entries.items() for embargo in entry.embargo)
    return ((ref, file) for ref, file in held if file and not (place / file).is_file())


def _media_facts(place: Path, policy: Policy) -> Callable[[str, str], Mapping[str, SignalValue]]:
    """Facts about a file that a test names: tests know no history, and a file is approved if it lies in the
    account's folder.
    """

    def facts(file: str, ref: str) -> Mapping[str, SignalValue]:
        path = (place / file).resolve()
        if not path.is_file():
            raise UsageError(
                f"a test names `{file}`, which is not in `{place}`: put the picture there or mend the test"
            )
        named = policy.media_folder(ref)
        approved = named is not None and path.is_relative_to((place / named).resolve())
        return {"seen_on_personal": False, "approved": approved}

    return facts
