"""The `raise:` of a team file: a stricter effect for a rule of the team or of a pack. It can only tighten."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from twohats_policy.built_in import BUILT_IN
from twohats_policy.decision import Holding
from twohats_policy.errors import Problem
from twohats_policy.policy import RuleInForce
from twohats_policy.references import missing
from twohats_policy.rule import Rule
from twohats_policy.source import Source

KEY = "raise"


def raised(rule: RuleInForce, stricter: Mapping[str, Holding]) -> RuleInForce:
    """Return the rule with the effect that it is raised to, if it is."""
    effect = stricter.get(rule.rule.id)
    return replace(rule, rule=rule.rule.model_copy(update={"effect": effect})) if effect else rule


def raise_problems(
    source: Source, stricter: Mapping[str, Holding], ids: Collection[str], rules: Iterable[Rule]
) -> Iterator[Problem]:
    """Yield the entries that name no rule (`ids` are all), or would not make theirs (among `rules`) any stricter."""
    effects = {rule.id: rule.effect for rule in rules}
    for id, effect in stricter.items():
        path = (KEY, id)
        if id in BUILT_IN:
            yield source.problem(path, f"`{id}` is a built-in reason", "delete it: only rules can be raised")
            continue
        yield from missing(source, path, (id,), ids, "rule")
        if id in effects and effect.rank <= effects[id].rank:
            what = f"`{effect}` is not stricter than the rule's own `{effects[id]}`"
            yield source.problem(path, what, "name a stricter effect, or delete it")
