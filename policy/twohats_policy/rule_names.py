"""The page `docs/rule-names.md`, made from the declaration in `vocabulary`."""

import sys
from collections.abc import Iterator

from twohats_policy.names import VOCABULARY
from twohats_policy.vocabulary import Group, Kind, Name, Vocabulary

_HEAD = """# Names offered to rules

Made from `policy/twohats_policy/names.py` by `python -m twohats_policy.rule_names`; do not edit by hand.

A rule's `when` is a CEL expression over the names below. It is type-checked when the file is loaded: a name that is
not on this page is an error with its line. The full language is described at [cel.dev](https://cel.dev); of its
extensions, the string functions (`lowerAscii`, `split`, `trim`, `replace` …) are there. For word lists prefer `says`,
for parts of words `contains`: a regular expression (`matches`, RE2) costs about twenty times as much.

A **signal** is worked out only when a rule that is in scope looks at it. Where it cannot be worked out, a condition
that hangs on it counts as met if the rule's effect restricts (`wait`, `ask`, `second`, `block`), and the question
says what could not be told.
"""


def page(vocabulary: Vocabulary = VOCABULARY) -> str:
    """Return the page as Markdown."""
    variables = [name for name in vocabulary.variables if name.kind is not Kind.GROUP]
    groups = {name.name: name for name in vocabulary.variables if name.kind is Kind.GROUP}
    parts = [_HEAD]
    parts += [_section(_title(group, groups), group.about, group.names) for group in vocabulary.groups]
    parts.append(_section("By themselves", "Names without a dot.", variables))
    functions = (f"| `{function.name}(words)` | {function.about} |" for function in vocabulary.functions)
    parts.append("\n".join(["## Functions of our own", "", "| Function | Meaning |", "|---|---|", *functions, ""]))
    return "\n".join(parts)


def _title(group: Group, variables: dict[str, Name]) -> str:
    starts = [name for name, variable in variables.items() if variable.group == group.name]
    return (
        ", ".join(f"`{name}`" for name in starts) or {"media": "`post.media`", "target": "`post.targets`"}[group.name]
    )


def _section(title: str, about: str, names: tuple[Name, ...] | list[Name]) -> str:
    rows = (f"| `{name.name}` | {_type(name)} | {name.about}{_more(name)} |" for name in names)
    return "\n".join([f"## {title}", "", about, "", "| Name | Type | Meaning |", "|---|---|---|", *rows, ""])


def _type(name: Name) -> str:
    return "list" if name.kind is Kind.GROUPS else name.kind.value


def _more(name: Name) -> str:
    return "".join(_remarks(name))


def _remarks(name: Name) -> Iterator[str]:
    if name.values:
        yield f" One of {', '.join(f'`{value}`' for value in name.values)}."
    if name.signal:
        yield " **Signal.**"
    if name.signal and name.signal.extra:
        yield f" Needs the extra `{name.signal.extra}`."


if __name__ == "__main__":
    sys.stdout.write(page())
