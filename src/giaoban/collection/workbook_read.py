"""A unit's filled workbook -> what it submits, with every problem at once: file, sheet, cell, value, way out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from giaoban.collection.layout import MARK, SCHEMA, NothingToReport, Page, pages
from giaoban.collection.page_read import PageReader, text_at
from giaoban.collection.problems import Complaint, Refusal
from giaoban.collection.raw_sheets import RawSheet, raw_sheets
from giaoban.collection.reading import WHOLE_FILE, Findings, Place, ReadFile, Scope
from giaoban.collection.typed import shown
from giaoban.language.text import nfc
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.units.tree import Node

_SECRET = {"mật", "tối mật", "tuyệt mật"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the hidden first row of a sheet says, as found."""

    schema: str
    pack: str
    unit: str
    unit_key: str
    period: str
    form: str
    seal: str


def read_workbook(file: str, data: bytes, sha256: str, scope: Scope) -> ReadFile:
    """Reads one workbook; never raises for what is in the file."""
    findings = Findings(file)
    about: tuple[Node, Period] | None = None
    try:
        sheets = raw_sheets(data)
    except Refusal as refusal:
        findings.add(refusal.complaint, WHOLE_FILE)
    else:
        about = _read_sheets(sheets, findings, scope)
    return ReadFile(file, sha256, about, tuple(findings.given), tuple(findings.empty), tuple(findings.problems))


def _read_sheets(sheets: tuple[RawSheet, ...], findings: Findings, scope: Scope) -> tuple[Node, Period] | None:
    for sheet in sheets:
        _refuse_secrets(sheet, findings)
    stamped = [(sheet, _stamp(sheet)) for sheet in sheets if text_at(sheet, 0, 0) == MARK]
    if not stamped:
        findings.add(
            Complaint(
                _("Không phải sổ nhập của Giao ban, hoặc dòng nhận dạng ẩn ở đầu trang đã bị xóa."),
                _("Lấy sổ nhập trống của đơn vị và kỳ này, chép số liệu sang rồi gửi lại."),
            ),
            WHOLE_FILE,
        )
        return None
    return _read_stamped(stamped, findings, scope)


def _read_stamped(
    stamped: list[tuple[RawSheet, Stamp]], findings: Findings, scope: Scope
) -> tuple[Node, Period] | None:
    first_sheet, first = stamped[0]
    about = _about(first_sheet, first, findings, scope)
    if about is None:
        return None
    unit, period = about
    try:
        expected = {page.code: page for page in pages(scope.pack, unit.kind, period)}
    except NothingToReport as nothing:
        findings.add(
            Complaint(str(nothing), _("Lấy sổ nhập của kỳ khác.")), Place(first_sheet.name, "F1"), first.period
        )
        return None
    for sheet, stamp in stamped:
        if page := _page(sheet, stamp, first, expected, findings):
            PageReader(sheet, page, stamp.seal, unit, period, findings, scope).read()
    for page in expected.values():
        _missing_sheet(page, findings, scope)
    return about


def _stamp(sheet: RawSheet) -> Stamp:
    return Stamp(*(text_at(sheet, 0, column) for column in range(1, 8)))


def _about(sheet: RawSheet, stamp: Stamp, findings: Findings, scope: Scope) -> tuple[Node, Period] | None:
    """Whom and when the workbook is about, or None with the reasons collected."""
    if stamp.schema != SCHEMA:
        findings.add(_other_version(stamp.schema), Place(sheet.name, "B1"), stamp.schema)
    if stamp.pack != scope.pack.code:
        findings.add(_other_pack(stamp.pack, scope.pack.code), Place(sheet.name, "C1"), stamp.pack)
    if findings.problems:
        return None
    try:
        period = parse(stamp.period)
    except PeriodError as error:
        findings.add(Complaint(str(error), _blank_again()), Place(sheet.name, "F1"), stamp.period)
        return None
    unit = scope.unit(stamp.unit, period)
    if isinstance(unit, Complaint):
        findings.add(unit, Place(sheet.name, "D1"), stamp.unit)
        return None
    if unit.key != stamp.unit_key:
        findings.add(_other_unit(unit, stamp), Place(sheet.name, "E1"), stamp.unit_key)
        return None
    return unit, period


def _page(sheet: RawSheet, stamp: Stamp, first: Stamp, expected: dict[str, Page], findings: Findings) -> Page | None:
    """The page that a sheet is, taken out of `expected`; None with the reason collected."""
    if (stamp.pack, stamp.unit_key, stamp.period) != (first.pack, first.unit_key, first.period):
        complaint = Complaint(
            _("Trang này thuộc sổ khác: đơn vị %(unit)s, kỳ %(period)s.")
            % {"unit": stamp.unit, "period": stamp.period},
            _("Mỗi sổ chỉ gồm các trang của một đơn vị và một kỳ: xóa trang lạ, gửi sổ kia thành tệp riêng."),
        )
        findings.add(complaint, Place(sheet.name, "D1"), f"{stamp.unit} {stamp.period}")
        return None
    if page := expected.pop(stamp.form, None):
        return page
    complaint = Complaint(
        _("Biểu “%(form)s” có hai trang, hoặc không thuộc đơn vị và kỳ này.") % {"form": stamp.form},
        _("Xóa trang thừa, hoặc lấy lại sổ nhập trống và chép số liệu sang."),
    )
    findings.add(complaint, Place(sheet.name, "G1"), stamp.form)
    return None


def _missing_sheet(page: Page, findings: Findings, scope: Scope) -> None:
    title = _("Chỉ tiêu của năm") if page.form is None else page.form.name.vi
    findings.add(Complaint(_("Thiếu trang của biểu “%(form)s”.") % {"form": title}, _blank_again()), WHOLE_FILE)


def _refuse_secrets(sheet: RawSheet, findings: Findings) -> None:
    """Documents with a mark of secrecy stay out of the system (Quy chế 08-QC/TW)."""
    texts = {raw for cells in sheet.rows for raw in cells if raw.__class__ is str}
    marks = {text for text in texts if isinstance(text, str) and nfc(text[:20]).strip().casefold() in _SECRET}
    if not marks:
        return
    for row, cells in enumerate(sheet.rows):
        for column, raw in enumerate(cells):
            if raw in marks:
                complaint = Complaint(
                    _("Tệp có dấu độ mật “%(mark)s”.") % {"mark": shown(raw)},
                    _(
                        "Không đưa tài liệu mật vào hệ thống: gửi theo đường văn bản mật; ở đây chỉ gửi số liệu không mật."
                    ),
                )
                findings.add(complaint, Place(sheet.name, f"{_letters(column)}{row + 1}"), shown(raw))


def _letters(column: int) -> str:
    prefix, rest = divmod(column, 26)
    return (_letters(prefix - 1) if prefix else "") + chr(65 + rest)


def _blank_again() -> str:
    return _("Lấy lại sổ nhập trống của đơn vị và kỳ này, chép số liệu sang rồi gửi lại.")


def _other_version(schema: str) -> Complaint:
    return Complaint(
        _("Sổ nhập thuộc phiên bản %(found)s, hệ thống đọc phiên bản %(wanted)s.")
        % {"found": schema[:20] or "?", "wanted": SCHEMA},
        _blank_again(),
    )


def _other_pack(found: str, wanted: str) -> Complaint:
    return Complaint(
        _("Sổ nhập thuộc gói “%(found)s”, hệ thống này dùng gói “%(wanted)s”.")
        % {"found": found[:40], "wanted": wanted},
        _("Gửi sổ này tới đúng hệ thống của nó, hoặc lấy sổ nhập trống ở đây."),
    )


def _other_unit(unit: Node, stamp: Stamp) -> Complaint:
    return Complaint(
        _("Mã %(code)s trong kỳ này là %(name)s (%(key)s), còn sổ lập cho đơn vị %(found)s.")
        % {"code": unit.code, "name": unit.name, "key": unit.key, "found": stamp.unit_key[:64]},
        _blank_again(),
    )
