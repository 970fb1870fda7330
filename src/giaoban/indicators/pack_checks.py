"""What only the whole pack shows: codes that stand twice, references that lead nowhere, a template that is not there."""

from pathlib import Path

from django.utils.translation import gettext as _

from giaoban.indicators.form_checks import check_forms
from giaoban.indicators.indicator_checks import check_indicators
from giaoban.indicators.pack_shapes import LISTS, Draft
from giaoban.indicators.rule_checks import check_placeholders, check_rules


def check(draft: Draft, folder: Path) -> None:
    """Adds to the draft every problem between its parts; the report templates lie in `folder`."""
    _check_codes(draft)
    _check_unit_kinds(draft)
    _check_categories(draft)
    check_indicators(draft)
    check_forms(draft)
    check_rules(draft)
    _check_reports(draft, folder)
    if draft.head is not None:
        for place, code in enumerate(draft.head.key_indicators):
            draft.refuse_unknown(("key_indicators", place), "indicators", code)


def _check_codes(draft: Draft) -> None:
    for key in LISTS:
        first: dict[str, int] = {}
        for place, code in draft.codes(key).items():
            if first.setdefault(code, place) != place:
                there = draft.written.places[key, first[code]]
                message = _("Mã “%(code)s” đã có ở %(file)s dòng %(line)s: hãy đặt mã khác.")
                draft.refuse((key, place, "code"), message % {"code": code, "file": there.file, "line": there.line})


def _check_unit_kinds(draft: Draft) -> None:
    for place, kind in draft.unit_kinds.items():
        for index, parent in enumerate(kind.parents):
            draft.refuse_unknown(("unit_kinds", place, "parents", index), "unit_kinds", parent)
    if draft.unit_kinds and all(kind.parents for kind in draft.unit_kinds.values()):
        message = _("Chưa có loại đơn vị nào đứng đầu cây: hãy để một loại không có “parents”.")
        draft.refuse(("unit_kinds",), message)


def _check_categories(draft: Draft) -> None:
    for place, breakdown in draft.breakdowns.items():
        codes = [category.code for category in breakdown.categories]
        for index, code in enumerate(codes):
            if code in codes[:index]:
                message = _("Mã “%(code)s” viết hai lần trong phân tổ này: hãy đặt mã khác.") % {"code": code}
                draft.refuse(("breakdowns", place, "categories", index, "code"), message)


def _check_reports(draft: Draft, folder: Path) -> None:
    for place, template in draft.reports.items():
        file = f"reports/{template.code}.md.j2"
        if not (folder / file).is_file():
            message = _("Không thấy tệp mẫu “%(file)s” trong gói: hãy thêm tệp hoặc sửa mã.") % {"file": file}
            draft.refuse(("reports", place, "code"), message)
        check_placeholders(draft, ("reports", place, "abstract"), template.abstract, frozenset({"period"}))
