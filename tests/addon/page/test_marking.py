from dataclasses import replace

from tests.support import questions_shown as shown
from twohats.page.marking import marked
from twohats_policy.decision import Place


def words(text: str) -> list[str]:
    return [piece.text for piece in marked(text, shown.marked_words(), shown.policy()) if piece.marked]


def test_the_words_of_the_rule_that_asks_are_marked() -> None:
    text = "New prices! The autumn SALE, without salespeople."
    assert words(text) == ["prices", "SALE"]
    assert "".join(piece.text for piece in marked(text, shown.marked_words(), shown.policy())) == text


def test_words_of_other_rules_are_not_marked() -> None:
    assert words("The minister resigned") == []


def test_a_tag_that_is_named_is_marked_with_its_sign() -> None:
    found = marked("About the #Debate, not the debate", shown.second_opinion(), shown.policy())
    assert [piece.text for piece in found if piece.marked] == ["#Debate"]


def test_a_rule_that_is_written_elsewhere_by_now_marks_nothing() -> None:
    question = shown.marked_words()
    reason = question.decision.reasons[0].model_copy(update={"place": Place(file="team.yaml", line=1)})
    moved = replace(question, decision=question.decision.model_copy(update={"reasons": (reason,)}))
    assert not any(piece.marked for piece in marked("prices", moved, shown.policy()))


def test_without_a_policy_nothing_is_marked() -> None:
    assert [piece.marked for piece in marked("prices", shown.marked_words(), None)] == [False]
