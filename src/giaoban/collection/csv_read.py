"""A CSV file with the columns `unit,indicator,breakdown,period,measure,value` -> what it submits.

Comma, semicolon or tab between the columns; UTF-8 or UTF-16 with a mark; numbers as Vietnamese writes them. A line's
place is what a spreadsheet would show, such as `F5` for the value in the fifth row.
"""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from giaoban.collection.problems import Complaint, Refusal
from giaoban.collection.reading import WHOLE_FILE, Findings, Given, Place, ReadFile, Scope
from giaoban.collection.typed import Answer, read_figure, read_text, shown
from giaoban.collection.zip_guard import LARGEST_FILE
from giaoban.figures.entry import CellKey, Entry
from giaoban.figures.models import Measure, State
from giaoban.indicators.catalogue import Kind
from giaoban.language.text import nfc
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.units.tree import Node

COLUMNS = ("unit", "indicator", "breakdown", "period", "measure", "value")
LONGEST_FIELD = 20_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Record:
    """One row below the head: the text of each of `COLUMNS`, and where each stands."""

    row: int
    texts: dict[str, str]
    letters: dict[str, str]

    def place(self, column: str) -> Place:
        return Place("", f"{self.letters[column]}{self.row}")


def read_csv(file: str, data: bytes, sha256: str, scope: Scope) -> ReadFile:
    """Reads one CSV file; never raises for what is in the file."""
    findings = Findings(file)
    reader = _Reader(findings, scope)
    try:
        for record in _records(_decoded(data), findings):
            reader.read(record)
    except Refusal as refusal:
        findings.add(refusal.complaint, WHOLE_FILE)
    return ReadFile(file, sha256, None, tuple(findings.given), tuple(findings.empty), tuple(findings.problems))


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise Refusal(
            _("Tệp quá lớn (%(size)d MB).") % {"size": len(data) // 1_000_000},
            _("Chia tệp thành nhiều tệp nhỏ hơn %(limit)d MB.") % {"limit": LARGEST_FILE // 1_000_000},
        )
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            _("Tệp CSV không mã hóa bằng UTF-8 (byte thứ %(place)d).") % {"place": error.start + 1},
            _("Trong Excel, chọn Lưu thành, kiểu “CSV UTF-8”, rồi gửi lại."),
        ) from error
    if "\x00" in text:
        raise Refusal(
            _("Tệp CSV chứa ký tự không in được."), _("Gửi tệp văn bản CSV, không gửi tệp nhị phân đổi đuôi.")
        )
    return nfc(text)


def _records(text: str, findings: Findings) -> Iterator[Record]:
    head_line = text.partition("\n")[0]
    delimiter = max(";\t,", key=head_line.count)
    rows = _rows(text, delimiter)
    head = [name.strip().casefold() for name in next(rows, [])]
    missing = [name for name in COLUMNS if name not in head]
    if missing:
        raise Refusal(
            _("Dòng đầu thiếu cột %(columns)s.") % {"columns": ", ".join(missing)},
            _("Dòng đầu phải có đủ các cột: %(columns)s.") % {"columns": ",".join(COLUMNS)},
        )
    letters = {name: _letter(head.index(name)) for name in COLUMNS}
    places = {name: head.index(name) for name in COLUMNS}
    for number, row in enumerate(rows, start=2):
        if not any(field.strip() for field in row):
            continue
        if len(row) != len(head):
            findings.add(_wrong_width(len(row), len(head)), Place("", f"A{number}"), shown(delimiter.join(row)))
            continue
        yield Record(number, {name: row[place].strip() for name, place in places.items()}, letters)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if any(len(field) > LONGEST_FIELD for field in row):
                raise Refusal(_("Tệp CSV có ô quá dài."), _("Kiểm tra dấu ngoặc kép: có thể thiếu một dấu đóng."))
            yield row
    except csv.Error as error:
        raise Refusal(
            _("Tệp CSV không đúng quy cách: %(error)s.") % {"error": error},
            _("Kiểm tra dấu ngoặc kép và dấu ngăn cột, hoặc lưu lại từ Excel bằng kiểu “CSV UTF-8”."),
        ) from error


def _letter(column: int) -> str:
    return chr(65 + column % 26) if column < 26 else "Z"


def _wrong_width(found: int, wanted: int) -> Complaint:
    return Complaint(
        _("Dòng có %(found)d cột, dòng đầu có %(wanted)d cột.") % {"found": found, "wanted": wanted},
        _('Số có dấu phẩy thập phân phải đặt trong ngoặc kép, ví dụ "56,62", hoặc dùng dấu chấm phẩy ngăn cột.'),
    )


class _Reader:
    """Reads the records of one file; units are looked up once for each code and period."""

    def __init__(self, findings: Findings, scope: Scope) -> None:
        self.findings = findings
        self.scope = scope
        self.units: dict[tuple[str, str], Node | Complaint] = {}
        self.rows: dict[CellKey, int] = {}

    def read(self, record: Record) -> None:
        period, measure = self._period(record), self._measure(record)
        if period is None or measure is None:
            return
        unit = self._unit(record, period)
        if unit is None:
            return
        cell = record.texts["indicator"], record.texts["breakdown"]
        form = self.scope.form(unit, period, cell, measure)
        if isinstance(form, Complaint):
            self.findings.add(form, record.place("indicator"), cell[0])
            return
        self._take(record, CellKey(unit.unit_id, *cell, period.code, str(measure)), period)

    def _period(self, record: Record) -> Period | None:
        text = record.texts["period"]
        try:
            period = parse(text)
        except PeriodError as error:
            way_out = _("Ghi mã kỳ, ví dụ 2024-06, 2024-Q2, 2024-H1, 2024.")
            self.findings.add(Complaint(str(error), way_out), record.place("period"), shown(text))
            return None
        if record.texts["measure"].casefold() != Measure.TARGET and (ahead := self.scope.not_begun(period)):
            self.findings.add(ahead, record.place("period"), text)
            return None
        return period

    def _measure(self, record: Record) -> Measure | None:
        text = record.texts["measure"].casefold()
        if text in Measure.values:
            return Measure(text)
        complaint = Complaint(
            _("Không có loại số “%(measure)s”.") % {"measure": shown(text)},
            _("Ghi một trong: %(measures)s.") % {"measures": ", ".join(Measure.values)},
        )
        self.findings.add(complaint, record.place("measure"), shown(text))
        return None

    def _unit(self, record: Record, period: Period) -> Node | None:
        code = record.texts["unit"]
        found = self.units.get((code, period.code))
        if found is None:
            found = self.units[code, period.code] = self.scope.unit(code, period)
        if isinstance(found, Complaint):
            self.findings.add(found, record.place("unit"), shown(code))
            return None
        return found

    def _take(self, record: Record, key: CellKey, period: Period) -> None:
        place, text = record.place("value"), record.texts["value"]
        if (earlier := self.rows.setdefault(key, record.row)) != record.row:
            complaint = Complaint(
                _("Dòng %(row)d trùng với dòng %(earlier)d: cùng đơn vị, chỉ tiêu, phân tổ, kỳ và loại số.")
                % {"row": record.row, "earlier": earlier},
                _("Giữ một dòng, xóa dòng kia."),
            )
            self.findings.add(complaint, place, shown(text))
            return
        indicator = self.scope.pack.indicator(key.indicator)
        is_text = indicator.kind is Kind.TEXT
        self._keep(key, place, text, read_text(text) if is_text else read_figure(text, indicator, period.year))

    def _keep(self, key: CellKey, place: Place, text: str, read: Answer | Complaint | None) -> None:
        if read is None:
            self.findings.empty.append((key, place))
        elif isinstance(read, Complaint):
            self.findings.add(read, place, shown(text))
        else:
            entry = Entry(*key[:4], Measure(key.measure), read.value, State(read.state), read.text, str(place))
            self.findings.given.append(Given(entry, place))
