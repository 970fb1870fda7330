"""What the office asked of units: reminders, explanations of figures, and what it made of findings."""

from django.utils.translation import gettext as _

from giaoban.collection.models import FindingNote, Reminder
from giaoban.figures.models import Explanation
from giaoban.language.dates import write_instant
from giaoban.site.history.happening import Happening, Kind, Question, Reader, asked_of, joined, latest
from giaoban.units.among import Among


def reminders(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Reminders that were sent; those that a command sent have no person."""
    found = Reminder.objects.filter(Among("unit_id", asked.units), sent_at__isnull=False).select_related("person")
    return [
        Happening(
            kind=Kind.REMINDERS,
            number=row.pk,
            at=row.sent_at,
            person=row.person.display_name if row.person else _("tự động"),
            act=row.get_kind_display(),
            unit=reader.unit(row.unit_id),
            subject=reader.sheet(row.form, row.period),
        )
        for row in latest(asked_of(found, asked, person="person_id", at="sent_at"), below, count)
        if row.sent_at is not None
    ]


def explanations(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Questions about a figure, each with the answer that it has by now."""
    found = Explanation.objects.filter(Among("unit_id", asked.units)).select_related("asked_by", "answered_by")
    if asked.indicators is not None:
        found = found.filter(Among("indicator", asked.indicators))
    rows = latest(asked_of(found, asked, person="asked_by_id", at="asked_at"), below, count)
    return [_explanation(row, reader) for row in rows]


def _explanation(row: Explanation, reader: Reader) -> Happening:
    sees = reader.may_see(row)
    answered = ""
    if row.answered_by is not None and row.answered_at is not None:
        values = {"person": row.answered_by.display_name, "at": write_instant(row.answered_at, reader.view.language)}
        answered = _("%(person)s trả lời %(at)s: ") % values + row.answer
    return Happening(
        kind=Kind.EXPLANATIONS,
        number=row.pk,
        at=row.asked_at,
        person=row.asked_by.display_name,
        act=_("yêu cầu giải trình"),
        unit=reader.unit(row.unit_id),
        subject=reader.figure(row),
        reason=joined([row.question, answered]) if sees else "",
        hidden=not sees,
    )


def verdicts(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """What was decided about findings. What a finding said may hold small cells: it is for those who see all of them."""
    found = FindingNote.objects.filter(Among("unit_id", asked.units)).select_related("person")
    if asked.indicators is not None:
        found = found.filter(Among("indicator", asked.indicators))
    return [
        Happening(
            kind=Kind.VERDICTS,
            number=row.pk,
            at=row.at,
            person=row.person.display_name,
            act=row.get_verdict_display(),
            unit=reader.unit(row.unit_id),
            subject=reader.figure(row),
            reason=joined([row.message if row.unit_id in reader.whole else "", row.reason]),
        )
        for row in latest(asked_of(found, asked, person="person_id", at="at"), below, count)
    ]
