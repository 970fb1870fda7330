"""What was done about tasks, recommendations, the work programme and meetings."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.followup.models import ProgrammeEvent, RecommendationEvent, TaskEvent
from giaoban.language.dates import write_date
from giaoban.meetings.models import MeetingEvent
from giaoban.site.history.happening import Happening, Kind, Question, Reader, asked_of, latest
from giaoban.units.among import Among

LONGEST = 160
"""Letters of a subject; the whole stands on its own page."""


def tasks(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Acts on tasks that a unit asked for gives, leads or helps with; a new deadline stands beside the old one."""
    of_units = Q(Among("task__unit_id", asked.units)) | Q(Among("task__lead_id", asked.units))
    helped = Q(pk__in=TaskEvent.objects.filter(Among("task__helpers", asked.units)).values("pk"))
    found = TaskEvent.objects.filter(of_units | helped).select_related("task", "person")
    language = reader.view.language
    return [
        Happening(
            kind=Kind.TASKS,
            number=row.pk,
            at=row.at,
            person=row.person.display_name,
            act=row.get_act_display(),
            unit=reader.unit(row.task.lead_id),
            subject=_short(row.task.what),
            before=write_date(row.deadline_before, language) if row.deadline_before != row.deadline_after else "",
            after=write_date(row.deadline_after, language) if row.deadline_before != row.deadline_after else "",
            reason=row.text,
            address=reverse("task", args=[row.task_id]),
        )
        for row in latest(asked_of(found, asked, person="person_id", at="at"), below, count)
    ]


def recommendations(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Acts on recommendations that a unit asked for raised, receives or answers."""
    names = ("unit_id", "receiver_id", "owner_id")
    of_units = Q(*(Q(Among(f"recommendation__{name}", asked.units)) for name in names), _connector=Q.OR)
    found = RecommendationEvent.objects.filter(of_units).select_related("recommendation", "person")
    return [
        Happening(
            kind=Kind.RECOMMENDATIONS,
            number=row.pk,
            at=row.at,
            person=row.person.display_name,
            act=row.get_act_display(),
            unit=reader.unit(row.recommendation.unit_id),
            subject=_short(row.recommendation.text),
            reason=row.text,
            address=reverse("recommendation", args=[row.recommendation_id]),
        )
        for row in latest(asked_of(found, asked, person="person_id", at="at"), below, count)
    ]


def programme(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Acts on items of the work programme; where one was moved, both months."""
    found = ProgrammeEvent.objects.filter(Among("item__unit_id", asked.units)).select_related("item", "person")
    return [
        Happening(
            kind=Kind.PROGRAMME,
            number=row.pk,
            at=row.at,
            person=row.person.display_name,
            act=row.get_act_display(),
            unit=reader.unit(row.item.unit_id),
            subject=_short(row.item.title),
            before=_month(row.month_before, row.item.year) if row.month_before != row.month_after else "",
            after=_month(row.month_after, row.item.year) if row.month_before != row.month_after else "",
            reason=row.text,
        )
        for row in latest(asked_of(found, asked, person="person_id", at="at"), below, count)
    ]


def meetings(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Acts on the meetings that a unit asked for holds."""
    found = MeetingEvent.objects.filter(Among("meeting__unit_id", asked.units)).select_related("meeting", "person")
    return [
        Happening(
            kind=Kind.MEETINGS,
            number=row.pk,
            at=row.at,
            person=row.person.display_name,
            act=row.get_act_display(),
            unit=reader.unit(row.meeting.unit_id),
            subject=_short(row.meeting.title),
            reason=row.text,
            address=reverse("meeting", args=[row.meeting_id]),
        )
        for row in latest(asked_of(found, asked, person="person_id", at="at"), below, count)
    ]


def _month(month: int, year: int) -> str:
    return _("tháng %(month)d/%(year)d") % {"month": month, "year": year}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
