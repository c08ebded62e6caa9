"""Policy files in, a policy out; or every problem, each with file, line and remedy.

Text only: reading folders, and the packs that are shipped, is the caller's business.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC

from twohats_policy.account_book import AccountBook
from twohats_policy.cross_checks import Files, problems_between
from twohats_policy.environment import ENVIRONMENT, Environment
from twohats_policy.errors import PolicyError, Problem
from twohats_policy.file_reading import AnyReading, Reading, Terms, reading, rules_in_force
from twohats_policy.files import PackFile, PersonFile, TeamFile
from twohats_policy.policy import Policy, RuleInForce, grouped
from twohats_policy.raising import raised
from twohats_policy.references import timezone
from twohats_policy.team import Team

TEAM_FILE = "team.yaml"


def load(
    files: Mapping[str, str],
    *,
    employee: str,
    packs: Mapping[str, str],
    extras: frozenset[str],
    platforms: frozenset[str] = frozenset(),
    environment: Environment = ENVIRONMENT,
) -> Policy:
    """Return the policy of `employee` (empty: nobody in particular) from `team.yaml` and `people/<employee>.yaml`.

    `files` and `packs` are texts by name; files of other employees are not looked at. `platforms`, if given, are all
    that exist.

    Raises:
        PolicyError: a file is wrong; the error holds all problems of all files.
    """
    found = _read(files, employee, packs, Terms(environment, extras, platforms))
    problems = [problem for file in found.all() for problem in file.problems] + list(problems_between(found))
    if problems or found.team.model is None:
        raise PolicyError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    return _policy(found, found.team.model, environment)


def _read(files: Mapping[str, str], employee: str, packs: Mapping[str, str], terms: Terms) -> Files:
    team_file = _name_of(TEAM_FILE, files)
    if team_file is None:
        what, remedy = "there is no such file", "run `twohats init`"
        raise PolicyError([Problem(file=TEAM_FILE, line=1, path="", what=what, remedy=remedy)])
    team = reading(team_file, files[team_file], TeamFile, terms)
    person_file = _name_of(f"people/{employee}.yaml", files) if employee else None
    person = reading(person_file, files[person_file], PersonFile, terms) if person_file else None
    return Files(employee, team, person, _packs(team, person, packs, terms), packs, terms)


def _name_of(wanted: str, files: Mapping[str, str]) -> str | None:
    """Return the name under which a file is given: with or without folders before it, with either slash."""
    return next((name for name in files if f"/{name.replace('\\', '/')}".endswith(f"/{wanted}")), None)


def _packs(
    team: Reading[TeamFile], person: Reading[PersonFile] | None, packs: Mapping[str, str], terms: Terms
) -> dict[str, Reading[PackFile]]:
    own = person.model.use if person and person.model else ()
    names = dict.fromkeys((*(team.model.use if team.model else ()), *own))
    return {
        name: reading(f"packs/{name}.yaml", _rules_of(packs[name]), PackFile, terms) for name in names if name in packs
    }


def _rules_of(pack: str) -> str:
    """Return a pack without its tests, which come last: nobody runs them here, and YAML is slow to read."""
    return pack.partition("\ntests:\n")[0]


def _policy(files: Files, team: TeamFile, environment: Environment) -> Policy:
    rules = _in_force(files, team)
    person = files.person.model if files.person else None
    return Policy(
        employee=files.employee,
        team=Team(AccountBook.of(team.accounts), team.people, timezone(team.timezone) or UTC),
        rules=rules,
        groups=grouped(rules, environment),
        environment=environment,
        unknown_account=team.unknown_account,
        not_your_account=team.not_your_account,
        unknown_call=team.unknown_call,
        unreadable=team.unreadable,
        probe=team.probe,
        link_checks=team.link_checks,
        budget=team.budget,
        empty=not any(file.model and file.model.rules for file in files.all()),
        examples=(*team.tests, *(person.tests if person else ())),
        places={str(path[0]): files.team.place_of(path) for path in files.team.source.spots if len(path) == 1},
    )


def _in_force(files: Files, team: TeamFile) -> tuple[RuleInForce, ...]:
    """Return the team's and the packs' rules without those the employee is exempt from, then the employee's own."""
    person = team.people.get(files.employee)
    exempt = frozenset(person.exempt if person else ())
    shared: tuple[AnyReading, ...] = (files.team, *files.packs.values())
    given = (rule for file in shared for rule in rules_in_force(file) if rule.rule.id not in exempt)
    own = rules_in_force(files.person) if files.person else ()
    return (*(_put_back(raised(rule, team.stricter), team.observe) for rule in given), *own)


def _put_back(rule: RuleInForce, observed: Collection[str]) -> RuleInForce:
    return replace(rule, observed=True) if rule.rule.id in observed else rule
