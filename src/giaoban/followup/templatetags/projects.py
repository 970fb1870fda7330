"""How the measures of projects are written: `62,5/120,5 ha`, `24,35/96 tỷ đồng`, `tăng 4,2 ha trong tuần`."""

from decimal import Decimal
from typing import Final

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.followup.projects import Measure, MeasureStanding
from giaoban.language.locales import Language, language_of
from giaoban.language.numbers import write_number
from giaoban.language.rounding import round_half_up

register = template.Library()
BILLION: Final = Decimal(1_000_000_000)
TREND_ICONS: Final = {1: "trending-up", 0: "move-right", -1: "trending-down"}
TREND_TONES: Final = {1: "good", 0: "flat", -1: "bad"}


@register.filter
def measure_name(measure: Measure) -> str:
    """What is counted."""
    return {
        Measure.AREA: _("Bàn giao mặt bằng"),
        Measure.HOUSEHOLDS: _("Chi trả cho hộ dân"),
        Measure.MONEY: _("Giải ngân"),
    }[measure]


@register.filter
def measure_unit(measure: Measure) -> str:
    """In what it is shown: money in billions of đồng, with two decimals."""
    return {Measure.AREA: _("ha"), Measure.HOUSEHOLDS: _("hộ"), Measure.MONEY: _("tỷ đồng")}[measure]


@register.filter
def measure_number(value: Decimal | None, measure: Measure) -> str:
    """One number of a measure, without its unit; a dash where nothing is reported."""
    if value is None:
        return "–"
    if measure is Measure.MONEY:
        value = round_half_up(value / BILLION, 2)
    return write_number(value, _language())


@register.filter
def done_of(standing: MeasureStanding) -> str:
    """`62,5/120,5 ha`."""
    done, planned = (measure_number(one, standing.measure) for one in (standing.done, standing.planned))
    return f"{done}/{planned} {measure_unit(standing.measure)}"


@register.filter
def week_change(standing: MeasureStanding) -> str:
    """`tăng 4,2 ha`, `không đổi`; empty where there is nothing a week old to compare with."""
    if standing.change is None:
        return ""
    words = {1: _("tăng %(value)s %(unit)s"), 0: _("không đổi"), -1: _("giảm %(value)s %(unit)s")}[_sign(standing)]
    value = measure_number(abs(standing.change), standing.measure)
    return words % {"value": value, "unit": measure_unit(standing.measure)}


@register.filter
def week_icon(standing: MeasureStanding) -> str:
    """The icon of the week's change."""
    return TREND_ICONS[_sign(standing)]


@register.filter
def week_tone(standing: MeasureStanding) -> str:
    """The tone of the week's change: a week in which nothing moved is worth a look."""
    return TREND_TONES[_sign(standing)]


def _sign(standing: MeasureStanding) -> int:
    change = standing.change or Decimal()
    return (change > 0) - (change < 0)


def _language() -> Language:
    return language_of(get_language() or "vi")
