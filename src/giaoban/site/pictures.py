"""The chart of a year by its parts against the year before: a Vega-Lite specification and the zones under the pointer."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, log10
from typing import Any

from django.utils.translation import gettext as _

from giaoban.language.locales import Language
from giaoban.language.numbers import write_number
from giaoban.reports.charts import Colour, svg

RIGHT = 4
"""Room to the right of the plot."""


@dataclass(frozen=True, slots=True)
class Size:
    """The outer size, the padding around the plot, and the letters of a size of screen."""

    width: int
    height: int
    left: int
    top: int
    bottom: int
    letters: int
    is_wide: bool

    def step(self, parts: int) -> float:
        """The breadth of one of so many parts."""
        return (self.width - self.left - RIGHT) / parts


WIDE = Size(800, 322, left=52, top=30, bottom=34, letters=12, is_wide=True)
NARROW = Size(330, 236, left=40, top=26, bottom=28, letters=12, is_wide=False)


@dataclass(frozen=True, slots=True)
class Year:
    """The parts of a year, each with a short and a full name, its value of this year and of last year
    (None = not reported, or not yet), and what a part needs on average to reach the target."""

    short_names: tuple[str, ...]
    names: tuple[str, ...]
    now: tuple[Decimal | None, ...]
    before: tuple[Decimal | None, ...]
    year: int
    need: Decimal | None
    is_line: bool
    """A stock or a ratio is drawn as a line, for its bars would not add up to anything."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A strip over one part, in the drawing's own units, with the lines of text that the pointer shows."""

    x: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing and its zones."""

    svg: str
    size: Size
    zones: tuple[Zone, ...]

    @property
    def plot_height(self) -> int:
        return self.size.height - self.size.top - self.size.bottom


def pictures(year: Year, description: str, language: Language) -> tuple[Picture, Picture]:
    """The drawing for a wide and for a narrow screen."""
    return _picture(year, description, WIDE, language), _picture(year, description, NARROW, language)


def _picture(year: Year, description: str, size: Size, language: Language) -> Picture:
    step = size.step(len(year.names))
    zones = tuple(
        Zone(round(size.left + step * place, 2), round(step, 2), _tip(year, place, language))
        for place in range(len(year.names))
    )
    return Picture(svg(specification(year, description, size, language)), size, zones)


def specification(year: Year, description: str, size: Size, language: Language) -> dict[str, Any]:
    """Parts on a measured axis from 0.5 on, so that bars may be of two breadths and zones can be laid over them."""
    top, ticks = ceiling([*year.now, *year.before, year.need])
    layers = [*(_lines(year) if year.is_line else _bars(year, size)), *_need(year)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "width": size.width - size.left - RIGHT,
        "height": size.height - size.top - size.bottom,
        "autosize": {"type": "none"},
        "padding": {"left": size.left, "right": RIGHT, "top": size.top, "bottom": size.bottom},
        "data": {"values": [{}]},
        "encoding": {"x": _parts_axis(year, size), "y": _values_axis(top, ticks, size, language)},
        "layer": [*layers, *_last_value(year, language)],
        "config": {"background": None, "view": {"stroke": None}, "aria": False},
    }


def ceiling(values: Sequence[Decimal | None]) -> tuple[float, list[float]]:
    """The top of the axis with room for a label above the tallest bar, and its three to five round ticks."""
    highest = max((float(value) for value in values if value is not None), default=0.0)
    if highest <= 0:
        return 1.0, [0.0, 1.0]
    magnitude = 10.0 ** (ceil(log10(highest)) - 1)
    step = next(unit * magnitude for unit in (0.5, 1.0, 2.0, 2.5) if highest / (unit * magnitude) <= 4.5)
    if highest >= 4:
        step = float(ceil(step))
    count = ceil(highest / step)
    return max(highest * 1.14, count * step), [step * place for place in range(count + 1)]


def _bars(year: Year, size: Size) -> Iterator[dict[str, Any]]:
    narrow = 0.0 if size.is_wide else 0.06
    yield _bar(year.before, Colour.PREVIOUS, -0.34 - narrow, -0.11, 1.0)
    last = _last(year.now)
    yield _bar(year.now[:last], Colour.NOW, -0.06, 0.34 + narrow, 0.82)
    yield _bar([None] * last + list(year.now[last:]), Colour.NOW, -0.06, 0.34 + narrow, 1.0)


def _bar(
    values: Sequence[Decimal | None], colour: Colour, left: float, right: float, strength: float
) -> dict[str, Any]:
    rows = [
        {"from": place + left, "to": place + right, "value": float(value)}
        for place, value in enumerate(values, 1)
        if value is not None
    ]
    return {
        "data": {"values": rows},
        "mark": {
            "type": "rect", "fill": colour.value, "opacity": strength,
            "cornerRadiusTopLeft": 4, "cornerRadiusTopRight": 4,
        },
        "encoding": {
            "x": {"field": "from", "type": "quantitative"}, "x2": {"field": "to"},
            "y": {"field": "value", "type": "quantitative"}, "y2": {"datum": 0},
        },
    }  # fmt: skip


def _lines(year: Year) -> Iterator[dict[str, Any]]:
    yield _line(year.before, Colour.PREVIOUS, {"strokeWidth": 2, "strokeDash": [2, 5]})
    yield _line(year.now, Colour.NOW, {"strokeWidth": 3, "point": {"fill": Colour.NOW.value, "size": 36}})


def _line(values: Sequence[Decimal | None], colour: Colour, look: dict[str, Any]) -> dict[str, Any]:
    rows = [{"month": place, "value": float(value)} for place, value in enumerate(values, 1) if value is not None]
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "stroke": colour.value, "strokeCap": "round", "strokeJoin": "round", **look},
        "encoding": {"x": {"field": "month", "type": "quantitative"}, "y": {"field": "value", "type": "quantitative"}},
    }


def _need(year: Year) -> Iterator[dict[str, Any]]:
    if year.need is not None:
        yield {
            "mark": {"type": "rule", "stroke": Colour.TARGET.value, "strokeDash": [6, 4], "strokeWidth": 1.5},
            "encoding": {
                "x": {"datum": 0.5}, "x2": {"datum": len(year.names) + 0.5}, "y": {"datum": float(year.need)},
            },
        }  # fmt: skip


def _last_value(year: Year, language: Language) -> Iterator[dict[str, Any]]:
    place = _last(year.now)
    value = year.now[place] if place < len(year.now) else None
    if value is None:
        return
    yield {
        "mark": {
            "type": "text", "dy": -11, "fontSize": 13, "fontWeight": 600, "fill": Colour.INK.value,
            "text": write_number(value, language),
        },
        "encoding": {"x": {"datum": place + (1.0 if year.is_line else 1.14)}, "y": {"datum": float(value)}},
    }  # fmt: skip


def _parts_axis(year: Year, size: Size) -> dict[str, Any]:
    count = len(year.names)
    every = 1 if size.is_wide or count <= 6 else 2
    return {
        "type": "quantitative",
        "scale": {"domain": [0.5, count + 0.5], "nice": False, "zero": False},
        "title": None,
        "axis": {
            "values": list(range(1, count + 1, every)),
            "grid": False, "ticks": False, "domain": False, "labelPadding": 10,
            "labelExpr": f"{json.dumps(year.short_names, ensure_ascii=False)}[datum.value - 1]",
            "labelColor": Colour.INK.value, "labelFontSize": size.letters, "labelOverlap": False,
        },
    }  # fmt: skip


def _values_axis(top: float, ticks: list[float], size: Size, language: Language) -> dict[str, Any]:
    words = {f"{tick:g}": write_number(Decimal(str(tick)), language) for tick in ticks}
    chain = " : ".join(f"abs(datum.value - {tick}) < 1e-9 ? '{word}'" for tick, word in words.items())
    return {
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "title": None,
        "axis": {
            "values": ticks, "ticks": False, "domain": False, "labelPadding": 8,
            "gridColor": Colour.GRID.value, "labelExpr": f"{chain} : ''",
            "labelColor": Colour.INK.value, "labelFontSize": size.letters,
        },
    }  # fmt: skip


def _last(values: Sequence[Decimal | None]) -> int:
    """The place of the last reported part; past the end where none is."""
    return max((place for place, value in enumerate(values) if value is not None), default=len(values))


def _tip(year: Year, place: int, language: Language) -> str:
    def line(of_year: int, value: Decimal | None) -> str:
        return f"{of_year}: {_('chưa có số liệu') if value is None else write_number(value, language)}"

    return "\n".join((year.names[place], line(year.year, year.now[place]), line(year.year - 1, year.before[place])))
