"""What stands where in a unit's workbook: the pages, their lines and columns; shared by writing and reading.

Rows and columns are counted from 0, as xlsxwriter and calamine do. The first row of every data page is hidden and
holds the page's identity; a line is found again by its key in the hidden column A, never by its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.indicators.catalogue import Form, Indicator, Kind, Pack
from giaoban.indicators.forms import cells, forms_for
from giaoban.language.locales import Language, language_of
from giaoban.periods.period import Period

MARK = "giaoban"
SCHEMA = "1"
"""Goes up when the place of anything that is read back changes."""
TARGETS = "targets"
"""The form code of the page on which a year's targets are written."""

KEY, NUMBER, NAME, UNIT, INPUT, STATE, SAME_PERIOD, TARGET, CUMULATIVE, NOTE, CHECK = range(11)
LETTERS = "ABCDEFGHIJK"
IDENTITY_ROW, TITLE_ROW, UNIT_ROW, HINT_ROW, HEAD_ROW, FIRST_LINE = range(6)


class NothingToReport(Exception):
    """No form asks that kind of unit anything for that kind of period."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: a figure to type, or a narrative."""

    section: str
    indicator: Indicator
    breakdown: str
    measure: Literal["actual", "target"]
    target_is_input: bool
    """The target of the period itself stands in the target column and is typed there."""

    @property
    def key(self) -> str:
        """What identifies the line in column A: `members.admitted` or `members.admitted|sex:female`."""
        return f"{self.indicator.code}|{self.breakdown}" if self.breakdown else self.indicator.code


@dataclass(frozen=True, slots=True)
class Page:
    """One data sheet. `form` is None on the page of the year's targets."""

    code: str
    form: Form | None
    lines: tuple[Line, ...]

    @property
    def is_cumulative(self) -> bool:
        return self.form is not None and self.form.figures == "cumulative"


IDENTITY_NAMES = ("schema", "pack", "unit", "unit_key", "period", "form", "seal")
"""The columns B to H of the hidden row."""


def seal(pack: str, unit: str, unit_key: str, period: str, form: str, head: tuple[str, ...]) -> str:
    """Covers what the hidden row says and the visible head, so that an edit is noticed; it keeps no secret."""
    return sha256("\n".join((SCHEMA, pack, unit, unit_key, period, form, *head)).encode()).hexdigest()[:16]


def pages(pack: Pack, unit_kind: str, period: Period) -> tuple[Page, ...]:
    """The data pages of a unit's workbook: each form of the period's kind, and for a year the page of its targets.

    Raises `NothingToReport` where there is none.
    """
    forms = forms_for(pack, unit_kind)
    found = [Page(form.code, form, _lines(pack, form)) for form in forms if form.every == period.kind]
    if period.kind == "year" and (targets := _target_lines(pack, forms)):
        found.insert(0, Page(TARGETS, None, targets))
    if not found:
        raise NothingToReport(_why_nothing(pack, unit_kind, period, forms))
    return tuple(found)


def _why_nothing(pack: Pack, unit_kind: str, period: Period, forms: Sequence[Form]) -> str:
    kind = pack.unit_kind(unit_kind).name.in_language(language_of(get_language() or "vi"))
    if not forms:
        return _("Đơn vị loại “%(kind)s” không nộp biểu nào. Hãy chọn một đơn vị cấp dưới.") % {"kind": kind}
    return _("Đơn vị loại “%(kind)s” không có biểu nào cho kỳ %(period)s. Hãy chọn kỳ khác, ví dụ một tháng.") % {
        "kind": kind,
        "period": period.code,
    }


def _lines(pack: Pack, form: Form) -> tuple[Line, ...]:
    return tuple(
        Line(
            cell.section,
            pack.indicator(cell.indicator),
            cell.breakdown,
            "actual",
            pack.indicator(cell.indicator).target == "period" and not cell.breakdown,
        )
        for cell in cells(pack, form)
        if cell.measure == "actual"
    )


def _target_lines(pack: Pack, forms: tuple[Form, ...]) -> tuple[Line, ...]:
    found: dict[tuple[str, str], Line] = {}
    for form in forms:
        for cell in cells(pack, form):
            indicator = pack.indicator(cell.indicator)
            if cell.measure == "target" and indicator.target == "year":
                found.setdefault((cell.indicator, cell.breakdown), Line("", indicator, cell.breakdown, "target", False))
    return tuple(found.values())


def head_texts(page: Page, unit_name: str, period_name: str, language: Language) -> tuple[str, ...]:
    """The visible head: title, unit line, then the column heads from B on. Their cells are `HEAD_CELLS`."""
    title = page.form.name.in_language(language) if page.form else _("Chỉ tiêu %(period)s") % {"period": period_name}
    unit_line = f"{unit_name} · {period_name}"
    return (title, unit_line, _("STT"), _("Nội dung"), _("Đơn vị tính"), *_columns(page), _("Kiểm tra"))


def _columns(page: Page) -> tuple[str, ...]:
    """The heads from the input column to the notes."""
    state, same_period, note = _("Tình trạng"), _("Cùng kỳ năm trước"), _("Ghi chú")
    if page.form is None:
        return (_("Chỉ tiêu năm nay"), state, _("Chỉ tiêu năm trước"), "", "", note)
    if all(line.indicator.kind is Kind.TEXT for line in page.lines):
        return (_("Nội dung báo cáo"), "", "", "", "", "")
    if page.is_cumulative:
        return (_("Lũy kế từ đầu năm"), state, same_period, _("Chỉ tiêu giao"), "", note)
    return (_("Số liệu kỳ này"), state, same_period, _("Chỉ tiêu giao"), _("Lũy kế đến kỳ trước"), note)


HEAD_CELLS = (
    (TITLE_ROW, NUMBER),
    (UNIT_ROW, NUMBER),
    *((HEAD_ROW, column) for column in range(NUMBER, CHECK + 1)),
)


def address(row: int, column: int) -> str:
    """`E14` for row 13 and column 4."""
    return f"{LETTERS[column]}{row + 1}"


def sheet_name(page: Page, forms: list[str]) -> str:
    """`Số liệu`, or `Biểu 2` where the workbook holds several forms; Excel allows 31 characters."""
    if page.form is None:
        return _("Chỉ tiêu năm")
    return _("Số liệu") if len(forms) == 1 else _("Biểu %(number)d") % {"number": forms.index(page.code) + 1}
