"""A unit's workbook with what the books know: last year's values, targets, sums so far, and what was reported already."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from giaoban.collection.blank import AnswerKey, Beside
from giaoban.collection.layout import Line, pages
from giaoban.collection.typed import Answer
from giaoban.collection.workbook_write import write_workbook
from giaoban.figures.books import current
from giaoban.figures.entry import CellKey
from giaoban.figures.models import Measure, Observation, State
from giaoban.indicators.catalogue import Pack
from giaoban.language.locales import Language
from giaoban.periods.period import Period, PeriodKind, same_period_last_year, year_of, year_to_date
from giaoban.units.tree import Node


def workbook_of(
    unit: Node,
    period: Period,
    *,
    pack: Pack,
    office: str,
    language: Language = "vi",
    filled: Mapping[AnswerKey, Answer] = MappingProxyType({}),
) -> bytes:
    """The unit's workbook for the period out of the books; raises `NothingToReport`.

    `office` is who answers questions. What the unit has reported already stands in the input cells, so that a
    correction starts from what stands; `filled` stands there instead where it has an answer.
    """
    shelf = _Shelf(unit, period)
    lines = [line for page in pages(pack, unit.kind, period) for line in page.lines]
    return write_workbook(
        unit,
        period,
        pack=pack,
        office=office,
        beside={(line.indicator.code, line.breakdown): shelf.beside(line) for line in lines},
        answers={**shelf.answers(), **filled},
        language=language,
    )


class _Shelf:
    """The current values of one unit that its workbook for a period needs, read at once."""

    def __init__(self, unit: Node, period: Period) -> None:
        self.unit_id = unit.unit_id
        self.period = period.code
        self.year = year_of(period).code
        self.last_year = same_period_last_year(period).code
        self.year_before = same_period_last_year(year_of(period)).code
        self.before = _earlier_in_year(period)
        codes = {self.period, self.year, self.last_year, self.year_before, *self.before}
        self.books = current([unit.unit_id], codes)

    def answers(self) -> dict[AnswerKey, Answer]:
        """What the unit has reported for the period."""
        return {
            (key.indicator, key.breakdown, key.measure): Answer(State(row.state), row.value, row.text)
            for key, row in self.books.items()
            if key.period == self.period and row.state != State.WITHDRAWN
        }

    def beside(self, line: Line) -> Beside:
        if line.measure == "target":
            return Beside(same_period=self._value(line, self.year_before, Measure.TARGET))
        earlier = [value for code in self.before if (value := self._value(line, code, Measure.ACTUAL)) is not None]
        return Beside(
            same_period=self._value(line, self.last_year, Measure.ACTUAL),
            target=self._value(line, self.year, Measure.TARGET) if line.indicator.target == "year" else None,
            before=sum(earlier, Decimal(0)) if earlier else None,
        )

    def _value(self, line: Line, period: str, measure: Measure) -> Decimal | None:
        key = CellKey(self.unit_id, line.indicator.code, line.breakdown, period, str(measure))
        row: Observation | None = self.books.get(key)
        return None if row is None else row.value


def _earlier_in_year(period: Period) -> tuple[str, ...]:
    """The codes of the periods of the same kind before this one in its year."""
    if period.kind in {PeriodKind.YEAR, PeriodKind.NINE_MONTHS, PeriodKind.RANGE}:
        return ()
    return tuple(part.code for part in year_to_date(period, period.kind) if part.code != period.code)
