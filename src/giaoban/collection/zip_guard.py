"""Looks at an uploaded workbook before any library parses it: size, bombs, macros, links, entities, other formats.

The limits protect the machine from a hostile or broken file; a unit's workbook is some 20 KB.
"""

import re
import zipfile
import zlib
from io import BytesIO

from django.utils.translation import gettext as _

from giaoban.collection.problems import Refusal

LARGEST_FILE = 10_000_000
LARGEST_CONTENT = 60_000_000
LARGEST_RATIO = 200
RATIO_COUNTS_FROM = 1_000_000
"""Small parts of repeated XML compress far more than 200:1 and harm nobody."""
MOST_ENTRIES = 1_000
LAST_ROW = 9_999
LAST_COLUMN = 104
"""Column CZ. calamine lays a sheet out from A1 to its last cell: one in XFD1048576 would ask for 17 billion cells."""

BOOK_PARTS = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_FORBIDDEN_XML = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_FAR_CELL = re.compile(rb"""<(?:\w+:)?c(?=[\s/>])(?![^<>]*?\sr\s*=\s*["'][A-C]?[A-Z][0-9]{1,4}["'])""")
"""A cell whose address is not within those limits, or that has none."""


def guarded_parts(data: bytes) -> dict[str, bytes]:
    """The XML of the worksheets and of the book by part name, once the file is safe to hand to a parser.

    Raises `Refusal` with a sentence that says what the file is and what to do instead.
    """
    _refuse_other_formats(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            _refuse_wrong_contents({entry.filename for entry in entries})
            return _sheets(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        # zipfile raises all of these for truncated, mutated or oddly compressed archives
        raise Refusal(
            _("Tệp bị hỏng, không mở được."),
            _("Mở tệp bằng Excel, lưu lại dưới dạng .xlsx rồi gửi lại; nếu không mở được, xin tệp khác từ đơn vị."),
        ) from error


def _refuse_other_formats(data: bytes) -> None:
    if not data:
        raise Refusal(_("Tệp rỗng (0 byte)."), _("Gửi lại tệp đã nhập số liệu."))
    if len(data) > LARGEST_FILE:
        raise Refusal(
            _("Tệp quá lớn (%(size)d MB).") % {"size": len(data) // 1_000_000},
            _("Sổ nhập chỉ vài chục KB: bỏ ảnh và các trang tính thêm vào rồi gửi lại."),
        )
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise Refusal(_("Tệp đặt mật khẩu mở."), _("Trong Excel, bỏ mật khẩu mở tệp, lưu lại rồi gửi lại."))
        raise Refusal(_("Tệp Excel đời cũ (.xls)."), _("Trong Excel, chọn Lưu thành, kiểu .xlsx, rồi gửi lại."))
    if data.startswith(b"%PDF"):
        raise Refusal(_("Tệp là PDF, không phải sổ nhập Excel."), _("Gửi chính sổ nhập .xlsx đã điền số liệu."))
    if not data.startswith(b"PK"):
        raise Refusal(
            _("Bên trong tệp không phải là sổ Excel."),
            _("Nếu là CSV, đổi đuôi tệp thành .csv; nếu không, mở bằng Excel và lưu lại dưới dạng .xlsx."),
        )


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    content = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_COUNTS_FROM and entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MOST_ENTRIES or content > LARGEST_CONTENT or swollen:
        raise Refusal(
            _("Tệp nén bất thường: giải nén ra quá lớn hoặc quá nhiều phần."),
            _("Lấy lại sổ nhập trống và điền lại số liệu; không dùng tệp này."),
        )
    if len({entry.filename for entry in entries}) != len(entries):
        raise Refusal(_("Tệp có hai phần trùng tên."), _("Mở tệp bằng Excel, lưu lại rồi gửi lại."))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refusal(_("Tệp đặt mật khẩu mở."), _("Trong Excel, bỏ mật khẩu mở tệp, lưu lại rồi gửi lại."))


def _refuse_wrong_contents(names: set[str]) -> None:
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refusal(_("Tệp có macro."), _("Trong Excel, lưu lại dưới dạng .xlsx (không có macro) rồi gửi lại."))
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise Refusal(
            _("Tệp có liên kết tới tệp khác."),
            _("Trong Excel, vào Dữ liệu > Sửa liên kết > Ngắt liên kết, lưu lại rồi gửi lại."),
        )
    if "xl/workbook.bin" in names:
        raise Refusal(_("Tệp Excel nhị phân (.xlsb)."), _("Trong Excel, chọn Lưu thành, kiểu .xlsx, rồi gửi lại."))
    if "xl/workbook.xml" not in names:
        raise Refusal(
            _("Tệp không phải sổ Excel (có thể là tệp Word, tệp nén hoặc sổ OpenDocument)."),
            _("Gửi chính sổ nhập .xlsx; nếu đang dùng LibreOffice, chọn Lưu thành, kiểu Excel 2007-365 (.xlsx)."),
        )


def _sheets(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    sheets: dict[str, bytes] = {}
    for entry in entries:
        content = archive.read(entry)  # checks the length and the CRC as well
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        if _FORBIDDEN_XML.search(content) or content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Refusal(
                _("Tệp có khai báo XML không an toàn (%(part)s).") % {"part": entry.filename},
                _("Lấy lại sổ nhập trống và điền lại số liệu; không dùng tệp này."),
            )
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            _refuse_far_cells(content)
            sheets[entry.filename] = content
        elif entry.filename in BOOK_PARTS:
            sheets[entry.filename] = content
    return sheets


def _refuse_far_cells(content: bytes) -> None:
    if _FAR_CELL.search(content):
        raise Refusal(
            _("Trang tính có ô nằm quá xa (ngoài %(rows)d dòng, %(columns)d cột).")
            % {"rows": LAST_ROW, "columns": LAST_COLUMN},
            _("Xóa các dòng, cột thừa, hoặc lấy lại sổ nhập trống và điền lại số liệu."),
        )
