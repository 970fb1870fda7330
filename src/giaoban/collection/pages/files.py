"""Files sent along with a sheet: taken, given back, removed."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.collection.attachments import attach, detach
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import Attachment
from giaoban.collection.pages.acts import refused_page
from giaoban.collection.pages.place import Place, at_the_sheet
from giaoban.collection.pages.posted import opened
from giaoban.figures.sources import contents
from giaoban.reading.file_kinds import LARGEST, FileRefused


@require_POST
@at_the_sheet
def add_file(request: HttpRequest, place: Place) -> HttpResponse:
    """Takes one file along."""
    sent = request.FILES.get("tep")
    if not isinstance(sent, UploadedFile):
        messages.warning(request, _("Chưa chọn tệp nào: hãy chọn tệp rồi bấm “Kèm tệp”."))
        return redirect(f"{place.address}#files")
    try:
        # One byte more than allowed is enough to see that a file is too large.
        attach(opened(place), sent.read(LARGEST + 1), sent.name or "", by=place.person, at=place.now)
    except FileRefused as refused:
        messages.warning(request, str(refused))
    except IllegalMove as refused:
        return refused_page(request, place, refused)
    else:
        messages.success(request, _("Đã kèm tệp %(name)s.") % {"name": sent.name})
    return redirect(f"{place.address}#files")


@require_POST
@at_the_sheet
def remove_file(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Takes one file away again."""
    try:
        detach(_attachment(place, number), by=place.person, at=place.now)
    except IllegalMove as refused:
        return refused_page(request, place, refused)
    messages.success(request, _("Đã bỏ tệp."))
    return redirect(f"{place.address}#files")


@require_safe
@at_the_sheet
def one_file(_request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """The file's bytes, to be saved: never shown by the browser, whatever is in them."""
    found = _attachment(place, number)
    response = HttpResponse(contents(found.file), content_type="application/octet-stream")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    )
    return response


def _attachment(place: Place, number: int) -> Attachment:
    found = Attachment.objects.filter(submission=place.submission, pk=number).select_related("file").first()
    if place.submission is None or found is None:
        raise Http404(_("Không có trang này."))
    return found
