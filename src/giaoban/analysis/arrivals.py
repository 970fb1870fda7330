"""When the totals that a form asks were first said, and so on which day a unit's form was complete in the books."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from django.db.models import Min, Q
from django.utils.timezone import localdate

from giaoban.figures.ledger import ledger_stamp
from giaoban.figures.models import Measure, Observation, Posting, State
from giaoban.indicators.catalogue import Form, Kind, Pack
from giaoban.indicators.forms import cells
from giaoban.units.among import Among
from giaoban.units.registry import tree_stamp

Told = Mapping[tuple[int, str], Mapping[str, date]]
"""(unit, period code) -> indicator -> the day on which its total was first said."""

Stamps = tuple[str, str | None]

DELIVERED: Final = (Measure.ACTUAL,)
SPOKEN: Final = (Measure.ACTUAL, Measure.ESTIMATE)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What of one unit's form for one period stands in the books: `filled` of `asked` totals.

    `completed_on` is the day on which the last of them was first said; None while one is missing, or where a form asks
    none but narratives.
    """

    filled: int
    asked: int
    completed_on: date | None


Arrivals = Mapping[tuple[int, str, str], Arrival]
"""(unit, form, period code) -> what has arrived; a form of which nothing has is not in it. Estimates are no arrival."""


def arrivals(pack: Pack, periods: Collection[str], unit_ids: Collection[int] | None = None) -> Arrivals:
    """What has arrived for those periods, of those units or of all, by the forms that are reported for such periods."""
    if unit_ids is None:
        return _kept(_Question(stamps(), tuple(sorted(periods)), id(pack), pack))
    return _counted(pack, first_said(periods, unit_ids, DELIVERED))


def stamps() -> Stamps:
    """Of the books, which name units by their keys, and of the tree, without which an answer by unit numbers is none."""
    return ledger_stamp(), tree_stamp()


def totals(pack: Pack, form: Form) -> frozenset[str]:
    """The indicators whose total makes a form complete: all of which it asks the figure, but narratives."""
    asked = (cell.indicator for cell in cells(pack, form) if cell.measure == "actual")
    return frozenset(code for code in asked if pack.indicator(code).kind is not Kind.TEXT)


def first_said(
    periods: Collection[str],
    unit_ids: Collection[int] | None = None,
    measures: Collection[Measure] = SPOKEN,
) -> Told:
    """What stands in the books: a correction does not make a report late.

    The first posting of a cell stands for its instant: a posting has one, and there are few of them beside their rows.
    """
    asked = [] if unit_ids is None else [Among("unit_id", unit_ids)]
    rows = (
        Observation.objects.filter(*asked, period__in=periods, breakdown="", measure__in=measures)
        .values_list("unit_id", "period", "indicator")
        .annotate(first=Min("posting_id"), standing=Min("pk", filter=Q(superseded_at=None) & ~Q(state=State.WITHDRAWN)))
        .exclude(standing=None)
        .values_list("unit_id", "period", "indicator", "first")
    )
    told = list(rows)
    postings = Posting.objects.filter(Among("id", {first for _unit, _period, _indicator, first in told}))
    days = {number: localdate(at) for number, at in postings.values_list("pk", "recorded_at")}
    found: defaultdict[tuple[int, str], dict[str, date]] = defaultdict(dict)
    for unit_id, period, indicator, first in told:
        found[unit_id, period][indicator] = days[first]
    return dict(found)


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked of the books under `stamps`; a pack is the same only where it is one object."""

    stamps: Stamps
    periods: tuple[str, ...]
    identity: int
    pack: Pack = field(compare=False)


def _counted(pack: Pack, told: Told) -> Arrivals:
    asked_by = {form.code: totals(pack, form) for form in pack.forms}
    found: dict[tuple[int, str, str], Arrival] = {}
    for (unit_id, period), said in told.items():
        for form, asked in asked_by.items():
            days = [said[code] for code in asked if code in said]
            if days:
                completed = max(days) if len(days) == len(asked) else None
                found[unit_id, form, period] = Arrival(len(days), len(asked), completed)
    return found


@lru_cache(maxsize=8)
def _kept(question: _Question) -> Arrivals:
    return _counted(question.pack, first_said(question.periods, measures=DELIVERED))
