"""The minutes of a meeting: notes by item with the conclusions below each, typed while it runs; and the files."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from giaoban.indicators import packs
from giaoban.indicators.due import days_off
from giaoban.meetings import recording
from giaoban.meetings.clears import Point, Question, missing, questions
from giaoban.meetings.held import conclusions_of, held, point_of
from giaoban.meetings.letterhead import office
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.minutes_document import write_minutes
from giaoban.meetings.models import AgendaItem, Conclusion, Vote
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.notice import sentence
from giaoban.meetings.pages import conclusion_typed
from giaoban.meetings.pages.desk import Desk, revision_of
from giaoban.meetings.recording import WrittenMeanwhile
from giaoban.meetings.sight import Standing
from giaoban.meetings.voting import tally
from giaoban.people.access import NotYourRole
from giaoban.reports.request import notice as demonstration
from giaoban.reports.values import printed
from giaoban.reports.writers import WRITERS
from giaoban.units.tree import Tree

NOTES: Final = "ghi"
"""Name of the field of notes."""


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion with its number, its sentence, what is not clear of it and what is to be said of its deadline."""

    row: Conclusion
    number: int
    said: str
    unclear: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Notes that did not get in, and why; `standing` is what stands instead where somebody was faster."""

    item: int
    typed: str
    fault: str
    standing: str | None = None


@require_safe
def minutes(request: HttpRequest, number: int) -> HttpResponse:
    """Notes and conclusions by item."""
    desk = Desk(request)
    return page(request, desk, reader(desk, number))


@require_POST
def save_notes(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """Keeps the notes of an item: by itself as one types, answered as JSON, or by the button."""
    desk = Desk(request)
    found = desk.standing(number)
    owner, typed = desk.item(found, item), request.POST.get(NOTES, "")
    by_itself = request.headers.get("Accept", "").startswith("application/json")
    try:
        revision = recording.save_notes(owner, typed, by=desk.person, at=desk.now, revision=revision_of(request.POST))
    except (IllegalMove, MeetingRefused) as refused:
        status = 422 if isinstance(refused, MeetingRefused) else refused.status
        return _refused(request, desk, found, owner, refused, by_itself=by_itself, status=status)
    if by_itself:
        return JsonResponse({"revision": revision, "time": f"{localtime(desk.now):%H:%M}"})
    messages.success(request, _("Đã lưu phần ghi của “%(item)s”.") % {"item": owner.title})
    return redirect("minutes", number)


@require_safe
def minutes_file(request: HttpRequest, number: int, ending: str) -> HttpResponse:
    """The minutes as a file to keep."""
    if ending not in WRITERS:
        raise Http404(_("Không có trang này."))
    desk = Desk(request)
    meeting = reader(desk, number).meeting
    with override("vi"):
        writer = office(packs.current(), meeting.unit_id, localdate(meeting.starts_at))
        report = write_minutes(held(meeting, desk.now), writer, at=desk.now, notice=demonstration())
    written = WRITERS[ending](report)
    named = content_disposition_header(as_attachment=True, filename=written.name)
    return HttpResponse(written.data, content_type=written.media_type, headers={"Content-Disposition": named})


def reader(desk: Desk, number: int) -> Standing:
    """How the person stands at the meeting whose minutes they may read; 404 and 403 as everywhere."""
    found = desk.standing(number)
    if not recording.may_read(found, desk.today):
        raise NotYourRole(
            _("Biên bản và dự thảo do văn phòng và chủ trì cuộc họp ghi; bạn xem được thông báo đã ban hành.")
        )
    return found


def page(
    request: HttpRequest,
    desk: Desk,
    found: Standing,
    *,
    typed: conclusion_typed.Sheet | None = None,
    clash: Clash | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page as it stands, with what was typed where it was refused."""
    writes = recording.may_write(found) and not recording.is_closed(found.meeting)
    context = _written(desk, found) | {
        "standing": found,
        "meeting": found.meeting,
        "writes": writes,
        "closed": recording.is_closed(found.meeting),
        "clash": clash,
        "fault": fault,
        "sheet": typed or (_blank(desk, found) if writes else None),
        "names": conclusion_typed.NAMES,
    }
    return render(request, "meetings/minutes.html", context, status=status)


def concluded(rows: list[Conclusion], tree: Tree, desk: Desk) -> list[Concluded]:
    """The conclusions in words, in their order."""
    points = [point_of(row, tree) for row in rows]
    off = days_off(packs.current(), desk.today.year)
    return [
        Concluded(
            row,
            number,
            printed(sentence(point)),
            tuple(clear.label for clear in missing(point)),
            _remark(point, off, desk),
        )
        for number, (row, point) in enumerate(zip(rows, points, strict=True), 1)
    ]


def _remark(point: Point, off: frozenset[date], desk: Desk) -> str:
    return recording.day_off(point.deadline, off, desk.language) if point.deadline else ""


def _written(desk: Desk, found: Standing) -> dict[str, Any]:
    """The items with their notes, votes and conclusions, and the questions to the chair."""
    meeting = found.meeting
    rows = concluded(list(conclusions_of(meeting)), desk.tree, desk)
    closed = Vote.objects.filter(meeting=meeting.pk, closed_at__isnull=False).prefetch_related("ballots")
    votes = [(vote, tally(vote)) for vote in closed]
    asked: tuple[Question, ...] = questions(point_of(one.row, desk.tree) for one in rows)
    return {
        "parts": [
            {
                "item": item,
                "presenter": item.presenter or _name(desk, item),
                "conclusions": [one for one in rows if one.row.item_id == item.pk],
                "votes": [one for one in votes if one[0].item_id == item.pk],
            }
            for item in meeting.items.all()
        ],
        "loose": [one for one in rows if one.row.item_id is None],
        "count": len(rows),
        "questions": asked,
    }


def _name(desk: Desk, item: AgendaItem) -> str:
    node = desk.node(item.presenter_unit_id)
    return node.name if node else ""


def _blank(desk: Desk, found: Standing) -> conclusion_typed.Sheet:
    """An empty form, on the item that is being dealt with."""
    current = found.meeting.current_item_id
    return conclusion_typed.sheet(desk, found.meeting, conclusion_typed.blank(str(current or "")))


def _refused(
    request: HttpRequest,
    desk: Desk,
    found: Standing,
    item: AgendaItem,
    refused: Exception,
    *,
    by_itself: bool,
    status: int,
) -> HttpResponse:
    """Why the notes did not get in, with what stands now; nothing that was typed is lost."""
    standing = refused.standing if isinstance(refused, WrittenMeanwhile) else None
    if by_itself:
        now = AgendaItem.objects.get(pk=item.pk)
        told = {"message": str(refused), "standing": standing, "revision": now.notes_revision}
        return JsonResponse(told, status=status)
    clash = Clash(item.pk, request.POST.get(NOTES, ""), str(refused), standing)
    return page(request, desk, found, clash=clash, status=status)
