"""What several files together must satisfy: names that one gives and another uses, ids that are taken."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from twohats_policy import references
from twohats_policy.errors import Problem
from twohats_policy.file_reading import AnyReading, Reading, Terms, reading
from twohats_policy.files import PackFile, PersonFile, TeamFile
from twohats_policy.raising import raise_problems
from twohats_policy.references import Known
from twohats_policy.rule import Rule
from twohats_policy.tree import words_of


@dataclass(frozen=True)
class Files:
    """The files of one employee, read. `packs` are the used ones; `shipped` the texts of all."""

    employee: str
    team: Reading[TeamFile]
    person: Reading[PersonFile] | None
    packs: Mapping[str, Reading[PackFile]]
    shipped: Mapping[str, str]
    terms: Terms

    def all(self) -> tuple[AnyReading, ...]:
        """Return every file that is used."""
        return (self.team, *((self.person,) if self.person else ()), *self.packs.values())


def problems_between(files: Files) -> Iterator[Problem]:
    """Yield what is wrong between the files; files that do not fit by themselves are left out."""
    known = _known(files)
    if files.team.model:
        yield from references.team_problems(files.team.source, files.team.model, known)
        yield from _own_names(files.team, files.team.model, known)
        yield from references.taken_ids(files.team.source, files.team.model.rules, _places(*files.packs.values()))
        yield from _people(files, files.team.model, known)
    if files.person and files.person.model:
        yield from _employee(files.person, files.person.model, files.employee)
        yield from _own_names(files.person, files.person.model, known)
        taken = _places(files.team, *files.packs.values())
        yield from references.taken_ids(files.person.source, files.person.model.rules, taken)


def _known(files: Files) -> Known:
    """Take the names as they are written, so that one wrong value elsewhere makes no second problem here."""
    value = files.team.source.value
    raw = value if isinstance(value, dict) else {}
    return Known(
        accounts=words_of(raw.get("accounts")),
        people=words_of(raw.get("people")),
        packs=tuple(files.shipped),
        platforms=files.terms.platforms,
        vocabulary=files.terms.environment.vocabulary,
    )


def _own_names(
    file: Reading[TeamFile] | Reading[PersonFile], model: TeamFile | PersonFile, known: Known
) -> Iterator[Problem]:
    yield from references.missing(file.source, ("use",), model.use, known.packs, "pack")
    yield from references.rule_problems(file.source, model.rules, known)
    yield from references.example_problems(file.source, model.tests, known)


def _people(files: Files, team: TeamFile, known: Known) -> Iterator[Problem]:
    if files.employee:
        yield from references.missing(files.team.source, ("people",), (files.employee,), known.people, "employee")
    named = (id for person in team.people.values() for id in person.exempt)
    ids = _shared_ids(files, team, {*named, *team.observe, *team.stricter})
    for id, person in team.people.items():
        yield from references.missing(files.team.source, ("people", id, "exempt"), person.exempt, ids, "rule")
    yield from references.observe_problems(files.team.source, team.observe, ids)
    yield from raise_problems(files.team.source, team.stricter, ids, _shared_rules(files, team))


def _shared_ids(files: Files, team: TeamFile, wanted: Collection[str]) -> set[str]:
    """Return the rules of the team and its packs; if `wanted` ones are not there, of all packs that are shipped."""
    ids = {rule.id for rule in _shared_rules(files, team)}
    return ids if ids.issuperset(wanted) else ids | _ids_of_all_packs(files)


def _shared_rules(files: Files, team: TeamFile) -> tuple[Rule, ...]:
    """Return the rules of the team and its packs."""
    packs = (pack.model.rules for pack in files.packs.values() if pack.model)
    return (*team.rules, *chain.from_iterable(packs))


def _ids_of_all_packs(files: Files) -> set[str]:
    """Return the rules of every pack that is shipped: a person's own file may use more packs than the team's."""
    packs = (reading(name, text, PackFile, files.terms).model for name, text in files.shipped.items())
    return {rule.id for pack in packs if pack for rule in pack.rules}


def _employee(file: Reading[PersonFile], person: PersonFile, employee: str) -> Iterator[Problem]:
    if person.employee != employee:
        what = f"`{person.employee}` is not the employee that this file is named after"
        yield file.source.problem(("employee",), what, f"write `employee: {employee}`, or rename the file")


def _places(*files: Reading[TeamFile] | Reading[PackFile]) -> dict[str, str]:
    return {
        rule.id: str(file.place(number)) for file in files if file.model for number, rule in enumerate(file.model.rules)
    }
