"""Reading the rows of a units CSV; each cell by itself, nothing yet about how rows fit together."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from giaoban.language.dates import DateError, read_date
from giaoban.language.text import nfc
from giaoban.units.problems import Findings, spoken

COLUMNS = ("code", "name", "kind", "parent_code", "valid_from", "valid_to")
OPTIONAL = ("key", "position")

_CODE = re.compile(r"[\w./-]{1,32}")
_KEY = re.compile(r"[\w./-]{1,32}:[0-9]{4}-[0-9]{2}-[0-9]{2}")
_POSITION = re.compile(r"[0-9]{1,9}")
_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One stated stretch of a unit's life; `key` is empty and `position` None where the file leaves them open."""

    line: int
    code: str
    name: str
    kind: str
    parent_code: str
    valid_from: date
    valid_to: date | None
    key: str
    position: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows that could be read, and the codes of those that could not."""

    rows: tuple[Row, ...]
    lost_codes: frozenset[str]


def read_rows(data: bytes, findings: Findings) -> Reading:
    """The rows of a CSV in UTF-8, with or without BOM, parted by commas or semicolons."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.add(
            None,
            "",
            "",
            _("Tệp không phải là CSV dạng UTF-8."),
            _("Trong Excel, chọn Lưu thành, dạng “CSV UTF-8”, rồi nạp lại tệp đó."),
        )
        return Reading((), frozenset())
    records = list(_records(text, findings))
    if findings.problems or not _header_fits(records, findings):
        return Reading((), frozenset())
    rows: list[Row] = []
    lost: set[str] = set()
    names = [cell.lower() for cell in records[0][1]]
    for line, cells in records[1:]:
        if len(cells) != len(names):
            findings.add(
                line,
                "",
                ",".join(cells)[:80],
                _("Dòng này có %(found)d ô, còn dòng đầu có %(expected)d cột.")
                % {"found": len(cells), "expected": len(names)},
                _("Xem lại các dấu phân cách; ô nào chứa dấu phân cách thì đặt trong dấu nháy kép."),
            )
            lost.update(cells[:1])
            continue
        values = dict(zip(names, cells, strict=True))
        row = _RowReader(line, values, findings).read()
        if row is None:
            lost.add(values["code"])
        else:
            rows.append(row)
    return Reading(tuple(rows), frozenset(lost))


def _records(text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Line number and cleaned cells of every record that is not empty."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    line = 1
    try:
        for cells in reader:
            cleaned = [" ".join(nfc(cell).split()) for cell in cells]
            if any(cleaned):
                yield line, cleaned
            line = reader.line_num + 1
    except csv.Error as error:
        findings.add(
            line,
            "",
            "",
            _("Không đọc được dòng này: %(error)s.") % {"error": error},
            _("Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dạng “CSV UTF-8”."),
        )


def _header_fits(records: list[tuple[int, list[str]]], findings: Findings) -> bool:
    wanted = ",".join(COLUMNS)
    if not records:
        findings.add(
            None, "", "", _("Tệp không có dòng nào."), _("Dòng đầu của tệp là %(wanted)s.") % {"wanted": wanted}
        )
        return False
    line, cells = records[0]
    found = Counter(cell.lower() for cell in cells)
    fits = True
    for name in COLUMNS:
        if name not in found:
            fits = False
            findings.add(
                line,
                name,
                "",
                _("Thiếu cột %(column)s.") % {"column": name},
                _("Thêm cột này vào dòng đầu; cần đủ các cột %(wanted)s.") % {"wanted": wanted},
            )
    for name, times in found.items():
        if times > 1 or name not in COLUMNS + OPTIONAL:
            fits = False
            findings.add(
                line,
                name,
                name,
                _("Cột “%(column)s” thừa.") % {"column": name},
                _("Bỏ cột này; ngoài %(wanted)s chỉ dùng thêm được %(optional)s.")
                % {"wanted": wanted, "optional": ", ".join(OPTIONAL)},
            )
    return fits


class _RowReader:
    """Reads the cells of one row and notes every one that it cannot take."""

    def __init__(self, line: int, values: Mapping[str, str], findings: Findings) -> None:
        self.line = line
        self.values = values
        self.findings = findings
        self.sound = True

    def read(self) -> Row | None:
        code = self._shaped("code", _CODE, _("Ghi mã gồm chữ, số và các dấu . - _ /, tối đa 32 ký tự."))
        name = self._name()
        kind = self._filled("kind", _("Ghi mã của loại đơn vị."))
        valid_from = self._day("valid_from") if self._filled("valid_from", _how_to_write_a_day()) else None
        valid_to = self._day("valid_to") if self.values["valid_to"] else None
        if valid_from is not None and valid_to is not None and valid_to <= valid_from:
            self._refuse(
                "valid_to",
                _("Ngày kết thúc không sau ngày bắt đầu %(first)s.") % {"first": spoken(valid_from)},
                _("Ngày kết thúc là ngày đầu tiên không còn hiệu lực; để trống nếu còn hiệu lực."),
            )
        key = self._shaped("key", _KEY, _("Ghi khóa dạng MÃ:2020-01-01, hoặc để trống.")) if self._has("key") else ""
        position = self._position() if self._has("position") else None
        if not self.sound or valid_from is None:
            return None
        return Row(self.line, code, name, kind, self.values["parent_code"], valid_from, valid_to, key, position)

    def _has(self, column: str) -> bool:
        return bool(self.values.get(column))

    def _refuse(self, column: str, message: str, way_out: str) -> None:
        self.sound = False
        self.findings.add(self.line, column, self.values[column], message, way_out)

    def _filled(self, column: str, way_out: str) -> str:
        if not self.values[column]:
            self._refuse(column, _("Ô %(column)s để trống.") % {"column": column}, way_out)
        return self.values[column]

    def _shaped(self, column: str, shape: re.Pattern[str], way_out: str) -> str:
        text = self._filled(column, way_out)
        if text and not shape.fullmatch(text):
            self._refuse(column, _("“%(value)s” không dùng được ở cột %(column)s.") % self._said(column), way_out)
        return text

    def _name(self) -> str:
        name = self._filled("name", _("Ghi tên đầy đủ của đơn vị."))
        if len(name) > _NAME_LENGTH or any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in name):
            self._refuse(
                "name",
                _("Tên này quá dài hoặc có ký tự không nhìn thấy được."),
                _("Gõ lại tên, tối đa 200 ký tự."),
            )
        return name

    def _day(self, column: str) -> date | None:
        try:
            return read_date(self.values[column], "vi")
        except DateError:
            self._refuse(column, _("Không đọc được ngày “%(value)s”.") % self._said(column), _how_to_write_a_day())
            return None

    def _position(self) -> int | None:
        text = self._shaped("position", _POSITION, _("Ghi một số nguyên từ 0 trở lên, hoặc để trống."))
        return int(text) if self.sound else None

    def _said(self, column: str) -> dict[str, str]:
        return {"column": column, "value": self.values[column]}


def _how_to_write_a_day() -> str:
    return _("Ghi một ngày có thật, như 2024-07-02 hoặc 02/07/2024.")
