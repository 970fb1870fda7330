"""Numbers of the roll-up become figures in the text: the words around them are chosen from the data."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from giaoban.analysis.figure import RolledFigure
from giaoban.indicators.catalogue import Indicator, Kind
from giaoban.language.comparison import write_change, write_of_target, write_points_change
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number, write_percent, write_points
from giaoban.language.rounding import round_half_up
from giaoban.reports.model import Figure, Inline, Reference, Text
from giaoban.reports.problems import WrongTemplateCall

PARTS = {
    "value": pgettext_lazy("part of a figure", "thực hiện"),
    "year_to_date": pgettext_lazy("part of a figure", "lũy kế từ đầu năm"),
    "target": pgettext_lazy("part of a figure", "chỉ tiêu"),
    "completion_percent": pgettext_lazy("part of a figure", "tỷ lệ so chỉ tiêu"),
    "same_period": pgettext_lazy("part of a figure", "cùng kỳ năm trước"),
    "change": pgettext_lazy("part of a figure", "tăng, giảm so cùng kỳ"),
    "change_percent": pgettext_lazy("part of a figure", "tỷ lệ tăng, giảm so cùng kỳ"),
    "reported": pgettext_lazy("part of a figure", "số đơn vị đã báo cáo"),
    "expected": pgettext_lazy("part of a figure", "số đơn vị phải báo cáo"),
}
"""What may be shown of a rolled-up figure, and how it is called."""
PERCENTS = frozenset({"completion_percent", "change_percent"})
RESTS_ON_ESTIMATES = PERCENTS | {"value", "year_to_date", "change"}


class Wording:
    """Writes the figures of one indicator, unit and period in one language."""

    def __init__(self, rolled: RolledFigure, indicator: Indicator, *, place: str, language: Language) -> None:
        """`place` says whose figure it is and of when, for the label."""
        self.rolled, self.indicator, self.place, self.language = rolled, indicator, place, language

    def number(self, part: str) -> Decimal | None:
        """The exact number of that part; raises `WrongTemplateCall` for a part that does not exist."""
        if part not in PARTS:
            raise WrongTemplateCall(
                _("không có phần số liệu “%(part)s”; các phần: %(known)s.") % {"part": part, "known": ", ".join(PARTS)}
            )
        value: Decimal | int | None = getattr(self.rolled, part)
        return None if value is None else Decimal(value)

    def text(self, part: str) -> str:
        """The number as it is printed; empty where it is not known. The change of a percent is in points."""
        value = self.number(part)
        if value is None:
            return ""
        if part == "change" and self._is_percent():
            return write_points(value, self.language)
        if part in PERCENTS or (self._is_percent() and part not in {"reported", "expected"}):
            return write_percent(value, self.language)
        return write_number(round_half_up(value, self.indicator.decimals), self.language)

    def figure(self, part: str, text: str | None = None, *, unknown: str | None = None) -> Figure:
        """The figure of that part, printed as `text` where the wording is more than the number.

        `unknown` is printed where the books hold nothing; a missing number is never a zero.
        """
        printed = self.text(part) if text is None else text
        known = bool(printed)
        reference = Reference(self.rolled.indicator, self.rolled.breakdown, self.rolled.unit, self.rolled.period, part)
        return Figure(
            id="",
            text=printed or unknown or _("chưa có số liệu"),
            label=self.label(part),
            reference=reference,
            known=known,
        )

    def early(self, part: str, *, bold: bool = False) -> tuple[Text, ...]:
        """`ước ` in front of a number for which an early estimate stands in; nothing in front of any other."""
        if not self.rolled.estimate or part not in RESTS_ON_ESTIMATES or self.number(part) is None:
            return ()
        return (Text(pgettext("in front of a number", "ước") + " ", bold),)

    def label(self, part: str) -> str:
        name = self.indicator.short_name or self.indicator.name
        return f"{name.in_language(self.language)} ({PARTS[part]}), {self.place}"

    def delivered(self) -> str:
        """The part that is measured against the target: since the start of the year, where the target is the year's."""
        yearly = self.indicator.target == "year" and self.rolled.year_to_date is not None
        return "year_to_date" if yearly else "value"

    def of_target(self) -> tuple[Inline, ...]:
        """`821/1.450 chỉ tiêu (đạt 56,62%)`, every number a figure of its own."""
        part = self.delivered()
        value, target = self.number(part), self.rolled.target
        if value is None or target is None:
            return (*self.early(part), self.figure(part), Text(_(" (chỉ tiêu: ")), self.figure("target"), Text(")"))
        numbers = [part, "target"] if self.rolled.completion_percent is None else [part, "target", "completion_percent"]
        return self.early(part) + self._traced(write_of_target(value, target, self.language), numbers)

    def change(self) -> tuple[Inline, ...]:
        """`tăng 53,45% so cùng kỳ`; the word of direction belongs to the figure, so that it is checked with it."""
        part = "change" if self._is_percent() else "change_percent"
        phrase = self._change_phrase()
        end = phrase.find("%") + 1 or len(phrase)
        figure = self.figure(part, phrase[:end], unknown=_("chưa có số liệu cùng kỳ"))
        told: tuple[Inline, ...] = (*self.early(part), figure)
        return (*told, Text(phrase[end:])) if phrase[end:] else told

    def _change_phrase(self) -> str:
        """Empty where one of the two is not reported; of an indicator that is a percent, in percentage points."""
        rolled = self.rolled
        if self._is_percent():
            return write_points_change(rolled.change, self.language)
        return write_change(
            value=rolled.value,
            same_period=rolled.same_period,
            change=rolled.change,
            change_percent=rolled.change_percent,
            language=self.language,
        )

    def _traced(self, phrase: str, parts: list[str]) -> tuple[Inline, ...]:
        inlines: list[Inline] = []
        for part in parts:
            before, found, phrase = phrase.partition(self.text(part))
            inlines += [Text(before)] if before else []
            inlines.append(self.figure(part, found))
        return (*inlines, Text(phrase)) if phrase else tuple(inlines)

    def _is_percent(self) -> bool:
        return self.indicator.kind is Kind.RATIO and self.indicator.factor == 100
