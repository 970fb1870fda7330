"""Vega-Lite specifications of the charts that reports show; data inside, colours named by `charts.Colour`."""

from decimal import Decimal
from typing import Any

from giaoban.reports.charts import Colour

FONT = "Tinos"
NUMBER = ",.2~f"
"""Groups of thousands, at most two decimals, none where there are none."""


def bars_by_unit(
    rows: tuple[tuple[str, tuple[Decimal | None, ...]], ...], series: tuple[str, ...], *, axis: str, description: str
) -> dict[str, Any]:
    """Lying bars: for each unit one bar a series; the last series is the one that the reader looks for.

    `rows` holds the unit's name and one number a series; None draws no bar. `description` says it in words.
    """
    values = [
        {"unit": unit, "series": name, "value": float(number), "label": number == numbers[-1] and name == series[-1]}
        for unit, numbers in rows
        for name, number in zip(series, numbers, strict=True)
        if number is not None
    ]
    colours = [Colour.PREVIOUS.value, Colour.NOW.value][-len(series) :]
    order = {"field": "series", "type": "nominal", "sort": list(series)}
    place = {"field": "unit", "type": "nominal", "title": None, "sort": [unit for unit, _numbers in rows]}
    number = {"field": "value", "type": "quantitative", "title": axis, "axis": {"format": NUMBER, "tickCount": 6}}
    bars = {
        "mark": {"type": "bar"},
        "encoding": {"color": order | {"title": None, "scale": {"domain": list(series), "range": colours}}},
    }
    labels = {
        "mark": {"type": "text", "align": "left", "dx": 3, "fontSize": 11, "fill": Colour.INK.value},
        "transform": [{"filter": {"field": "series", "equal": series[-1]}}],
        "encoding": {"text": {"field": "value", "type": "quantitative", "format": NUMBER}},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "data": {"values": values},
        "width": 400,
        "height": {"step": 11},
        "encoding": {"y": place | {"scale": {"paddingInner": 0.25}}, "yOffset": order, "x": number},
        "layer": [bars, labels],
        "config": look(),
    }


def look() -> dict[str, Any]:
    """Fonts and quiet lines, the same for every chart on paper."""
    return {
        "font": FONT,
        "background": None,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelLimit": 260,
            "labelColor": Colour.INK.value,
            "titleColor": Colour.INK.value,
            "gridColor": Colour.GRID.value,
            "domainColor": Colour.GRID.value,
            "tickColor": Colour.GRID.value,
        },
        "legend": {"labelFontSize": 12, "orient": "top", "labelColor": Colour.INK.value, "symbolType": "square"},
    }
