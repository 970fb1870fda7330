"""One data page of a filled workbook: its head against its seal, its lines by their keys, its cells."""

from django.utils.translation import gettext as _

from giaoban.collection.layout import (
    FIRST_LINE,
    HEAD_CELLS,
    INPUT,
    KEY,
    NOTE,
    STATE,
    TARGET,
    Line,
    Page,
    address,
    head_texts,
    seal,
)
from giaoban.collection.problems import Complaint
from giaoban.collection.raw_sheets import RawSheet
from giaoban.collection.reading import Findings, Given, Place, Scope
from giaoban.collection.typed import NONE_OCCURRED, WITHDRAWN, Answer, Raw, read_figure, read_text, shown
from giaoban.figures.entry import CellKey, Entry
from giaoban.figures.models import Measure, State
from giaoban.indicators.breakdowns import breakdown_name
from giaoban.indicators.catalogue import Kind
from giaoban.language.text import nfc
from giaoban.periods.names import write_period
from giaoban.periods.period import Period
from giaoban.units.tree import Node


def raw_at(sheet: RawSheet, row: int, column: int) -> Raw:
    """The value of a cell, None outside the rows that were read."""
    if row >= len(sheet.rows):
        return None
    cells = sheet.rows[row]
    return cells[column] if column < len(cells) else None


def text_at(sheet: RawSheet, row: int, column: int) -> str:
    """The text of a cell in NFC without spaces around; empty where it is no text."""
    raw = raw_at(sheet, row, column)
    return nfc(raw).strip() if isinstance(raw, str) else ""


class PageReader:
    """Reads one page into `findings`."""

    def __init__(
        self, sheet: RawSheet, page: Page, seal: str, unit: Node, period: Period, findings: Findings, scope: Scope
    ) -> None:
        self.sheet = sheet
        self.page = page
        self.seal = seal
        self.unit = unit
        self.period = period
        self.findings = findings
        self.scope = scope
        self.lines = {line.key: line for line in page.lines}

    def read(self) -> None:
        """Checks the head, then reads every line; a line is known by its key, wherever it stands."""
        if not self._head_is_whole():
            return
        already = len(self.findings.given)
        seen: set[str] = set()
        for row in range(FIRST_LINE, len(self.sheet.rows)):
            key = text_at(self.sheet, row, KEY)
            line = self.lines.get(key)
            if line is None or key in seen:
                self._stray_row(row, key, twice=line is not None)
            else:
                seen.add(key)
                self._read_line(row, line)
        for key, line in self.lines.items():
            if key not in seen:
                self._add(_missing_line(self._name(line)), None, key)
        self._refuse_merges()
        self._check_begun(self.findings.given[already:])

    def _add(self, complaint: Complaint, cell: tuple[int, int] | None, value: str = "") -> None:
        self.findings.add(complaint, Place(self.sheet.name, address(*cell) if cell else ""), value)

    def _name(self, line: Line) -> str:
        name = line.indicator.name.vi
        return f"{name} – {breakdown_name(self.scope.pack, line.breakdown, 'vi')}" if line.breakdown else name

    # ── head ──

    def _head_is_whole(self) -> bool:
        """Whether the columns can be trusted; an edited head is a problem either way."""
        found = tuple(text_at(self.sheet, *cell) for cell in HEAD_CELLS)
        node, period = self.unit, self.period
        sealed = seal(self.scope.pack.code, node.code, node.key, period.code, self.page.code, found)
        if sealed == self.seal:
            return True
        wanted = head_texts(self.page, node.name, write_period(period, "vi"), "vi")
        edited = [place for place in range(len(found)) if found[place] != nfc(wanted[place])]
        if not edited:
            self._add(_edited_head("", ""), HEAD_CELLS[0], self.seal)
        for place in edited:
            self._add(_edited_head(found[place], wanted[place]), HEAD_CELLS[place], found[place])
        return not any(place > 1 for place in edited)

    def _check_begun(self, given: list[Given]) -> None:
        """A target may come before its period begins, a result may not."""
        results = [one for one in given if one.entry.measure is Measure.ACTUAL]
        if results and (ahead := self.scope.not_begun(self.period)):
            self.findings.add(ahead, results[0].place, self.period.code)

    # ── lines ──

    def _stray_row(self, row: int, key: str, *, twice: bool) -> None:
        values = [raw_at(self.sheet, row, column) for column in (INPUT, STATE)]
        if not key and not any(value is not None and value != "" for value in values):
            return
        value = next((shown(value) for value in values if value), "")
        if twice:
            self._add(_doubled_line(self._name(self.lines[key])), (row, INPUT), value)
        else:
            self._add(_unknown_line(key), (row, INPUT), value)

    def _read_line(self, row: int, line: Line) -> None:
        if line.indicator.kind is Kind.TEXT:
            self._take(row, INPUT, line, Measure.ACTUAL, self._text(row))
            return
        said = self._state(row, line)
        if isinstance(said, Complaint):
            self.findings.add(said, Place(self.sheet.name, address(row, STATE)), text_at(self.sheet, row, STATE)[:80])
            return
        measure = Measure.TARGET if line.measure == "target" else Measure.ACTUAL
        self._take(row, INPUT, line, measure, self._figure(row, line, said))
        if line.target_is_input:
            self._take(row, TARGET, line, Measure.TARGET, self._cell(row, TARGET, line))

    def _text(self, row: int) -> Answer | Complaint | None:
        silent = self.sheet.silent.get(address(row, INPUT))
        return _silent(silent.error, silent.formula) if silent else read_text(raw_at(self.sheet, row, INPUT))

    def _cell(self, row: int, column: int, line: Line) -> Answer | Complaint | None:
        silent = self.sheet.silent.get(address(row, column))
        if silent:
            return _silent(silent.error, silent.formula)
        return read_figure(raw_at(self.sheet, row, column), line.indicator, self.period.year)

    def _state(self, row: int, line: Line) -> Answer | Complaint | None:
        """What is chosen in the column beside the figure."""
        state = text_at(self.sheet, row, STATE)
        if not state:
            return None
        said = read_figure(state, line.indicator, self.period.year)
        if said in (NONE_OCCURRED, WITHDRAWN):
            return said
        return Complaint(
            _("Cột Tình trạng ghi “%(state)s”.") % {"state": state[:40]},
            _("Chọn “không phát sinh” hoặc “rút số liệu” trong danh sách, hoặc để trống; số ghi ở cột bên trái."),
        )

    def _figure(self, row: int, line: Line, said: Answer | None) -> Answer | Complaint | None:
        """The figure and the state beside it taken together."""
        figure = self._cell(row, INPUT, line)
        if said is None or isinstance(figure, Complaint):
            return figure
        if figure is None or figure == said or (said == NONE_OCCURRED and figure.value == 0):
            return said
        return Complaint(
            _("Ô số ghi %(figure)s nhưng cột Tình trạng ghi “%(state)s”.")
            % {"figure": shown(raw_at(self.sheet, row, INPUT)), "state": text_at(self.sheet, row, STATE)},
            _("Giữ một trong hai: xóa số, hoặc xóa tình trạng."),
        )

    def _take(self, row: int, column: int, line: Line, measure: Measure, read: Answer | Complaint | None) -> None:
        """Keeps what was read: a figure, a problem, or the fact that nothing was reported."""
        place = Place(self.sheet.name, address(row, column))
        code, breakdown, period = line.indicator.code, line.breakdown, self.period.code
        if read is None:
            self.findings.empty.append((CellKey(self.unit.unit_id, code, breakdown, period, str(measure)), place))
        elif isinstance(read, Complaint):
            self.findings.add(read, place, self._shown(row, column))
        else:
            entry = Entry(
                self.unit.unit_id,
                code,
                breakdown,
                period,
                measure,
                read.value,
                State(read.state),
                read.text,
                str(place),
            )
            self.findings.given.append(Given(entry, place))
            if read.doubt:
                self.findings.add(read.doubt, place, self._shown(row, column), "warning")

    def _shown(self, row: int, column: int) -> str:
        silent = self.sheet.silent.get(address(row, column))
        return (silent.error or silent.formula) if silent else shown(raw_at(self.sheet, row, column))

    # ── merged cells ──

    def _refuse_merges(self) -> None:
        """A merge swallows the cells behind its first one; only narratives stand in merged cells."""
        for (first_row, first_column), (last_row, last_column) in self.sheet.merged:
            if last_row < FIRST_LINE or last_column < INPUT or first_column > TARGET:
                continue
            line = self.lines.get(text_at(self.sheet, first_row, KEY))
            narrative = line is not None and line.indicator.kind is Kind.TEXT and first_row == last_row
            if not narrative or (first_column, last_column) != (INPUT, NOTE):
                merged = f"{address(first_row, first_column)}:{address(last_row, min(last_column, NOTE))}"
                self._add(_merged(merged), (first_row, first_column), merged)


def _silent(error: str, formula: str) -> Complaint:
    if error:
        return Complaint(
            _("Ô có lỗi công thức %(error)s.") % {"error": error[:20]}, _("Xóa công thức và gõ thẳng con số vào ô.")
        )
    return Complaint(
        _("Ô chứa công thức %(formula)s chưa có kết quả.") % {"formula": formula[:60]},
        _("Mở bằng Excel để tính rồi lưu lại, hoặc gõ thẳng con số vào ô."),
    )


def _edited_head(found: str, wanted: str) -> Complaint:
    way_out = _("Lấy lại sổ nhập trống của đơn vị và kỳ này, chép số liệu sang rồi gửi lại.")
    if not wanted and not found:
        return Complaint(_("Phần đầu trang hoặc dòng nhận dạng đã bị sửa."), way_out)
    return Complaint(
        _("Phần đầu trang đã bị sửa: ô này phải là “%(wanted)s”, đang là “%(found)s”.")
        % {"wanted": wanted, "found": found[:80]},
        way_out,
    )


def _unknown_line(key: str) -> Complaint:
    return Complaint(
        _("Dòng không thuộc biểu (mã “%(key)s”).") % {"key": key[:80]},
        _("Xóa dòng này; số liệu chỉ ghi ở các dòng có sẵn của biểu."),
    )


def _doubled_line(name: str) -> Complaint:
    return Complaint(_("Dòng “%(name)s” có hai lần.") % {"name": name}, _("Giữ một dòng, xóa dòng kia."))


def _missing_line(name: str) -> Complaint:
    return Complaint(
        _("Thiếu dòng “%(name)s”.") % {"name": name},
        _("Lấy lại sổ nhập trống và chép số liệu sang; nếu chưa có số, để ô trống chứ không xóa dòng."),
    )


def _merged(cells: str) -> Complaint:
    return Complaint(
        _("Các ô %(cells)s bị gộp: không rõ số thuộc dòng nào.") % {"cells": cells},
        _("Bỏ gộp ô, ghi số vào từng dòng."),
    )
