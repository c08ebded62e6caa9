"""The report for a terminal, by Rich; plain text where it is not one."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from twohats.reports import grids
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Figures
from twohats.reports.grids import Grid
from twohats.reports.summary import Summary, summary
from twohats.state.reviews import Review


def shown(figures: Figures, book: RuleBook, reviews: Sequence[Review], language: str, width: int) -> Group:
    """Return the report: what was caught first, what there is to do last, where the eye is."""
    told = summary(figures, book, reviews, language)
    tables = (grid(figures, language) for grid in (grids.by_day, grids.by_account, grids.by_person, grids.by_rule))
    parts = (*(_table(fitting(grid, width), width) for grid in tables if grid.rows), *_notes(told))
    return Group(*_head(told), *(Group(Text(), part) for part in parts))


def fitting(grid: Grid, width: int) -> Grid:
    """Return a table that fits, without columns in which there is nothing, and without minor ones if it must be."""
    gone = set(grid.silent)
    for place in grid.minor:
        if _width(grid.without(gone)) <= width:
            break
        gone.add(place)
    return grid.without(gone)


def _width(grid: Grid) -> int:
    """The characters across, with two between columns; a heading folds between its words."""
    heads = tuple(_longest_word(heading) for heading in grid.headings)
    columns = zip(heads, *(tuple(cell_len(cell) for cell in row) for row in grid.rows), strict=True)
    return sum(int(max(column)) + 2 for column in columns) - 2


def _longest_word(heading: str) -> int:
    return max(cell_len(word) for word in heading.split())


def _head(told: Summary) -> Iterator[RenderableType]:
    yield Text.assemble((told.caught, "bold"), f" {told.caught_words}")
    yield from (Text(line) for line in told.lines)


def _table(grid: Grid, width: int) -> Table:
    title = Text(grid.title, "bold")
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    first, *others = grid.headings
    table.add_column(first, overflow="fold", no_wrap=_width(grid) <= width)
    for heading in others:
        table.add_column(heading, justify="right", overflow="fold", min_width=_longest_word(heading))
    for row in grid.rows:
        table.add_row(*row)
    return table


def _notes(told: Summary) -> Iterator[RenderableType]:
    for notes in told.notes:
        if notes.lines:
            lines = (*notes.lines, notes.foot) if notes.foot else notes.lines
            yield Group(Text(notes.title, "bold"), *(Text(line) for line in lines))
