"""What the books know of one unit around a period: what it reported, the period before, last year, targets, sums so far."""

from collections.abc import Mapping
from decimal import Decimal

from giaoban.collection.blank import AnswerKey, Beside
from giaoban.collection.layout import Line
from giaoban.collection.typed import Answer
from giaoban.figures.books import Content, current
from giaoban.figures.entry import CellKey
from giaoban.figures.models import Measure, State
from giaoban.periods.period import Period, PeriodKind, previous, same_period_last_year, year_of, year_to_date
from giaoban.units.tree import Node


class Shelf:
    """The current values of one unit that its form or workbook for a period needs, read at once."""

    def __init__(self, unit: Node, period: Period) -> None:
        self.unit_id = unit.unit_id
        self.period = period.code
        self.year = year_of(period).code
        self.period_before = previous(period).code
        self.last_year = same_period_last_year(period).code
        self.year_before = same_period_last_year(year_of(period)).code
        self.earlier = _earlier_in_year(period)
        codes = {self.period, self.year, self.period_before, self.last_year, self.year_before, *self.earlier}
        self.books: Mapping[CellKey, Content] = current([unit.unit_id], codes)

    def answers(self) -> dict[AnswerKey, Answer]:
        """What the unit has reported for the period."""
        return {
            (key.indicator, key.breakdown, key.measure): Answer(State(row.state), row.value, row.text)
            for key, row in self.books.items()
            if key.period == self.period and row.state != State.WITHDRAWN
        }

    def before(self) -> dict[tuple[str, str], Decimal | None]:
        """The figures of the period before, by (indicator, breakdown), as the rules take them."""
        return {
            (key.indicator, key.breakdown): row.value
            for key, row in self.books.items()
            if key.period == self.period_before and key.measure == Measure.ACTUAL
        }

    def beside(self, line: Line) -> Beside:
        """What stands beside an input cell."""
        if line.measure == "target":
            return Beside(same_period=self._value(line, self.year_before, Measure.TARGET))
        earlier = [value for code in self.earlier if (value := self._value(line, code, Measure.ACTUAL)) is not None]
        return Beside(
            same_period=self._value(line, self.last_year, Measure.ACTUAL),
            target=self._value(line, self.year, Measure.TARGET) if line.indicator.target == "year" else None,
            before=sum(earlier, Decimal(0)) if earlier else None,
        )

    def text(self, line: Line, period: str) -> str:
        """The narrative that stands in the books for another period; empty where there is none."""
        row = self.books.get(CellKey(self.unit_id, line.indicator.code, line.breakdown, period, Measure.ACTUAL.value))
        return "" if row is None else row.text

    def _value(self, line: Line, period: str, measure: Measure) -> Decimal | None:
        row = self.books.get(CellKey(self.unit_id, line.indicator.code, line.breakdown, period, measure.value))
        return None if row is None else row.value


def _earlier_in_year(period: Period) -> tuple[str, ...]:
    """The codes of the periods of the same kind before this one in its year."""
    if period.kind in {PeriodKind.YEAR, PeriodKind.NINE_MONTHS, PeriodKind.RANGE}:
        return ()
    return tuple(part.code for part in year_to_date(period, period.kind) if part.code != period.code)
