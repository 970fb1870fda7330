"""Papers to read, private notes, and remarks before the meeting."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.meetings import notes, papers
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.pages.acting import ANYBODY, TAKING_PART, carried_out
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.pages.meetings import meeting_page
from giaoban.meetings.pages.typed import mark
from giaoban.meetings.sight import Standing
from giaoban.reading.file_kinds import LARGEST

FILE, ITEM, NOTE, REMARK = "tep", "noi-dung", "ghi-chu", "y-kien"


@require_POST
def add_paper(request: HttpRequest, number: int) -> HttpResponse:
    """A paper is kept with the meeting or with one of its items."""
    return carried_out(
        request, number, lambda desk, standing: _add(request, desk, standing), _("Đã thêm tài liệu."), meeting_page
    )


@require_safe
def meeting_paper(request: HttpRequest, number: int, paper: int) -> HttpResponse:
    """A paper to be saved; never opened in the page."""
    desk = Desk(request)
    found = papers.paper(number, paper, by=desk.person, at=desk.now)
    answer = HttpResponse(bytes(found.data), content_type=found.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def remove_paper(request: HttpRequest, number: int, paper: int) -> HttpResponse:
    """A paper is taken away again."""
    return carried_out(
        request,
        number,
        lambda desk, standing: papers.remove_paper(standing.meeting, paper, by=desk.person, at=desk.now),
        _("Đã bỏ tài liệu."),
        meeting_page,
    )


@require_POST
def keep_note(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """What the person notes for nobody else."""
    return carried_out(
        request,
        number,
        lambda desk, standing: notes.keep_note(
            standing.meeting, item, request.POST.get(NOTE, ""), by=desk.person, at=desk.now
        ),
        _("Đã lưu ghi chú riêng."),
        meeting_page,
        allowed=ANYBODY,
    )


@require_POST
def remark(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """What a participant says before the meeting."""
    return carried_out(
        request,
        number,
        lambda desk, standing: notes.remark(
            standing.meeting, item, request.POST.get(REMARK, ""), mark=mark(request), by=desk.person, at=desk.now
        ),
        _("Đã gửi ý kiến."),
        meeting_page,
        allowed=TAKING_PART,
    )


def _add(request: HttpRequest, desk: Desk, standing: Standing) -> object:
    sent = request.FILES.get(FILE)
    if not isinstance(sent, UploadedFile):
        raise MeetingRefused(_("Chưa chọn tệp: hãy chọn một tệp để gửi."), "file")
    chosen = request.POST.get(ITEM, "")
    item = desk.item(standing, int(chosen)) if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else None
    # One byte more than allowed is enough to see that a file is too large.
    data = sent.read(LARGEST + 1)
    return papers.add_paper(
        standing.meeting, data, sent.name or "", item=item, mark=mark(request), by=desk.person, at=desk.now
    )
