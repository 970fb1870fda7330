"""A figure at a glance: how it moved, how it stands against its target, and what to say about it in a word."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from django.utils.translation import gettext as _

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.pace import Pace as AnalysedPace
from giaoban.analysis.pace import Standing
from giaoban.analysis.pace import pace as analysed_pace
from giaoban.indicators.catalogue import Direction, Indicator, Kind
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number, write_percent
from giaoban.language.rounding import round_half_up
from giaoban.periods.period import Period

Tone = Literal["good", "warn", "bad", "flat", "plain"]


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
    found = analysed_pace(indicator, figure, period, today)
    return None if found is None else _shown(found)


def _shown(found: AnalysedPace) -> Pace:
    tone, icon, word = {
        Standing.REACHED: ("good", "circle-check", _("Đạt chỉ tiêu")),
        Standing.ON_PACE: ("good", "circle-check", _("Đạt tiến độ")),
        Standing.A_LITTLE_SLOW: ("warn", "clock", _("Hơi chậm")),
        Standing.BEHIND: ("bad", "triangle-alert", _("Chậm tiến độ")),
        Standing.RUNNING: ("plain", "target", _("Đang thực hiện")),
        Standing.WITHIN: ("good", "circle-check", _("Trong mức")),
        Standing.OVER: ("bad", "triangle-alert", _("Vượt mức")),
    }[found.standing]
    return Pace(found.done, found.due, cast("Tone", tone), icon, word)


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
