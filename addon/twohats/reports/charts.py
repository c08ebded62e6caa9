"""Small charts as SVG markup: bars of parts, upright or lying. Drawn here, for browsers without scripts.

The markup has classes and presentation attributes only, so that a page whose policy forbids inline styles can show it;
`templates/charts.css` gives the colours, for light and dark. Every chart has a title and a description for screen
readers; the table beside it is the caller's, for colour alone never tells. (Looked at: pygal writes scripts and styles
into each chart, leather fixed colours and no titles.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from markupsafe import Markup

_WIDTH = 320
_LEFT, _TOP, _HEIGHT, _FOOT = 26, 8, 104, 18  # of an upright chart, in its own units
_ROW, _BAR = 34, 10
_LABEL = 44
"""Characters of a name that fit the width; the whole name is in the bar's title."""


@dataclass(frozen=True)
class Part:
    """What a part of each bar stands for; `mark` is its class in the style sheet."""

    mark: str
    name: str


@dataclass(frozen=True)
class Bar:
    """One bar: its name, a value for each part (0 or more), and all of it in words. `foot` may be empty."""

    name: str
    values: tuple[int, ...]
    words: str
    foot: str = ""

    @property
    def total(self) -> int:
        """The length of the bar."""
        return sum(self.values)


@dataclass(frozen=True)
class Chart:
    """Bars of the same parts. `id` is the chart's own on its page: letters, digits and `-`."""

    id: str
    title: str
    words: str
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]

    @property
    def most(self) -> int:
        """The longest bar; at least 1, so that lengths can be compared with it."""
        return max((bar.total for bar in self.bars), default=0) or 1


def upright(chart: Chart) -> Markup:
    """Return the bars side by side, the longest as high as the chart; for days."""
    svg = _svg(chart, _TOP + _HEIGHT + _FOOT)
    _scale(svg, chart.most)
    step = (_WIDTH - _LEFT) / max(len(chart.bars), 1)
    width = min(step * 0.78, 24)
    for number, bar in enumerate(chart.bars):
        left = _LEFT + step * number + (step - width) / 2
        _stack(_titled(svg, bar), chart, bar, left, width)
        if bar.foot:
            _text(svg, bar.foot, left + width / 2, _TOP + _HEIGHT + 13, "foot")
    return _markup(svg)


def lying(chart: Chart) -> Markup:
    """Return the bars one below the other, each under its name; for rules and accounts."""
    svg = _svg(chart, _ROW * max(len(chart.bars), 1))
    for number, bar in enumerate(chart.bars):
        group, top = _titled(svg, bar), _ROW * number
        name = bar.name if len(bar.name) <= _LABEL else f"{bar.name[: _LABEL - 1]}…"
        _text(group, name, 0, top + 13, "name")
        _text(group, str(bar.total), _WIDTH, top + 13, "value")
        _line(group, chart, bar, top + 18)
    return _markup(svg)


def legend(parts: Sequence[Part]) -> Markup:
    """Return what the parts stand for, as a list."""
    swatch = (
        '<svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="{}" width="10" height="10"/></svg>'
    )
    items = (Markup("<li>") + Markup(swatch).format(part.mark) + part.name + Markup("</li>") for part in parts)
    return Markup('<ul class="legend">') + Markup("").join(items) + Markup("</ul>")


def _svg(chart: Chart, height: float) -> ElementTree.Element:
    title, words = f"{chart.id}-title", f"{chart.id}-words"
    view = {"viewBox": f"0 0 {_WIDTH} {height:g}", "role": "img", "aria-labelledby": f"{title} {words}"}
    svg = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "chart"} | view)
    ElementTree.SubElement(svg, "title", {"id": title}).text = chart.title
    ElementTree.SubElement(svg, "desc", {"id": words}).text = chart.words
    return svg


def _scale(svg: ElementTree.Element, most: int) -> None:
    for value, height in ((most, _TOP), (0, _TOP + _HEIGHT)):
        place = {"x1": f"{_LEFT}", "x2": f"{_WIDTH}", "y1": f"{height}", "y2": f"{height}"}
        ElementTree.SubElement(svg, "line", {"class": "axis"} | place)
        _text(svg, str(value), _LEFT - 4, height + 4, "value")


def _titled(svg: ElementTree.Element, bar: Bar) -> ElementTree.Element:
    group = ElementTree.SubElement(svg, "g")
    ElementTree.SubElement(group, "title").text = bar.words
    return group


def _stack(group: ElementTree.Element, chart: Chart, bar: Bar, left: float, width: float) -> None:
    foot = float(_TOP + _HEIGHT)
    for part, value in zip(chart.parts, bar.values, strict=True):
        height = _HEIGHT * value / chart.most
        foot -= height
        if value:
            _rect(group, part, left, foot, width, height)


def _line(group: ElementTree.Element, chart: Chart, bar: Bar, top: float) -> None:
    left = 0.0
    for part, value in zip(chart.parts, bar.values, strict=True):
        width = _WIDTH * value / chart.most
        if value:
            _rect(group, part, left, top, width, _BAR)
        left += width


def _rect(group: ElementTree.Element, part: Part, x: float, y: float, width: float, height: float) -> None:
    size = {"x": x, "y": y, "width": max(width, 0.5), "height": max(height, 0.5)}
    ElementTree.SubElement(group, "rect", {"class": part.mark} | {name: f"{size[name]:.2f}" for name in size})


def _text(parent: ElementTree.Element, text: str, x: float, y: float, kind: str) -> None:
    ElementTree.SubElement(parent, "text", {"class": kind, "x": f"{x:.2f}", "y": f"{y:.2f}"}).text = text


def _markup(svg: ElementTree.Element) -> Markup:
    """Return the tree as text; it has escaped what is in it."""
    return Markup(ElementTree.tostring(svg, encoding="unicode"))
