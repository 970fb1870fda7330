"""The unit's workbook by the page: taken down, sent back, compared with what stands, and put into the drafts."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from giaoban.collection.attachments import attach
from giaoban.collection.drafts import draft
from giaoban.collection.importing import XLSX
from giaoban.collection.judging import read_cells
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import Submission
from giaoban.collection.pages.acts import refused_page
from giaoban.collection.pages.place import Place, at_the_sheet
from giaoban.collection.prefill import workbook_of
from giaoban.collection.sheet import tree_of
from giaoban.collection.workbook_taking import Comparison, compare, take
from giaoban.collection.workbook_write import file_name
from giaoban.collection.zip_guard import LARGEST_FILE
from giaoban.figures.models import SourceFile
from giaoban.figures.sources import contents, keep
from giaoban.people.access import Hidden, Verb
from giaoban.reading.file_kinds import FileRefused


@require_safe
@at_the_sheet
def workbook(request: HttpRequest, place: Place) -> HttpResponse:
    """Where to take the workbook down and send it back."""
    _require_officer(place)
    return render(request, "collection/workbook.html", {"place": place})


@require_safe
@at_the_sheet
def workbook_file(_request: HttpRequest, place: Place) -> HttpResponse:
    """The unit's workbook for the period, with what is in the books and in the drafts already."""
    _require_officer(place)
    unit, period = place.sheet.unit, place.sheet.period
    typed = {
        key: row.typed
        for submission in Submission.objects.filter(unit=unit.unit_id, period=period.code)
        for key, row in draft(submission).items()
    }
    filled = read_cells(place.pack, typed).answers
    office = tree_of(place.pack, period).root.name
    data = workbook_of(unit, period, pack=place.pack, office=office, language=place.language, filled=filled)
    response = HttpResponse(data, content_type=XLSX)
    named = content_disposition_header(as_attachment=True, filename=file_name(unit, period))
    response["Content-Disposition"] = named or "attachment"
    return response


@require_POST
@at_the_sheet
def workbook_sent(request: HttpRequest, place: Place) -> HttpResponse:
    """What the workbook would change, or everything that is wrong with it; nothing is taken yet."""
    _require_officer(place)
    sent = request.FILES.get("so")
    if not isinstance(sent, UploadedFile):
        messages.warning(request, _("Chưa chọn tệp nào: hãy chọn sổ đã nhập rồi gửi."))
        return redirect("sheet_workbook", *place.words)
    data = sent.read(LARGEST_FILE + 1)
    comparison = _compared(place, sent.name or "", data)
    if not comparison.blocks:
        keep(data, comparison.file, XLSX)
    return _shown(request, place, comparison)


@require_POST
@at_the_sheet
def workbook_taken(request: HttpRequest, place: Place) -> HttpResponse:
    """Puts what the workbook changes into the drafts, if they still stand as they were compared."""
    _require_officer(place)
    file = SourceFile.objects.filter(sha256=request.POST.get("sha256", "")).first()
    if file is None:
        raise Http404(_("Không có trang này."))
    data = contents(file)
    comparison = _compared(place, file.name, data)
    if comparison.blocks or comparison.seen != request.POST.get("seen"):
        messages.warning(request, _("Bản nháp vừa có người sửa: hãy xem lại các chỗ khác nhau rồi nhận lại."))
        return _shown(request, place, comparison)
    try:
        taken = take(comparison, place.sheet.unit, place.sheet.period, by=place.person, at=place.now)
        for submission in taken:
            attach(submission, data, file.name, by=place.person, at=place.now)
    except FileRefused as refused:
        messages.warning(request, str(refused))
    except IllegalMove as refused:
        return refused_page(request, place, refused)
    count = comparison.count
    sentence = ngettext(
        "Đã nhận %(count)d số liệu từ sổ vào bản nháp; xem lại rồi trình duyệt.",
        "Đã nhận %(count)d số liệu từ sổ vào bản nháp; xem lại rồi trình duyệt.",
        count,
    )
    messages.success(request, sentence % {"count": count})
    return redirect(place.address)


def _require_officer(place: Place) -> None:
    """The workbook is for whoever may report for the unit; for others it is not there."""
    if not place.may(Verb.REPORT):
        raise Hidden(_("Không có trang này."))


def _compared(place: Place, name: str, data: bytes) -> Comparison:
    return compare(
        name,
        data,
        place.sheet.unit,
        place.sheet.period,
        pack=place.pack,
        by=place.person,
        at=place.now,
        language=place.language,
    )


def _shown(request: HttpRequest, place: Place, comparison: Comparison) -> HttpResponse:
    status = 422 if comparison.blocks else 200
    return render(request, "collection/workbook.html", {"place": place, "comparison": comparison}, status=status)
