"""Putting a rule back to observe, or into force again: one word in the `observe:` list of a team file.

Only that word changes: comments, quotes and layout stay as a person wrote them. The result is read again, and refused
if anything else would have changed.
"""

import re

from twohats_policy.errors import PolicyError, Problem, shown
from twohats_policy.observe_list import KEY, added, layout, removed
from twohats_policy.rule import WORD
from twohats_policy.source import Source, read

TEAM_FILE = "team.yaml"
_MARK = "\ufeff"


def put_back(team_yaml_text: str, rule: str, observe: bool) -> str:
    """Return the team file with `rule` in its `observe:` list, or (`observe` false) without it; unchanged if that is so
    already. Whether there is such a rule shows when the result is loaded.

    Raises:
        PolicyError: the text is no team file, or is written in a way that only a person can edit.
    """
    text = team_yaml_text.removeprefix(_MARK)
    before = _source(text, rule)
    observed = _observed(before)
    if (rule in observed) is observe:
        return team_yaml_text
    keys = layout(text)
    if keys is None:
        raise PolicyError([_by_hand(before, "the file is not written as `key: value`, one to a line")])
    written = added(text, keys, _as_text(rule)) if observe else removed(text, keys, observed.index(rule))
    after = _after(observed, rule, observe)
    if written is None or not _differs_only_in(before, written, after):
        raise PolicyError([_by_hand(before, "is written in a way of its own")])
    return team_yaml_text[: -len(text)] + put_back(written, rule, observe)


def _source(text: str, rule: str) -> Source:
    if not re.fullmatch(WORD, rule):
        what, remedy = f"{shown(rule)} is no id of a rule", "use an id as it stands in the policy"
        raise PolicyError([Problem(file=TEAM_FILE, line=1, path=KEY, what=what, remedy=remedy)])
    source, problems = read(TEAM_FILE, text)
    if problems:
        raise PolicyError(problems)
    return source


def _observed(source: Source) -> list[str]:
    value = source.value.get(KEY, []) if isinstance(source.value, dict) else None
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise PolicyError([_by_hand(source, "is no list of rules")])
    return [str(word) for word in words]


def _after(observed: list[str], rule: str, observe: bool) -> list[str]:
    if observe:
        return [*observed, rule]
    first = observed.index(rule)
    return observed[:first] + observed[first + 1 :]


def _as_text(rule: str) -> str:
    """Return the id as YAML takes it for text: `2026` and `null` need quotes."""
    return rule if read(TEAM_FILE, f"{KEY}: {rule}")[0].value == {KEY: rule} else f'"{rule}"'


def _differs_only_in(before: Source, written: str, observed: list[str]) -> bool:
    after, problems = read(TEAM_FILE, written)
    given = before.value if isinstance(before.value, dict) else {}
    return not problems and after.value == {**given, KEY: observed}


def _by_hand(source: Source, what: str) -> Problem:
    return source.problem((KEY,), what, f"edit `{KEY}:` by hand")
