from dataclasses import replace

import pytest
from ruamel.yaml import YAML

from tests.support import questions_shown as shown
from tests.support.policies import packs
from tests.support.prompters import PERSONAL
from twohats.asking.held import HeldQuestion
from twohats.page.pasting import Paste, paste
from twohats.question import Bypass, Choice, Ending, Grounds, Question
from twohats_policy.decision import Place
from twohats_policy.examples import run_tests
from twohats_policy.parse import load

ALARM = Grounds(Bypass.FALSE_ALARM)
HOSTILE = "price: {a: [b\n# no\u202e'\"</pre><script>alert(1)</script>\n- \U0001f60e\t&x *y"


def answered(what: Question, grounds: Grounds = ALARM, choice: Choice = Choice.SEND) -> HeldQuestion:
    held = HeldQuestion(what, limit=600, ended=lambda _: None)
    held.take(choice, by="anna", channel="page", grounds=grounds, seen=held.question.parts)
    return held


def pasted(what: Question) -> Paste:
    found = paste(answered(what))
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["selfie", "words", "long", "right-to-left", "batch", "high-risk"])
async def test_what_is_pasted_is_a_test_that_fails_until_the_rule_is_narrower(name: str) -> None:
    question = shown.SHOWN[name]()
    entry = pasted(question).entry
    policy = load(
        {"team.yaml": f"{shown.TEAM}tests:\n{entry}"},
        employee="anna",
        packs=packs(),
        extras=frozenset(),
    )
    assert len(policy.examples) == 1
    failures = [failure.words for failure in run_tests(policy, lambda file, ref: {})]
    assert failures == (["expected allow, got ask (no-prices); only observed: breathe"] if name == "words" else [])


async def test_a_hostile_text_stays_one_value() -> None:
    problem = shown.marked_words().problem.model_copy(update={"text": HOSTILE})
    found = pasted(replace(shown.marked_words(), problem=problem, activities=(problem,)))
    assert YAML(typ="safe").load(found.entry)[0]["activity"]["text"] == HOSTILE
    assert "\u202e" not in found.entry


@pytest.mark.parametrize("field", ["links", "tags", "mentions"])
async def test_what_hides_in_a_link_or_a_name_is_written_as_an_escape(field: str) -> None:
    problem = shown.marked_words().problem.model_copy(update={field: ("acme.example/\u202egnp.exe",)})
    found = pasted(replace(shown.marked_words(), problem=problem, activities=(problem,)))
    assert "\u202e" not in found.entry
    assert YAML(typ="safe").load(found.entry)[0]["activity"][field] == ["acme.example/\u202egnp.exe"]


async def test_it_belongs_into_the_file_of_the_rule() -> None:
    question = shown.marked_words()
    assert pasted(question).file == "team.yaml"
    for file, wanted in (("people/anna.yaml", "people/anna.yaml"), ("packs/topics.yaml", "team.yaml")):
        reason = question.decision.reasons[0].model_copy(update={"place": Place(file=file, line=3)})
        decision = question.decision.model_copy(update={"reasons": (reason,)})
        assert pasted(replace(question, decision=decision)).file == wanted


async def test_only_a_false_alarm_about_a_brand_is_offered() -> None:
    question = shown.marked_words()
    assert paste(answered(question, Grounds(Bypass.EMERGENCY))) is None
    assert paste(answered(question, Grounds())) is None
    assert paste(answered(replace(question, account=PERSONAL))) is None
    assert paste(answered(replace(question, account=question.account.model_copy(update={"ref": None})))) is None


async def test_an_open_question_and_one_nobody_answered_offer_nothing() -> None:
    held = HeldQuestion(shown.marked_words(), limit=600, ended=lambda _: None)
    assert paste(held) is None
    held.end(Ending.CLOCK)
    assert paste(held) is None
