"""The files that figures came from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from giaoban.figures.models import SourceFile
from giaoban.figures.sources import contents
from giaoban.site.openable import openable
from giaoban.site.viewpoint import Viewpoint, seen_from_office


@seen_from_office
def source_file(request: HttpRequest, view: Viewpoint, sha256: str) -> HttpResponse:
    """The bytes as they came in, to be saved; 404 where one of its units is out of scope."""
    file = get_object_or_404(SourceFile, sha256=sha256)
    if sha256 not in openable([sha256], view):
        raise Http404(_("Không có trang này."))
    response = HttpResponse(contents(file), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    return response
