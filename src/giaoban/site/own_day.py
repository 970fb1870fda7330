"""A person's own day: what is due from them, what waits for them, the next meeting, what changed since they last looked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.collection.explaining import described, link, place_of
from giaoban.collection.sheet import Sheet
from giaoban.collection.worklist import is_due, own_units, tasks, to_accept, to_approve
from giaoban.figures.models import Explanation
from giaoban.followup.models import LastLook, Recommendation, RecommendationState, Task, TaskState
from giaoban.indicators.forms import forms_for
from giaoban.meetings.inviting import waiting_meetings
from giaoban.meetings.models import (
    Conclusion,
    Meeting,
    MeetingState,
    NoticeVersion,
    Paper,
    Part,
    Participant,
    VersionKind,
)
from giaoban.meetings.sight import meetings_seen
from giaoban.people.access import Verb, units_where
from giaoban.people.models import Person
from giaoban.periods.names import write_period
from giaoban.site.history.happening import Happening, Kind, Question, Reader
from giaoban.site.history.walk import walk
from giaoban.site.viewpoint import Viewpoint
from giaoban.units.among import Among

MOST: Final = 8
"""Rows of what changed; the history has the others."""
LOOK_LASTS: Final = timedelta(hours=1)
"""A second look within the hour is the same look: what was new stays on the page."""
FIRST_LOOK: Final = timedelta(days=7)
UNDER_WAY: Final = (TaskState.ISSUED, TaskState.ACKNOWLEDGED, TaskState.IN_PROGRESS)
UNANSWERED: Final = (RecommendationState.PASSED_ON, RecommendationState.IN_PROGRESS)
TOLD: Final = frozenset(
    {Kind.SUBMISSIONS, Kind.TIME, Kind.EXPLANATIONS, Kind.TASKS, Kind.RECOMMENDATIONS, Kind.PROGRAMME, Kind.MEETINGS}
)
"""What is told as a change: acts of people, not every figure that came in with them."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to do; `day` is that by which it is due, None where it has none. `act` says what is asked."""

    title: str
    more: str
    address: str
    act: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next meeting that the person knows of, with its papers."""

    meeting: Meeting
    items: int
    papers: tuple[Paper, ...]


class OfSheet(Protocol):
    """A form of a unit with the day by which it is due."""

    @property
    def sheet(self) -> Sheet: ...

    @property
    def due(self) -> date: ...


def due(view: Viewpoint) -> tuple[Item, ...]:
    """What the person's units owe: forms, tasks and answers to recommendations, the earliest day first."""
    found = [*_forms(view), *_led(view), *_owned(view)]
    return tuple(sorted(found, key=lambda item: (item.day or date.max, item.title)))


def waiting(view: Viewpoint) -> tuple[Item, ...]:
    """What others handed over and only this person, or the person's office, can move on."""
    return (
        *_sheets(view),
        *_to_confirm(view),
        *_recommendations(view),
        *_questions(view),
        *_invitations(view),
        *_notices(view),
    )


def next_meeting(view: Viewpoint) -> NextMeeting | None:
    """The first meeting that is not over, from today on."""
    coming = meetings_seen(view.person, view.today).filter(
        starts_at__date__gte=view.today, state__in=(MeetingState.PLANNED, MeetingState.INVITED, MeetingState.RUNNING)
    )
    found = coming.order_by("starts_at", "pk").first()
    if found is None:
        return None
    papers = found.papers.defer("data").order_by("pk")
    return NextMeeting(found, found.items.count(), tuple(papers))


def look(person: Person, now: datetime) -> datetime:
    """Since when the person has not looked; this look is kept, unless it belongs to the one before."""
    found = LastLook.objects.filter(person=person).first()
    if found is None:
        LastLook.objects.create(person=person, at=now)
        return now - FIRST_LOOK
    if now - found.at > LOOK_LASTS:
        LastLook.objects.filter(pk=found.pk).update(at=now, before=found.at)
        return found.at
    return found.before or found.at - FIRST_LOOK


def changes(view: Viewpoint, since: datetime) -> tuple[Happening, ...]:
    """What others did in the person's units since then, the latest first."""
    reader = Reader(view, units_where(view.person, Verb.SEE_SENSITIVE, view.today))
    rows = walk(Question(units=view.visible(), since=since), TOLD, reader, most=4 * MOST, size=4 * MOST)
    return tuple(row for row in rows if row.person != view.person.display_name)[:MOST]


def _forms(view: Viewpoint) -> Iterator[Item]:
    own = [unit for unit in own_units(view.person, view.today) if forms_for(view.pack, unit.kind)]
    for one in tasks(own, view.pack, view.today) if own else ():
        if is_due(one, view.pack, view.today):
            yield _sheet(one, pgettext("việc", "Nhập số liệu"), view)


def _sheets(view: Viewpoint) -> Iterator[Item]:
    for one in to_approve(view.person, view.today):
        yield _sheet(one, _("Duyệt báo cáo"), view)
    for one in to_accept(view.person, view.today):
        yield _sheet(one, _("Ghi sổ"), view)


def _sheet(one: OfSheet, act: str, view: Viewpoint) -> Item:
    sheet, language = one.sheet, view.language
    address = reverse("sheet", args=[sheet.unit.code, sheet.form.code, sheet.period.code])
    more = f"{sheet.unit.name} · {write_period(sheet.period, language)}"
    return Item(sheet.form.name.in_language(language), more, address, act, one.due)


def _reporting(view: Viewpoint) -> frozenset[int]:
    """The units for which the person answers; an administrator's REPORT over the whole tree is not meant."""
    tops = frozenset(node.unit_id for node in own_units(view.person, view.today))
    return tops | units_where(view.person, Verb.APPROVE, view.today)


def _led(view: Viewpoint) -> Iterator[Item]:
    rows = Task.objects.filter(Among("lead_id", _reporting(view)), state__in=UNDER_WAY).order_by("deadline", "pk")
    for row in rows:
        act = _("Nhận nhiệm vụ") if row.state == TaskState.ISSUED else _("Báo cáo kết quả")
        yield Item(row.what, row.origin_title, reverse("task", args=[row.pk]), act, row.deadline)


def _owned(view: Viewpoint) -> Iterator[Item]:
    rows = Recommendation.objects.filter(Among("owner_id", _reporting(view)), state__in=UNANSWERED)
    for row in rows.order_by("due", "pk"):
        address = reverse("recommendation", args=[row.pk])
        yield Item(row.text, row.origin_title, address, _("Trả lời kiến nghị"), row.due)


def _to_confirm(view: Viewpoint) -> Iterator[Item]:
    offices = units_where(view.person, Verb.COMPILE, view.today)
    rows = Task.objects.filter(Among("unit_id", offices)).filter(
        Q(state=TaskState.REPORTED) | Q(asked_deadline__isnull=False)
    )
    for row in rows.order_by("deadline", "pk"):
        act = _("Xác nhận hoàn thành") if row.state == TaskState.REPORTED else _("Trả lời xin gia hạn")
        yield Item(row.what, _name(view, row.lead_id), reverse("task", args=[row.pk]), act, row.deadline)


def _recommendations(view: Viewpoint) -> Iterator[Item]:
    offices = units_where(view.person, Verb.COMPILE, view.today)
    fresh = Q(Among("receiver_id", offices)) & Q(
        state__in=(RecommendationState.RECEIVED, RecommendationState.CLASSIFIED)
    )
    answered = Q(Among("unit_id", _reporting(view))) & Q(state=RecommendationState.ANSWERED)
    acts = {
        RecommendationState.RECEIVED: _("Phân loại kiến nghị"),
        RecommendationState.CLASSIFIED: _("Chuyển cơ quan giải quyết"),
        RecommendationState.ANSWERED: _("Xác nhận kết quả giải quyết"),
    }
    for row in Recommendation.objects.filter(fresh | answered).order_by("received_on", "pk"):
        address = reverse("recommendation", args=[row.pk])
        yield Item(row.text, _name(view, row.unit_id), address, acts[RecommendationState(row.state)])


def _questions(view: Viewpoint) -> Iterator[Item]:
    rows = Explanation.objects.filter(
        Among("unit_id", _reporting(view)), answered_at__isnull=True, closed_at__isnull=True
    )
    for row in rows.order_by("asked_at", "pk"):
        yield Item(row.question, described(place_of(row), view.pack), link(row), _("Trả lời giải trình"))


def _invitations(view: Viewpoint) -> Iterator[Item]:
    for row in waiting_meetings(view.person, view.today):
        address = reverse("meeting", args=[row.meeting_id])
        act = _("Trả lời giấy mời")
        yield Item(row.meeting.title, _name(view, row.unit_id), address, act, localdate(row.meeting.starts_at))


def _notices(view: Viewpoint) -> Iterator[Item]:
    """Notices of conclusions on their way: the office drafts, the chair approves, the office issues."""
    offices, chairs = (units_where(view.person, verb, view.today) for verb in (Verb.COMPILE, Verb.CHAIR))
    last = NoticeVersion.objects.filter(meeting=OuterRef("pk")).order_by("-number").values("kind")[:1]
    chaired = Participant.objects.filter(meeting=OuterRef("pk"), person=view.person.pk, part=Part.CHAIR)
    concluded = Exists(Conclusion.objects.filter(meeting=OuterRef("pk")))
    ended = Meeting.objects.filter(concluded, state=MeetingState.ENDED).annotate(last=Subquery(last))
    to_write = Q(Among("unit_id", offices)) & (Q(last=None) | Q(last=VersionKind.CHAIR))
    to_approve = Q(last=VersionKind.DRAFT) & (Q(Among("unit_id", chairs)) | Q(Exists(chaired)))
    acts = {
        None: _("Soạn thông báo kết luận"),
        VersionKind.DRAFT: _("Duyệt thông báo kết luận"),
        VersionKind.CHAIR: _("Ban hành thông báo kết luận"),
    }
    for row in ended.filter(to_write | to_approve).order_by("starts_at", "pk"):
        act = acts[VersionKind(row.last) if row.last else None]
        yield Item(row.title, _name(view, row.unit_id), reverse("notice", args=[row.pk]), act)


def _name(view: Viewpoint, unit_id: int) -> str:
    return view.tree.by_unit(unit_id).name if unit_id in view.tree else _("Đơn vị không còn")
