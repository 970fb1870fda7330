"""What somebody typed into a form of the programme or of a topic: read, kept as typed, and what is wrong with which field."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from giaoban.followup.duties import WrongRule
from giaoban.followup.pages.desk import Desk, day_typed
from giaoban.followup.secrecy import Mark, SecretRefused
from giaoban.followup.wording import WordsRefused
from giaoban.language.dates import DateError
from giaoban.people.access import Verb
from giaoban.people.downloads import Sheet, answer

MARK, RULE, WHOLE = "mat", "lap-lai", "chung"
"""Fields of every form; what concerns no single field is said above them."""
Faults = Mapping[str, str]
"""Sentences by the field that they concern, `-` written `_` for the templates."""
Done = TypeVar("Done")


def attempt(act: Callable[[], Done]) -> tuple[Done | None, Faults]:
    """Does it; what came of it, or nothing and what is wrong with which field."""
    try:
        return act(), {}
    except WordsRefused as refused:
        return None, {_plain(refused.field): str(refused)}
    except SecretRefused as refused:
        return None, {MARK: str(refused)}
    except WrongRule as refused:
        return None, {_plain(RULE): str(refused)}


def typed(request: HttpRequest) -> Mapping[str, str]:
    """Everything as it was typed, for the page that asks it back."""
    return {_plain(name): str(value) for name, value in request.POST.items()}


def whole_number(request: HttpRequest, field: str, name: str | Promise) -> int:
    """A number of at most four digits; raises `WordsRefused`."""
    text = request.POST.get(field, "").strip()
    if text.isascii() and text.isdigit() and len(text) <= 4:
        return int(text)
    raise WordsRefused(field, _("Chưa chọn %(name)s.") % {"name": name})


def day(request: HttpRequest, field: str, desk: Desk) -> date:
    """The day of a field; raises `WordsRefused`."""
    try:
        return day_typed(request.POST.get(field, ""), desk.language)
    except DateError as error:
        if not request.POST.get(field, "").strip():
            raise WordsRefused(field, _("Chưa chọn ngày.")) from None
        raise WordsRefused(field, str(error)) from None


def day_or_none(request: HttpRequest, field: str, desk: Desk) -> date | None:
    """The day of a field that may be left empty."""
    return day(request, field, desk) if request.POST.get(field, "").strip() else None


def unit_or_none(request: HttpRequest, field: str, desk: Desk) -> int | None:
    """The unit whose code was chosen; raises `WordsRefused` where there is none in sight."""
    code = request.POST.get(field, "").strip()
    if not code:
        return None
    for node in desk.nodes(desk.units_where(Verb.SEE)):
        if node.code == code:
            return node.unit_id
    raise WordsRefused(field, _("Không có đơn vị mã “%(code)s”: hãy chọn trong danh sách.") % {"code": code[:32]})


def mark_of(request: HttpRequest) -> str:
    """The degree of secrecy that was chosen; a form that was sent without it says nothing, and is asked back."""
    mark = request.POST.get(MARK, "")
    if mark not in Mark.values:
        raise WordsRefused(MARK, _("Chưa chọn độ mật: hãy chọn “không mật” nếu nội dung không có độ mật."))
    return mark


def marks() -> list[tuple[str, str]]:
    """The degrees to choose from."""
    return [(mark.value, str(mark.label)) for mark in Mark]


def take_away(sheet: Sheet, form: str, desk: Desk) -> HttpResponse:
    """The table as CSV or Excel; a demonstration says so in it. 404 for another form."""
    if form not in {"csv", "xlsx"}:
        raise Http404(_("Chỉ có tệp csv và xlsx."))
    made_up = _("Bản trình diễn: đơn vị và số liệu đều là dựng sẵn, không có thật.")
    notice = made_up if settings.WORKSPACE.demonstration else ""
    return answer(Sheet(sheet.name, sheet.title, sheet.heads, sheet.rows, notice), form, desk.now)


def _plain(field: str) -> str:
    return field.replace("-", "_")
