"""One policy file, read as far as it goes."""

from twohats_policy.decision import Place
from twohats_policy.environment import ENVIRONMENT
from twohats_policy.file_reading import Reading, Terms, reading, rules_in_force
from twohats_policy.files import PersonFile

TERMS = Terms(ENVIRONMENT, frozenset(), frozenset())


def read(text: str) -> Reading[PersonFile]:
    return reading("f.yaml", text, PersonFile, TERMS)


def test_conditions_are_compiled_even_where_the_rest_does_not_fit() -> None:
    file = read("twohats: 1\nemployee: anna\nzzz: 1\nrules:\n  - {id: r, when: post.txt == ''}\n")

    assert {problem.path for problem in file.problems} == {"zzz", "rules[0]", "rules[0].when"}
    assert any("`post` has no `txt`" in problem.what for problem in file.problems)


def test_rules_in_force_have_place_and_condition() -> None:
    file = read(
        "twohats: 1\nemployee: anna\nrules:\n  - {id: a, effect: ask, message: m}\n"
        "  - {id: b, effect: ask, message: m, when: post.text == ''}\n"
    )
    found = list(rules_in_force(file))

    assert [rule.place for rule in found] == [Place(file="f.yaml", line=4), Place(file="f.yaml", line=5)]
    assert [bool(rule.condition) for rule in found] == [False, True]


def test_a_file_that_is_no_yaml_is_not_looked_at_further() -> None:
    file = read("rules: [")

    assert file.model is None
    assert len(file.problems) == 1
