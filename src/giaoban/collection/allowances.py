"""What the books cannot know of a form that is not in them yet: that it is on its way, and that it has more time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from giaoban.collection.models import Extension, State, Submission
from giaoban.units.among import Among

SheetKey = tuple[int, str, str]
"""Unit, form and period code."""
ON_ITS_WAY = (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Allowances:
    """Forms that units have handed over and nobody has posted yet, and the days that were granted last."""

    handed: frozenset[SheetKey]
    extended: Mapping[SheetKey, date]


def allowances(unit_ids: Collection[int], periods: Collection[str]) -> Allowances:
    """Of those units and periods, in two queries."""
    asked = (Among("unit_id", unit_ids), Among("period", periods))
    handed = Submission.objects.filter(*asked, state__in=ON_ITS_WAY).values_list("unit_id", "form", "period")
    granted = Extension.objects.filter(*asked).order_by("pk").values_list("unit_id", "form", "period", "due")
    return Allowances(frozenset(handed), {row[:3]: row[3] for row in granted})
