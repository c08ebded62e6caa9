"""Putting a rule back to observe, in a file that a person wrote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.policies import GOOD, policy, rule, team
from twohats_policy.errors import PolicyError
from twohats_policy.parse import load
from twohats_policy.put_back import put_back
from twohats_policy.source import read

HEAD = '# Ours.\ntwohats: 1   # the first\npeople: {anna: {name: "Anna"}}\n'
WRITTEN = {
    "use: [wrong-hat]  # packs\n\nrules: []\n": "use: [wrong-hat]  # packs\nobserve: [night]\n\nrules: []\n",
    "use:\n  - wrong-hat\n  - 'media' # two\nrules: []\n": (
        "use:\n  - wrong-hat\n  - 'media' # two\nobserve: [night]\nrules: []\n"
    ),
    "observe: beer # for now\n": "observe: [beer, night] # for now\n",
    "observe: 'beer'": "observe: ['beer', night]",
    "observe: []\n": "observe: [night]\n",
    "observe: [ # none\n  ]\n": "observe: [night # none\n  ]\n",
    'observe: [beer, "wine"] # for now\n': 'observe: [beer, "wine", night] # for now\n',
    "observe: [\n  beer, # one\n  wine, # two\n]\nuse: []\n": (
        "observe: [\n  beer, # one\n  wine, night, # two\n]\nuse: []\n"
    ),
    "observe:\n- beer # one\n\n# Rules.\nrules: []\n": "observe:\n- beer # one\n- night\n\n# Rules.\nrules: []\n",
    "observe: # for now\n   -  beer\n   # and more\n": "observe: # for now\n   -  beer\n   - night\n   # and more\n",
    "observe:\n  - beer": "observe:\n  - beer\n  - night",
}
"""What is added, and how it looks then."""

TAKEN_OUT = {
    "observe: night # for now\n": "observe: [] # for now\n",
    "observe: [night]\n": "observe: []\n",
    "observe: [night, night]\n": "observe: []\n",
    "observe: [night,]\n": "observe: []\n",
    "observe: [beer, night] # for now\n": "observe: [beer] # for now\n",
    "observe: [night, beer]\n": "observe: [beer]\n",
    "observe: [night, night, beer, night]\n": "observe: [beer]\n",
    "observe: [\n  beer, # one\n  'night', # two\n]\n": "observe: [\n  beer, # one\n   # two\n]\n",
    "observe: [\n  beer, # one\n  'night'\n]\n": "observe: [\n  beer, # one\n  \n]\n",
    "observe:\n  - beer\n  - night # two\n  - wine\nuse: []\n": "observe:\n  - beer\n  - wine\nuse: []\n",
    "observe:\n  - beer\n  - night": "observe:\n  - beer\n",
    "observe: # for now\n  # these\n  - night # two\nuse: []\n": "observe: [] # for now\n  # these\nuse: []\n",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_rule_joins_the_list_and_nothing_else_changes(text: str) -> None:
    assert put_back(HEAD + text, "night", True) == HEAD + WRITTEN[text]


@pytest.mark.parametrize("text", TAKEN_OUT)
def test_a_rule_leaves_the_list_and_nothing_else_changes(text: str) -> None:
    assert put_back(HEAD + text, "night", False) == HEAD + TAKEN_OUT[text]


def test_what_is_so_already_is_left_alone() -> None:
    text = f"{HEAD}observe: [night]\n"

    assert put_back(text, "night", True) == text
    assert put_back(text, "beer", False) == text
    assert put_back(HEAD, "beer", False) == HEAD


def test_line_ends_and_the_mark_of_the_first_line_stay() -> None:
    text = "\ufefftwohats: 1\r\nobserve:\r\n  - beer\r\nuse: []\r\n"
    both = put_back(text, "night", True)

    assert both == "\ufefftwohats: 1\r\nobserve:\r\n  - beer\r\n  - night\r\nuse: []\r\n"
    assert put_back(both, "night", False) == text
    assert put_back("twohats: 1\r\n", "night", True) == "twohats: 1\r\nobserve: [night]\r\n"


@pytest.mark.parametrize("id", ["2026", "null", "1.5", "true"])
def test_an_id_that_yaml_takes_for_something_else_is_quoted(id: str) -> None:
    text = put_back(HEAD, id, True)

    assert f'observe: ["{id}"]' in text
    assert put_back(text, id, False).endswith('observe: []\npeople: {anna: {name: "Anna"}}\n')


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ('{"twohats": 1}', "night", "is not written as `key: value`, one to a line; edit `observe:` by hand"),
        ("twohats: 1\nobserve:\n", "night", "team.yaml:2: observe: is no list of rules; edit `observe:` by hand"),
        ("twohats: 1\nobserve: {night: true}\n", "night", "is no list of rules; edit `observe:` by hand"),
        ("twohats: 1\nobserve: [[night]]\n", "night", "is no list of rules"),
        ("twohats: 1\nobserve:\n  -\n    night\n", "night", "is written in a way of its own; edit `observe:` by hand"),
        ("- night\n", "night", "is no list of rules"),
        ("people: {}\n", "night", "is written in a way of its own"),
        ("twohats: 1\n...\n", "beer, night", "`beer, night` is no id of a rule; use an id as it stands in the policy"),
        ("twohats: [\n", "night", "not YAML"),
        ("", "night", "is empty"),
    ],
)
def test_what_only_a_person_can_edit_is_refused(text: str, rule: str, words: str) -> None:
    with pytest.raises(PolicyError) as raised:
        put_back(text, rule, rule not in text or "people" in text)

    assert words in str(raised.value)


def test_the_rule_of_a_real_policy_is_observed_then_and_in_force_again() -> None:
    text = (GOOD / "team.yaml").read_text("utf-8")
    observed = put_back(text, "hat-mismatch", True)

    assert "hat-mismatch" not in policy(text).watched
    assert "hat-mismatch" in policy(observed).watched
    assert policy(put_back(observed, "hat-mismatch", False)).watched == frozenset()
    assert policy(put_back(team(rule("r")), "r", True)).watched == {"r"}


def test_a_rule_that_is_not_there_shows_when_the_result_is_loaded() -> None:
    with pytest.raises(PolicyError, match="there is no rule `nosuch`"):
        load({"team.yaml": put_back(team(rule("r")), "nosuch", True)}, employee="", packs={}, extras=frozenset())


IDS = st.lists(st.sampled_from(["a", "b", "c-1", "2026", "d.e"]), unique=True, max_size=4)


def laid_out(ids: list[str], block: bool) -> str:
    quoted = [f'"{id}"' for id in ids]
    if block and ids:
        return f"observe:\n{''.join(f'  - {id}  # about {id}{chr(10)}' for id in quoted)}"
    return f"observe: [{', '.join(quoted)}]\n"


@settings(max_examples=60, deadline=None)
@given(IDS, st.booleans(), st.sampled_from(["a", "c-1", "2026", "z"]), st.booleans(), st.booleans())
def test_any_list_holds_what_was_asked_for_and_the_rest_of_the_file_is_the_same(
    ids: list[str], block: bool, rule: str, observe: bool, last: bool
) -> None:
    entry = laid_out(ids, block)
    text = f"{HEAD}{entry}" if last else f"{HEAD}{entry}timezone: UTC # end\n"
    found = put_back(text, rule, observe)
    value = read("f", found)[0].value

    assert isinstance(value, dict)
    assert value["observe"] == (
        [*ids, rule] if observe and rule not in ids else [i for i in ids if observe or i != rule]
    )
    assert found.startswith(HEAD)
    assert last or found.endswith("timezone: UTC # end\n")
