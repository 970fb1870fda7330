"""Whether each form of a pack asks what can be asked, once."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from giaoban.indicators.catalogue import Form, FormRow, Kind
from giaoban.indicators.forms import asked_by
from giaoban.indicators.pack_files import KeyPath
from giaoban.indicators.pack_shapes import Draft

Asked = dict[tuple[str, str], tuple[KeyPath, str]]
"""By unit kind and indicator: the row that asked first, and its form."""


def check_forms(draft: Draft) -> None:
    """Adds to the draft what is wrong with its forms."""
    asked: Asked = {}
    for place, form in draft.forms.items():
        for index, kind in enumerate(form.reported_by):
            draft.refuse_unknown(("forms", place, "reported_by", index), "unit_kinds", kind)
        _check_sections(draft, place, form)
        asked_here = asked_by(form)
        for path, row in rows(place, form):
            _check_row(draft, path, row, form, asked_here)
            _check_asked_once(draft, path, row, form, asked)


def rows(place: int, form: Form) -> Iterator[tuple[KeyPath, FormRow]]:
    """Each row of the form with its key path."""
    for section_place, section in enumerate(form.sections):
        for row_place, row in enumerate(section.rows):
            yield ("forms", place, "sections", section_place, "rows", row_place), row


def _check_sections(draft: Draft, place: int, form: Form) -> None:
    codes = [section.code for section in form.sections]
    for index, code in enumerate(codes):
        if code in codes[:index]:
            message = _("Mã “%(code)s” viết hai lần trong biểu này: hãy đặt mã khác.") % {"code": code}
            draft.refuse(("forms", place, "sections", index, "code"), message)


def _check_row(draft: Draft, path: KeyPath, row: FormRow, form: Form, asked_here: frozenset[str]) -> None:
    draft.refuse_unknown((*path, "indicator"), "indicators", row.indicator)
    indicator = draft.by_code.get(row.indicator)
    if indicator is None:
        return
    if indicator.kind is Kind.RATIO:
        message = _("“%(code)s” là tỷ lệ, được tính từ hai số khác: hãy hỏi hai số đó, không hỏi tỷ lệ.")
        draft.refuse((*path, "indicator"), message % {"code": row.indicator})
    if indicator.from_register is not None:
        message = _("“%(code)s” do sổ theo dõi đếm: hãy bỏ khỏi biểu, hoặc bỏ “register” ở chỉ tiêu.")
        draft.refuse((*path, "indicator"), message % {"code": row.indicator})
    if indicator.kind is Kind.STOCK and form.figures == "cumulative":
        message = _("“%(code)s” là số cuối kỳ, không lũy kế được: hãy đưa sang biểu có “figures: period”.")
        draft.refuse((*path, "indicator"), message % {"code": row.indicator})
    if indicator.figure_of is not None and indicator.figure_of not in asked_here:
        message = _("“%(code)s” lấy số thực hiện của “%(figure)s”: hãy hỏi cả hai trong cùng một biểu.")
        draft.refuse((*path, "indicator"), message % {"code": row.indicator, "figure": indicator.figure_of})
    for index, dimension in enumerate(row.breakdowns):
        if dimension not in indicator.breakdowns:
            message = _("“%(code)s” không có phân tổ “%(dimension)s”: hãy khai báo ở chỉ tiêu hoặc bỏ ở biểu.")
            values = {"code": row.indicator, "dimension": dimension}
            draft.refuse((*path, "breakdowns", index), message % values)


def _check_asked_once(draft: Draft, path: KeyPath, row: FormRow, form: Form, asked: Asked) -> None:
    """Two doors for one figure would let two values contradict each other."""
    for kind in form.reported_by:
        first_path, first_form = asked.setdefault((kind, row.indicator), (path, form.code))
        if first_path != path:
            message = _("“%(code)s” đã được hỏi ở biểu “%(form)s” với cùng loại đơn vị “%(kind)s”: hãy giữ một chỗ.")
            values = {"code": row.indicator, "form": first_form, "kind": kind}
            draft.refuse((*path, "indicator"), message % values)
