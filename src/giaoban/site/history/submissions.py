"""What was done to submissions, and the time that was granted for them."""

from django.utils.translation import gettext as _

from giaoban.collection.models import Extension, SubmissionEvent
from giaoban.language.dates import write_date
from giaoban.site.history.happening import Happening, Kind, Question, Reader, asked_of, latest
from giaoban.units.among import Among


def submissions(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Every act on a submission."""
    found = SubmissionEvent.objects.filter(Among("submission__unit_id", asked.units))
    found = found.select_related("submission", "person")
    return [
        Happening(
            kind=Kind.SUBMISSIONS,
            number=row.pk,
            at=row.at,
            person=row.person.display_name,
            act=row.get_act_display(),
            unit=reader.unit(row.submission.unit_id),
            subject=reader.sheet(row.submission.form, row.submission.period),
            reason=row.text,
        )
        for row in latest(asked_of(found, asked, person="person_id", at="at"), below, count)
    ]


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
