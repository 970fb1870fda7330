"""The cells that a form asks of a unit, and which form asks an indicator."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from giaoban.indicators.breakdowns import TOTAL, keys_of
from giaoban.indicators.catalogue import Form, FormRow, Pack


@dataclass(frozen=True, slots=True)
class FormCell:
    """One figure that a form asks. All but `measure` are codes; `breakdown` is a key, empty for the total.

    A `target` cell is the target of the year, or of the period where the indicator says so; only totals have one.
    """

    form: str
    section: str
    indicator: str
    breakdown: str
    measure: Literal["actual", "target"]


def cells(pack: Pack, form: Form) -> tuple[FormCell, ...]:
    """Every cell of the form in printed order: for each row the total, its target where it has one, then its breakdowns.

    Of an indicator that takes its figures from another, the target alone is asked.
    """
    return tuple(
        cell for section in form.sections for row in section.rows for cell in _row_cells(pack, form, section.code, row)
    )


def total_cells(pack: Pack, form: Form) -> tuple[FormCell, ...]:
    """Those among them that are no part of a breakdown."""
    return tuple(
        cell
        for section in form.sections
        for row in section.rows
        for cell in _total_cells(pack, form, section.code, row)
    )


def _row_cells(pack: Pack, form: Form, section: str, row: FormRow) -> Iterator[FormCell]:
    yield from _total_cells(pack, form, section, row)
    for dimension in row.breakdowns:
        for key in keys_of(pack, dimension):
            yield FormCell(form.code, section, row.indicator, key, "actual")


def _total_cells(pack: Pack, form: Form, section: str, row: FormRow) -> Iterator[FormCell]:
    indicator = pack.indicator(row.indicator)
    if indicator.figure_of is None:
        yield FormCell(form.code, section, row.indicator, TOTAL, "actual")
    if indicator.target != "none":
        yield FormCell(form.code, section, row.indicator, TOTAL, "target")


def forms_for(pack: Pack, unit_kind: str) -> tuple[Form, ...]:
    """The forms that a unit of that kind reports, in the pack's order."""
    return tuple(form for form in pack.forms if unit_kind in form.reported_by)


def form_of(pack: Pack, indicator_code: str, unit_kind: str) -> Form | None:
    """The one form in which a unit of that kind reports the indicator; None where it does not report it."""
    return pack.form_asking(indicator_code, unit_kind)


def asked_by(form: Form) -> frozenset[str]:
    """The codes of the indicators that a form asks."""
    return frozenset(row.indicator for section in form.sections for row in section.rows)
