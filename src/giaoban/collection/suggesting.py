"""What a form can be filled with instead of typing: what the books hold already, and the sum of the units below."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from giaoban.collection.blank import AnswerKey
from giaoban.collection.sheet import Sheet, asked, key_of
from giaoban.collection.typed import NONE_OCCURRED_WORDS, Answer
from giaoban.figures.books import Content, current
from giaoban.figures.entry import CellKey
from giaoban.figures.models import Measure, State
from giaoban.indicators.catalogue import Kind, OverUnits, Pack
from giaoban.indicators.forms import asked_by
from giaoban.language.numbers import write_number
from giaoban.units.tree import Tree


@dataclass(frozen=True, slots=True)
class ChildSum:
    """The sum of what `reported` of the `expected` units one level below have posted."""

    value: Decimal
    reported: int
    expected: int


def standing(pack: Pack, sheet: Sheet, *, is_estimate: bool = False) -> dict[AnswerKey, Content]:
    """What the books hold of the sheet's cells, or of their early estimates, by cell of the form."""
    rows = current([sheet.unit.unit_id], [sheet.period.code], indicators=asked_by(sheet.form))
    found: dict[AnswerKey, Content] = {}
    for indicator, breakdown, measure in map(key_of, asked(pack, sheet.form)):
        kept_as = str(measure_in_books(measure, is_estimate))
        row = rows.get(CellKey(sheet.unit.unit_id, indicator, breakdown, sheet.period.code, kept_as))
        if row is not None and row.state != State.WITHDRAWN:
            found[indicator, breakdown, measure] = row
    return found


def measure_in_books(measure: str, is_estimate: bool) -> Measure:
    """Under which measure a cell is posted: what is delivered is an estimate as long as the submission is one."""
    return Measure.ESTIMATE if is_estimate and measure == Measure.ACTUAL else Measure(measure)


def as_typed(answer: Answer | Content) -> str:
    """How somebody would type what is reported, so that it reads back the same."""
    if answer.state == State.NONE_OCCURRED:
        return NONE_OCCURRED_WORDS["vi"]
    return answer.text if answer.value is None else write_number(answer.value, "vi")


def child_sums(pack: Pack, sheet: Sheet, tree: Tree) -> dict[AnswerKey, ChildSum]:
    """For a form that covers the whole subtree: the sums of what the units one level below have posted, by cell.

    Only figures that add up over units; a cell that no unit below has reported is left out.
    """
    children = [node for node in tree.children(sheet.unit) if node.kind in sheet.form.reported_by]
    if sheet.form.covers != "subtree" or not children:
        return {}
    unit_ids = {node.unit_id for node in children}
    values = _values(current(unit_ids, [sheet.period.code], indicators=asked_by(sheet.form)))
    return {
        key: ChildSum(sum(values[key], Decimal(0)), len(values[key]), len(children))
        for key in map(key_of, asked(pack, sheet.form))
        if key in values and _adds_up(pack, key)
    }


def _values(rows: Mapping[CellKey, Content]) -> dict[AnswerKey, list[Decimal]]:
    found: defaultdict[AnswerKey, list[Decimal]] = defaultdict(list)
    for key, row in rows.items():
        if row.value is not None:
            found[key.indicator, key.breakdown, key.measure].append(row.value)
    return found


def _adds_up(pack: Pack, key: AnswerKey) -> bool:
    indicator = pack.indicator(key[0])
    return key[2] == Measure.ACTUAL and indicator.kind is not Kind.TEXT and indicator.over_units is OverUnits.SUM
