"""The chart card of an indicator: the picture, the insight in one sentence, the same figures as a table."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.trend import Point
from giaoban.indicators.catalogue import Indicator, Kind
from giaoban.language.comparison import write_change, write_points_change
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number
from giaoban.language.rounding import percent
from giaoban.periods.names import write_period
from giaoban.periods.period import Period, PeriodKind
from giaoban.site.pictures import Picture, Year, pictures

PREFIX = {PeriodKind.MONTH: "Th", PeriodKind.QUARTER: "Q", PeriodKind.HALF_YEAR: "H", PeriodKind.WEEK: "W"}


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One part of the year in the table below the chart; `change` in words, `estimate` where `now` rests on an early one."""

    name: str
    now: Decimal | None
    before: Decimal | None
    change: str
    estimate: bool


@dataclass(frozen=True, slots=True)
class YearChart:
    """Everything of the card. `wide` and `narrow` are the same picture for two widths of screen."""

    year: int
    insight: SafeString
    wide: Picture
    narrow: Picture
    rows: tuple[ChartRow, ...]
    need: Decimal | None


def year_chart(
    indicator: Indicator, points: tuple[Point, ...], figure: RolledFigure, period: Period, language: Language
) -> YearChart | None:
    """None where neither year has a reported part."""
    if all(point.value is None and point.same_period is None for point in points):
        return None
    need = _need(indicator, figure, len(points))
    year = Year(
        short_names=tuple(_short_name(point.period, language) for point in points),
        names=tuple(_name(point.period, language) for point in points),
        now=tuple(point.value for point in points),
        before=tuple(point.same_period for point in points),
        year=period.year,
        need=need,
        is_line=indicator.kind in {Kind.STOCK, Kind.RATIO},
    )
    insight = _insight(indicator, points, language)
    name = indicator.name.in_language(language)
    description = _("%(name)s, năm %(year)s so với %(before)s") % {
        "name": name, "year": period.year, "before": period.year - 1,
    }  # fmt: skip
    wide, narrow = pictures(year, description, language)
    return YearChart(period.year, insight, wide, narrow, _rows(indicator, points, language), need)


def _need(indicator: Indicator, figure: RolledFigure, parts: int) -> Decimal | None:
    if indicator.target != "year" or indicator.kind is not Kind.FLOW or figure.target is None:
        return None
    return percent(figure.target, Decimal(100 * parts), 1)


def _rows(indicator: Indicator, points: tuple[Point, ...], language: Language) -> tuple[ChartRow, ...]:
    return tuple(
        ChartRow(
            _name(point.period, language),
            point.value,
            point.same_period,
            _change(indicator, point.value, point.same_period, language),
            point.estimate,
        )
        for point in points
    )


def _insight(indicator: Indicator, points: tuple[Point, ...], language: Language) -> SafeString:
    told = [point for point in points if point.value is not None]
    if not told:
        return escape(_("Năm nay chưa có số liệu; chỉ có số của năm trước."))
    last = told[-1]
    value = last.value or Decimal(0)
    others = [point.value for point in told[:-1] if point.value is not None]
    place = ""
    if len(others) > 1 and value > max(others):
        place = _(", cao nhất từ đầu năm")
    elif len(others) > 1 and value < min(others):
        place = _(", thấp nhất từ đầu năm")
    change = _change(indicator, last.value, last.same_period, language)
    return format_html(
        "{}: <b>{}{} {}</b>{}{}.",
        _name(last.period, language),
        pgettext("số", "ước") + " " if last.estimate else "",
        write_number(value, language),
        indicator.unit_of_measure.in_language(language),
        place,
        f", {change}" if change else "",
    )


def _change(indicator: Indicator, now: Decimal | None, before: Decimal | None, language: Language) -> str:
    change = None if now is None or before is None else now - before
    if indicator.kind is Kind.RATIO:
        return write_points_change(change, language)
    rate = None if change is None or before is None else percent(change, before)
    return write_change(value=now, same_period=before, change=change, change_percent=rate, language=language)


def _name(period: Period, language: Language) -> str:
    name = write_period(period, language)
    return name[:1].upper() + name[1:]


def _short_name(period: Period, language: Language) -> str:
    if period.kind is PeriodKind.MONTH and language == "en":
        return write_period(period, language)[:3]
    return f"{PREFIX.get(period.kind, '')} {period.number}".strip()
