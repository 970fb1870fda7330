"""A unit's workbook with what the books know: last year's values, targets, sums so far, and what was reported already."""

from collections.abc import Mapping
from types import MappingProxyType

from giaoban.collection.blank import AnswerKey
from giaoban.collection.shelf import Shelf
from giaoban.collection.typed import Answer
from giaoban.collection.workbook_mould import mould
from giaoban.collection.workbook_write import write_workbook
from giaoban.indicators.catalogue import Pack
from giaoban.language.locales import Language
from giaoban.periods.period import Period
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
    shelf = Shelf(unit, period)
    lines = [line for placed in mould(pack, unit.kind, period, language).placed for line in placed.page.lines]
    return write_workbook(
        unit,
        period,
        pack=pack,
        office=office,
        beside={(line.indicator.code, line.breakdown): shelf.beside(line) for line in lines},
        answers={**shelf.answers(), **filled},
        language=language,
    )
