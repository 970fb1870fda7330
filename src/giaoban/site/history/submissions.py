"""What was done to submissions, and the time that was granted for them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from giaoban.collection.models import Act, CellRemark, Extension, SubmissionEvent
from giaoban.language.dates import write_date
from giaoban.site.history.happening import Happening, Kind, Question, Reader, asked_of, joined, latest
from giaoban.units.among import Among

_Return = tuple[int, int, datetime]
"""A submission, who returned it, and when."""


@dataclass(slots=True)
class _Remarked:
    """The figure of which a remark speaks."""

    unit_id: int
    indicator: str
    breakdown: str
    period: str


def submissions(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Every act on a submission; a return with what it said of single figures."""
    found = SubmissionEvent.objects.filter(Among("submission__unit_id", asked.units))
    found = found.select_related("submission", "person")
    rows = latest(asked_of(found, asked, person="person_id", at="at"), below, count)
    said = _said({row.submission_id for row in rows}, reader)
    return [
        Happening(
            kind=Kind.SUBMISSIONS,
            number=row.pk,
            at=row.at,
            person=row.person.display_name,
            act=row.get_act_display(),
            unit=reader.unit(row.submission.unit_id),
            subject=reader.sheet(row.submission.form, row.submission.period),
            reason=joined([row.text, *_of_return(row, said)]),
        )
        for row in rows
    ]


def _of_return(row: SubmissionEvent, said: Mapping[_Return, list[str]]) -> list[str]:
    return said.get((row.submission_id, row.person_id, row.at), []) if row.act == Act.RETURNED else []


def _said(submissions: Collection[int], reader: Reader) -> Mapping[_Return, list[str]]:
    """The remarks of each return in words, without those on cells that the reader may not see."""
    said: defaultdict[_Return, list[str]] = defaultdict(list)
    found = CellRemark.objects.filter(Among("submission_id", submissions)).select_related("submission").order_by("pk")
    for one in found:
        figure = _Remarked(one.submission.unit_id, one.indicator, one.breakdown, one.submission.period)
        if reader.may_see(figure):
            said[one.submission_id, one.person_id, one.at].append(f"{reader.figure(figure)}: {one.text}")
    return said


def extensions(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """More time for a form."""
    found = Extension.objects.filter(Among("unit_id", asked.units)).select_related("person")
    return [
        Happening(
            kind=Kind.TIME,
            number=row.pk,
            at=row.at,
            person=row.person.display_name,
            act=_("gia hạn đến %(day)s") % {"day": write_date(row.due, reader.view.language)},
            unit=reader.unit(row.unit_id),
            subject=reader.sheet(row.form, row.period),
            reason=row.reason,
        )
        for row in latest(asked_of(found, asked, person="person_id", at="at"), below, count)
    ]
