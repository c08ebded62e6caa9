"""What is wrong in a policy file, in one line each with the remedy last."""

from collections.abc import Iterable
from difflib import get_close_matches

from twohats_policy.account import Frozen


class Problem(Frozen):
    """One thing wrong in a policy file. `line` counts from 1; `path` is the way to the value (`rules[2].when`).

    `detail` holds further lines for the reader (an expression with a caret under the fault), and may be empty.
    """

    file: str
    line: int
    path: str
    what: str
    remedy: str
    detail: str = ""

    def __str__(self) -> str:
        path = f"{self.path}: " if self.path else ""
        detail = f"\n{self.detail}" if self.detail else ""
        return f"{self.file}:{self.line}: {path}{self.what}; {self.remedy}{detail}"


class PolicyError(Exception):
    """Policy files that cannot be used; `problems` holds every problem found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, offered: Iterable[str], otherwise: str) -> str:
    """Return the remedy for a mistyped `word`: the nearest of `offered`, else `otherwise`."""
    near = get_close_matches(word, sorted(set(offered)), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else otherwise


def shown(word: str, longest: int = 60) -> str:
    """Return a user's word for a message: in backticks, shortened, without characters that a terminal would act on."""
    clean = "".join(char if char.isprintable() else "?" for char in word)
    return f"`{clean if len(clean) <= longest else clean[:longest] + '…'}`"
