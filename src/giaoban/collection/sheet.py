"""One sheet to fill: a unit, a form and a period; and the cells that it asks."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from giaoban.collection.blank import AnswerKey
from giaoban.collection.models import Submission
from giaoban.indicators.catalogue import Form, Kind, Pack
from giaoban.indicators.forms import FormCell, cells, total_cells
from giaoban.indicators.packs import current as current_pack
from giaoban.periods.calendars import calendar, days
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, NoSuchUnit, Tree


class NoSuchSheet(Http404):
    """No unit of that code reports that form for that period."""

    def __init__(self) -> None:
        super().__init__(_("Không có biểu này."))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit as it stood on the period's last day, a form that it reports, and the period."""

    unit: Node
    form: Form
    period: Period


def sheet_at(unit_code: str, form_code: str, period_code: str) -> Sheet:
    """The sheet of an address; raises `NoSuchSheet`."""
    pack = current_pack()
    form = next((one for one in pack.forms if one.code == form_code), None)
    try:
        period = parse(period_code)
        unit = tree_of(pack, period).by_code(unit_code)
    except (PeriodError, NoSuchUnit):
        raise NoSuchSheet from None
    if form is None:
        raise NoSuchSheet
    return require_asked(Sheet(unit, form, period))


def sheet_of(submission: Submission) -> Sheet:
    """The sheet of a submission; raises `NoSuchSheet` where the pack has its form no more."""
    pack = current_pack()
    form = next((one for one in pack.forms if one.code == submission.form), None)
    if form is None:
        raise NoSuchSheet
    period = parse(submission.period)
    try:
        return Sheet(tree_of(pack, period).by_unit(submission.unit_id), form, period)
    except NoSuchUnit:
        raise NoSuchSheet from None


def require_asked(sheet: Sheet) -> Sheet:
    """The sheet itself if units of that kind report the form for periods of that kind; raises `NoSuchSheet`."""
    if sheet.unit.kind not in sheet.form.reported_by or sheet.form.every != sheet.period.kind:
        raise NoSuchSheet
    return sheet


def tree_of(pack: Pack, period: Period) -> Tree:
    """The tree of the period's last day."""
    return tree_at(days(period, calendar(pack.calendar)).last)


def asked(pack: Pack, form: Form) -> tuple[FormCell, ...]:
    """The cells that are typed into the form, in printed order.

    The targets of a year are not among them: they are given from above, once, by workbook.
    """
    return tuple(
        cell
        for cell in cells(pack, form)
        if cell.measure == "actual" or pack.indicator(cell.indicator).target == "period"
    )


def key_of(cell: FormCell) -> AnswerKey:
    """The key under which a cell is typed, read and answered."""
    return cell.indicator, cell.breakdown, cell.measure


def required(pack: Pack, form: Form) -> frozenset[AnswerKey]:
    """The cells without which a form is incomplete: the totals of its figures, as `analysis.completeness` counts them."""
    return frozenset(
        key_of(cell)
        for cell in total_cells(pack, form)
        if cell.measure == "actual" and pack.indicator(cell.indicator).kind is not Kind.TEXT
    )


def is_whole(pack: Pack, form: Form, cells: Collection[AnswerKey]) -> bool:
    """Whether nothing is missing of the form among those cells."""
    return bool(cells) and required(pack, form) <= set(cells)
