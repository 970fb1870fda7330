"""Formulas in words and numbers: `821 / 1.450 × 100 = 56,62%`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from giaoban.indicators.catalogue import Indicator
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number, write_percent, write_points

MOST_TERMS: Final = 20
"""A longer sum is told by its length."""


def shown(value: Decimal | None, indicator: Indicator, language: Language) -> str:
    """A figure of the indicator as printed; a dash where there is none."""
    if value is None:
        return "–"
    if is_percent(indicator):
        return write_percent(value, language, indicator.decimals)
    return write_number(value, language)


def is_percent(indicator: Indicator) -> bool:
    """Whether the indicator is itself a percentage."""
    return indicator.unit_of_measure.vi == "%"


def sum_of(terms: Sequence[Decimal], indicator: Indicator, language: Language) -> str:
    """`61 + 72 = 133`; one term stands alone."""
    total = sum(terms, Decimal(0))
    if not terms:
        return _("Chưa có đơn vị nào báo cáo.")
    if len(terms) == 1:
        return shown(total, indicator, language)
    if len(terms) > MOST_TERMS:
        words = _("Tổng của %(count)s số = %(total)s")
        return words % {"count": write_number(len(terms), language), "total": shown(total, indicator, language)}
    first, *rest = terms
    signed = "".join(f" {'−' if term < 0 else '+'} {shown(abs(term), indicator, language)}" for term in rest)
    return f"{shown(first, indicator, language)}{signed} = {shown(total, indicator, language)}"


def quotient(part: str, whole: str, factor: int, result: str) -> str:
    """`821 / 1.450 × 100 = 56,62%`."""
    times = f" × {factor}" if factor != 1 else ""
    return f"{part} / {whole}{times} = {result}"


def difference(value: str, same_period: str, result: str) -> str:
    """`267 − 174 = 93`."""
    return f"{value} − {same_period} = {result}"


def growth(value: str, same_period: str, result: str) -> str:
    """`(267 − 174) / 174 × 100 = 53,45%`."""
    return f"({value} − {same_period}) / {same_period} × 100 = {result}"


def shown_change(change: Decimal | None, indicator: Indicator, language: Language) -> str:
    """A difference as printed, of percentages in points."""
    if change is not None and is_percent(indicator):
        return write_points(change, language, indicator.decimals)
    return shown(change, indicator, language)


def shown_percent(value: Decimal | None, language: Language) -> str:
    """A percentage as printed; a dash where there is none."""
    return "–" if value is None else write_percent(value, language)


def coverage(reported: int, expected: int, language: Language) -> str:
    """`12/14 đơn vị báo cáo đủ`."""
    words = _("%(reported)s/%(expected)s đơn vị báo cáo đủ")
    return words % {"reported": write_number(reported, language), "expected": write_number(expected, language)}
