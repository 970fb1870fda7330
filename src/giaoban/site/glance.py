"""A figure at a glance: how it moved, how it stands against its target, and what to say about it in a word."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from giaoban.analysis.figure import RolledFigure
from giaoban.indicators.catalogue import Direction, Indicator, Kind
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number, write_percent
from giaoban.language.rounding import percent, round_half_up
from giaoban.periods.period import Period

Tone = Literal["good", "warn", "bad", "flat", "plain"]
SLIGHTLY_SLOW = Decimal("0.85")
"""Behind the pace by less than this share of it is "hơi chậm", by more "chậm tiến độ"."""


@dataclass(frozen=True, slots=True)
class Movement:
    """The change on the same period last year: `text` has no sign, `word` and `icon` say which way."""

    tone: Tone
    icon: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Pace:
    """How a figure stands against its target. Percents of the target; `due` is None where no pace is expected of it."""

    done: Decimal
    due: Decimal | None
    tone: Tone
    icon: str
    word: str


@dataclass(frozen=True, slots=True)
class Glance:
    """A figure with what to say about it; `movement` and `pace` are None where they cannot be told."""

    indicator: Indicator
    figure: RolledFigure
    movement: Movement | None
    pace: Pace | None

    @property
    def is_ratio(self) -> bool:
        return self.indicator.kind is Kind.RATIO


def glance(indicator: Indicator, figure: RolledFigure, period: Period, today: date, language: Language) -> Glance:
    """What a tile or a row of a table shows of one figure."""
    return Glance(indicator, figure, movement(indicator, figure, language), pace(indicator, figure, period, today))


def movement(indicator: Indicator, figure: RolledFigure, language: Language) -> Movement | None:
    """None where either side is not reported."""
    change = figure.change
    if change is None:
        return None
    text = _amount(indicator, figure, language)
    if not change:
        return Movement("flat", "move-right", _("bằng"), text)
    if change > 0:
        return Movement(_tone(indicator.good, up=True), "trending-up", _("tăng"), text)
    return Movement(_tone(indicator.good, up=False), "trending-down", _("giảm"), text)


def pace(indicator: Indicator, figure: RolledFigure, period: Period, today: date) -> Pace | None:
    """None where there is no target or nothing is reported."""
    done = figure.completion_percent
    if done is None:
        return None
    if indicator.good is Direction.DOWN:
        # A target of what should stay small is a ceiling.
        return _within(done)
    due = due_by(indicator, period, today)
    if done >= 100:
        return Pace(done, due, "good", "circle-check", _("Đạt chỉ tiêu"))
    return Pace(done, None, "plain", "target", _("Đang thực hiện")) if due is None else _paced(done, due)


def _within(done: Decimal) -> Pace:
    if done <= 100:
        return Pace(done, None, "good", "circle-check", _("Trong mức"))
    return Pace(done, None, "bad", "triangle-alert", _("Vượt mức"))


def _paced(done: Decimal, due: Decimal) -> Pace:
    if done >= due:
        return Pace(done, due, "good", "circle-check", _("Đạt tiến độ"))
    if done >= due * SLIGHTLY_SLOW:
        return Pace(done, due, "warn", "clock", _("Hơi chậm"))
    return Pace(done, due, "bad", "triangle-alert", _("Chậm tiến độ"))


def due_by(indicator: Indicator, period: Period, today: date) -> Decimal | None:
    """Percent of the year's target due by the end of the period, or by today within it; None where nothing accrues."""
    if indicator.target == "none" or indicator.kind is not Kind.FLOW:
        return None
    if indicator.target == "period":
        passed, whole = (min(period.last, today) - period.first).days + 1, (period.last - period.first).days + 1
    else:
        new_year = date(period.year, 1, 1)
        passed, whole = (min(period.last, today) - new_year).days + 1, (date(period.year + 1, 1, 1) - new_year).days
    return percent(Decimal(max(0, passed)), Decimal(whole), 1)


def _amount(indicator: Indicator, figure: RolledFigure, language: Language) -> str:
    change = abs(figure.change or Decimal(0))
    if indicator.kind is Kind.RATIO:
        return _("%(points)s điểm") % {"points": write_number(round_half_up(change, 2).normalize(), language)}
    if figure.change_percent is None:
        return write_number(change, language)
    return write_percent(abs(figure.change_percent), language)


def _tone(good: Direction, *, up: bool) -> Tone:
    if good is Direction.NEUTRAL:
        return "plain"
    return "good" if up == (good is Direction.UP) else "bad"
