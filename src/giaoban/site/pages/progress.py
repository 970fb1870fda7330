"""The office's board as a table to take away."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from giaoban.collection.board import STATE_NAMES, Board, Cell, Row
from giaoban.collection.board_listing import office_board
from giaoban.collection.pages.board import listing_of
from giaoban.collection.pages.office import stand
from giaoban.language.dates import write_date
from giaoban.language.locales import Language
from giaoban.people.downloads import Sheet, Value, answer
from giaoban.site.viewpoint import Viewpoint, seen_from_office


@seen_from_office
def board_file(request: HttpRequest, view: Viewpoint, form: str) -> HttpResponse:
    """Every unit and form of the board as listed, one line each, as CSV or Excel."""
    place = stand(request)
    if place is None:
        raise Http404(_("Không có trang này."))
    found = office_board(
        place.part, place.office.code, person=view.person, pack=view.pack, today=view.today, language=view.language
    )
    rows = listing_of(request, place).of(found)
    heads = (
        _("Đơn vị"),
        _("Mã"),
        _("Biểu"),
        _("Trạng thái"),
        _("Hạn nộp"),
        _("Ngày nộp"),
        _("Số ngày trễ"),
        _("Số liệu cần xem"),
    )
    title = _("Tiến độ nộp biểu %(period)s · %(office)s") % {"period": place.part.code, "office": place.office.name}
    name = f"tien-do-{place.part.code}".replace("/", "_")
    return answer(Sheet(name, title, heads, list(_lines(found, rows, view.language)), view.notice), form, view.now)


def _lines(found: Board, rows: tuple[Row, ...], language: Language) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        for cell in row.asked:
            yield (row.node.name, row.node.code, *_values(cell, language))


def _values(cell: Cell, language: Language) -> tuple[Value, ...]:
    handed = write_date(cell.handed_on, language) if cell.handed_on else None
    return (
        cell.form.name.in_language(language),
        str(STATE_NAMES[cell.state]),
        write_date(cell.due, language),
        handed,
        cell.days_late,
        cell.odd,
    )
