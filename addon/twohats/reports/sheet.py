"""The report as one page of HTML: no script, nothing from elsewhere, figures as charts with a table beside each.

The page forbids itself everything but its own style sheet, which it names by its hash.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from twohats.reports import charts, grids, pictured
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Figures
from twohats.reports.grids import Grid
from twohats.reports.summary import summary
from twohats.state.reviews import Review
from twohats.wording import say


@dataclass(frozen=True)
class Pictured:
    """A table, with the chart and the legend that stand beside it, if there is one."""

    grid: Grid
    chart: Markup | None = None
    legend: Markup | None = None


def sheet(figures: Figures, book: RuleBook, reviews: Sequence[Review], language: str) -> str:
    """Return the page."""
    return (
        _templates()
        .get_template("report.html")
        .render(
            language=language,
            style=Markup(style()),
            style_hash=f"sha256-{base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()}",
            summary=summary(figures, book, reviews, language),
            pictures=drawn(figures, language),
            t=partial(say, language=language),
        )
    )


def drawn(figures: Figures, language: str) -> tuple[Pictured, ...]:
    """Return the tables with their charts, in the order they are shown."""
    by_day, by_rule = pictured.by_day(figures, language), pictured.by_rule(figures, language)
    by_account = pictured.by_account(figures, language)
    found = (
        Pictured(grids.by_day(figures, language), charts.upright(by_day), charts.legend(by_day.parts)),
        Pictured(grids.by_rule(figures, language), charts.lying(by_rule), charts.legend(by_rule.parts)),
        Pictured(grids.by_account(figures, language), charts.lying(by_account), charts.legend(by_account.parts)),
        Pictured(grids.by_person(figures, language)),
    )
    return tuple(replace(one, grid=one.grid.without(one.grid.silent)) for one in found)


@cache
def style() -> str:
    """Return the style sheet of the page."""
    folder = resources.files("twohats") / "reports" / "templates"
    return "".join(folder.joinpath(name).read_text("utf-8") for name in ("figures.css", "charts.css", "report.css"))


def marked(line: str) -> Markup:
    """Return a sentence with what is to be typed, in backticks, as code."""
    parts = re.split(r"`([^`]*)`", line)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if n % 2 else escape(part) for n, part in enumerate(parts)
    )


@cache
def _templates() -> Environment:
    loader = PackageLoader("twohats", "reports/templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["marked"] = marked
    return environment
