"""What several files together must satisfy."""

from tests.support.policies import person, problems, rule, team


def test_a_rule_of_the_team_cannot_be_replaced_by_a_person() -> None:
    assert problems(team(rule("r", "block")), person(rule("r", "allow"))) == [
        "people/anna.yaml:4: rules[0].id: `r` is also the rule in team.yaml:11; "
        "choose another id: a rule of the team cannot be replaced"
    ]


def test_problems_of_all_files_are_told_at_once() -> None:
    found = problems(team(rule("r", "blok")), person(rule("o", more="when: post.txt == ''")))

    assert [line.split(":")[0] for line in found] == ["people/anna.yaml", "team.yaml"]


def test_a_wrong_entry_makes_no_second_problem_elsewhere() -> None:
    text = (
        team(rule("r", "blok"), more="use: []")
        .replace("kind: brand,", "kind: brnd,")
        .replace("Bo Lind", "Bo, exempt: r")
    )

    assert [line.partition(";")[0] for line in problems(text)] == [
        "team.yaml:3: accounts.acme.kind: `brnd` is none of the words offered here",
        "team.yaml:11: rules[0].effect: `blok` is none of the words offered here",
    ]


def test_a_person_file_is_named_after_its_employee() -> None:
    assert problems(team(), "twohats: 1\nemployee: bo\n") == [
        "people/anna.yaml:2: employee: `bo` is not the employee that this file is named after; "
        "write `employee: anna`, or rename the file"
    ]


def test_the_team_observes_its_own_rules_and_those_of_packs_but_no_persons() -> None:
    own = person(rule("own"), rule("mine", more="mode: observe"))

    assert problems(team(rule("r"), more="observe: [r, draft-marker]"), own) == []
    assert [line.partition(";")[0] for line in problems(team(more="observe: own"), own)] == [
        "team.yaml:9: observe: there is no rule `own`"
    ]


def test_a_person_cannot_put_a_rule_of_the_team_to_observe() -> None:
    found = problems(team(rule("r", "block")), person(rule("r", "block", "mode: observe")) + "observe: r\n")

    assert [line.partition(";")[0] for line in found] == [
        "people/anna.yaml:4: rules[0].id: `r` is also the rule in team.yaml:11",
        "people/anna.yaml:5: observe: `observe` is no key here",
    ]
