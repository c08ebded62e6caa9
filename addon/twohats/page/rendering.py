"""Rendering: a template with its values, in the person's language."""

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from twohats.reports.sheet import marked
from twohats.wording import say


def render(template: str, language: str, **values: object) -> str:
    """Return a page. `values` reach the template beside `t`, which says a sentence in the language."""

    def t(key: str, **named: str | int) -> str:
        return say(key, language, **named)

    return _templates().get_template(template).render(language=language, t=t, **values)


@cache
def _templates() -> Environment:
    reports = PackageLoader("twohats", "reports/templates")
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("twohats.page"), PrefixLoader({"reports": reports})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["marked"] = marked
    return environment
