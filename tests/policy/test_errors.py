"""Problems in one line each."""

from twohats_policy.errors import PolicyError, Problem, did_you_mean, shown

PROBLEM = Problem(file="team.yaml", line=3, path="rules[0].when", what="is wrong", remedy="mend it")


def test_a_problem_is_file_line_path_what_and_remedy() -> None:
    assert str(PROBLEM) == "team.yaml:3: rules[0].when: is wrong; mend it"
    assert str(PROBLEM.model_copy(update={"path": ""})) == "team.yaml:3: is wrong; mend it"


def test_the_detail_follows_on_lines_of_its_own() -> None:
    assert str(PROBLEM.model_copy(update={"detail": "  | x\n  | ^"})).splitlines()[1:] == ["  | x", "  | ^"]


def test_an_error_holds_all_problems() -> None:
    assert str(PolicyError([PROBLEM, PROBLEM])) == f"{PROBLEM}\n{PROBLEM}"


def test_the_nearest_word_is_offered_if_one_is_near() -> None:
    assert did_you_mean("instagrm", ["x", "instagram"], "-") == "did you mean `instagram`?"
    assert did_you_mean("qqq", ["x", "instagram"], "look it up") == "look it up"


def test_a_users_word_cannot_act_on_a_terminal() -> None:
    assert shown("a\x1b[31mb\n") == "`a?[31mb?`"
    assert shown("x" * 100) == f"`{'x' * 60}…`"
