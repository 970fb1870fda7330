"""The notice of conclusions: on paper as it would be printed, its versions, their comparison, approval, issue, files."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from giaoban.language.dates import DateError, read_date
from giaoban.meetings import issuing, recording, versions
from giaoban.meetings.clears import questions
from giaoban.meetings.comparing import compare_points, compare_texts, paragraphs
from giaoban.meetings.issuing import Issuing, NotReady, issue, next_number, require_ready
from giaoban.meetings.letterhead import Signing
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import NoticeVersion, VersionKind
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.pages.desk import Desk, revision_of
from giaoban.meetings.sight import Standing
from giaoban.meetings.versions import Version, thawed
from giaoban.people.access import NotYourRole, Verb, may
from giaoban.reports.addresses import address_of
from giaoban.reports.model import Figure, Report
from giaoban.reports.write_html import fragment
from giaoban.reports.writers import WRITERS

VERSION, FROM, TO = "ban", "tu", "den"
NUMBER, DAY, SIGNING, SEEN = "so-ky-hieu", "ngay", "ky", "da-doc"
"""The names of the fields."""


@dataclass(frozen=True)
class Table:
    """The versions of a meeting's notice, and what this person may do about them. `now` is what would be saved."""

    found: Standing
    kept: list[NoticeVersion]
    now: Version
    signing: Signing
    writes: bool
    approves: bool
    issues: bool

    @property
    def issued(self) -> NoticeVersion | None:
        return next((one for one in self.kept if one.kind == VersionKind.ISSUED), None)

    @property
    def last(self) -> NoticeVersion | None:
        return self.kept[-1] if self.kept else None


@require_safe
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """The notice: the issued one, or the draft with what is still to be done about it."""
    desk = Desk(request)
    return _page(request, desk, _reader(desk, number))


@require_safe
def notice_version(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """One version as it was kept."""
    desk = Desk(request)
    found = _reader(desk, number)
    row = _version(desk, found, version)
    kept = thawed(row.body)
    context = {"meeting": found.meeting, "version": row, "paper": _paper(desk, found, kept.report)}
    return render(request, "meetings/notice_version.html", context)


@require_safe
def notice_file(request: HttpRequest, number: int, ending: str) -> HttpResponse:
    """A version as a file; without a number the issued one, else what stands now."""
    if ending not in WRITERS:
        raise Http404(_("Không có trang này."))
    desk = Desk(request)
    found = _reader(desk, number)
    asked = request.GET.get(VERSION, "")
    if asked:
        report = thawed(_version(desk, found, _count(asked)).body).report
    else:
        table = _table(desk, found)
        report = thawed(table.issued.body).report if table.issued else table.now.report
    written = WRITERS[ending](report)
    named = content_disposition_header(as_attachment=True, filename=written.name)
    return HttpResponse(written.data, content_type=written.media_type, headers={"Content-Disposition": named})


@require_safe
def notice_comparison(request: HttpRequest, number: int) -> HttpResponse:
    """Two versions: which of the five clears changed, and the text with what was put in and left out."""
    desk = Desk(request)
    found = _drafts_reader(desk, number)
    kept = versions.versions(found.meeting)
    if len(kept) < 2:
        return render(request, "meetings/comparison.html", {"meeting": found.meeting, "kept": kept})
    second = _chosen(request, TO, kept, kept[-1])
    first = _chosen(request, FROM, kept, _presented(kept, second))
    before, after = thawed(first.body), thawed(second.body)
    context = {
        "meeting": found.meeting,
        "kept": kept,
        "first": first,
        "second": second,
        "points": compare_points(before.points, after.points),
        "changes": compare_texts(paragraphs(before.report), paragraphs(after.report)),
    }
    return render(request, "meetings/comparison.html", context)


@require_POST
def save_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Keeps the draft as a version."""
    desk = Desk(request)
    found = desk.standing(number)
    try:
        kept = versions.save_draft(found.meeting, by=desk.person, at=desk.now, signing=_signing(request))
    except IllegalMove as refused:
        return _page(request, desk, found, fault=str(refused), status=refused.status)
    messages.success(request, _("Đã lưu bản %(number)d.") % {"number": kept.number})
    return redirect("notice", number)


@require_POST
def approve_notice(request: HttpRequest, number: int) -> HttpResponse:
    """The chair approves what stands, as a version."""
    desk = Desk(request)
    found = desk.standing(number)
    seen, signing = request.POST.get(SEEN, ""), _signing(request)
    try:
        kept = versions.approve(found.meeting, by=desk.person, at=desk.now, signing=signing, seen=seen)
    except IllegalMove as refused:
        return _page(request, desk, found, fault=str(refused), status=refused.status)
    messages.success(request, _("Đã duyệt, lưu thành bản %(number)d.") % {"number": kept.number})
    return redirect("notice", number)


@require_POST
def issue_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Issues the notice; its work is given at once."""
    desk = Desk(request)
    found = desk.standing(number)
    issuing.require_issuer(desk.person, found.meeting, desk.today)
    try:
        typed = Issuing(request.POST.get(NUMBER, ""), _day(request, desk), _signing(request))
        issue(found.meeting, typed, by=desk.person, at=desk.now, revision=revision_of(request.POST))
    except MeetingRefused as refused:
        return _page(request, desk, found, faults={refused.field: str(refused)}, status=422)
    except IllegalMove as refused:
        return _page(request, desk, found, fault=str(refused), status=refused.status)
    messages.success(request, _("Đã ban hành; các việc đã giao thành nhiệm vụ, những người dự được báo."))
    return redirect("notice", number)


def _reader(desk: Desk, number: int) -> Standing:
    """Whoever takes part reads the issued notice; drafts are for who writes, chairs or sees the unit."""
    found = desk.standing(number)
    if recording.may_read(found, desk.today) or recording.is_issued(found.meeting):
        return found
    raise NotYourRole(_("Thông báo kết luận chưa ban hành: bạn xem được khi văn phòng ban hành."))


def _drafts_reader(desk: Desk, number: int) -> Standing:
    found = desk.standing(number)
    if not recording.may_read(found, desk.today):
        raise NotYourRole(_("Dự thảo do văn phòng và chủ trì cuộc họp xem; bạn xem được thông báo đã ban hành."))
    return found


def _table(desk: Desk, found: Standing) -> Table:
    kept = versions.versions(found.meeting)
    signing = versions.signing_of(kept, found.meeting)
    with override("vi"):
        draft = _("Dự thảo")
    closed = recording.is_closed(found.meeting)
    return Table(
        found=found,
        kept=kept,
        now=versions.composed(found.meeting, at=desk.now, signing=signing, draft=draft),
        signing=signing,
        writes=recording.may_write(found) and not closed,
        approves=found.may_chair and not closed,
        issues=may(desk.person, Verb.COMPILE, found.meeting.unit_id, desk.today) and not closed,
    )


def _page(
    request: HttpRequest,
    desk: Desk,
    found: Standing,
    *,
    fault: str = "",
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page as it stands, with what was typed where it was refused."""
    table = _table(desk, found)
    shown = thawed(table.issued.body) if table.issued else table.now
    reads_drafts = recording.may_read(found, desk.today)
    context: dict[str, Any] = {
        "meeting": found.meeting,
        "table": table,
        "paper": _paper(desk, found, shown.report) if shown.points else "",
        "questions": questions(table.now.points) if reads_drafts and not table.issued else (),
        "blocked": _blocked(table, desk.now) if reads_drafts and not table.issued else "",
        "is_same": table.last is not None and thawed(table.last.body).digest == table.now.digest,
        "reads_drafts": reads_drafts,
        "signings": Signing.choices,
        "tasks": [one for one in found.meeting.conclusions.select_related("task") if one.task_id],
        "number": request.POST.get(NUMBER, next_number(found.meeting, desk.today)),
        "day": request.POST.get(DAY, desk.today.isoformat()),
        "fault": fault,
        "faults": faults or {},
    }
    return render(request, "meetings/notice.html", context, status=status)


def _blocked(table: Table, at: datetime) -> str:
    """Why the notice cannot be issued now; nothing where it can."""
    try:
        require_ready(table.found.meeting, at)
    except NotReady as refused:
        return str(refused)
    return ""


def _paper(desk: Desk, found: Standing, report: Report) -> str:
    """On paper; a figure leads to its lineage for who sees the unit, else to itself."""
    links = may(desk.person, Verb.SEE, found.meeting.unit_id, desk.today)
    return mark_safe(fragment(report, address_of if links else _itself))  # noqa: S308 (the writer escapes every text)


def _itself(figure: Figure) -> str:
    return f"#{figure.id}"


def _version(desk: Desk, found: Standing, number: int) -> NoticeVersion:
    """That version, if the person may read it: who reads no drafts reads the issued one."""
    row = NoticeVersion.objects.filter(meeting=found.meeting.pk, number=number).select_related("person").first()
    if row is None or (row.kind != VersionKind.ISSUED and not recording.may_read(found, desk.today)):
        raise Http404(_("Không có trang này."))
    return row


def _chosen(request: HttpRequest, name: str, kept: list[NoticeVersion], otherwise: NoticeVersion) -> NoticeVersion:
    number = _count(request.GET.get(name, ""))
    return next((one for one in kept if one.number == number), otherwise)


def _presented(kept: list[NoticeVersion], second: NoticeVersion) -> NoticeVersion:
    """What a version is held against where nobody has chosen: the draft that was presented before it."""
    before = [one for one in kept if one.number < second.number] or [kept[0]]
    return next((one for one in reversed(before) if one.kind == VersionKind.DRAFT), before[-1])


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _signing(request: HttpRequest) -> Signing:
    sent = request.POST.get(SIGNING, "")
    return Signing(sent) if sent in Signing.values else Signing.BY_ORDER


def _day(request: HttpRequest, desk: Desk) -> date:
    try:
        return read_date(request.POST.get(DAY, ""), desk.language)
    except DateError as unreadable:
        raise MeetingRefused(str(unreadable), "issued_on") from unreadable
