"""One data page of a unit's workbook: head, lines, input cells with their checks, print setup."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from giaoban.collection.blank import Beside, Blank
from giaoban.collection.layout import (
    CHECK,
    CUMULATIVE,
    FIRST_LINE,
    HEAD_CELLS,
    HEAD_ROW,
    HINT_ROW,
    IDENTITY_ROW,
    INPUT,
    KEY,
    LETTERS,
    NAME,
    NOTE,
    NUMBER,
    SAME_PERIOD,
    STATE,
    TARGET,
    TITLE_ROW,
    UNIT,
    Identity,
    Line,
    Page,
    address,
    head_texts,
    identity,
)
from giaoban.collection.typed import Answer
from giaoban.collection.workbook_rules import check_formula, checks, number_validation, text_validation
from giaoban.collection.workbook_styles import Styles
from giaoban.figures.models import Measure, State
from giaoban.indicators.breakdowns import breakdown_name
from giaoban.indicators.catalogue import Kind, OverTime

WIDTHS = (0, 5, 46, 11, 14, 16, 13, 12, 14, 22, 28)
NARRATIVE_HEIGHT = 110
PROTECTED = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}
"""Without a password: it keeps fingers away, not people; the seal notices an edited head."""


class PageWriter:
    """Writes one page; `write` gives the identity that it hid in the first row."""

    def __init__(self, sheet: Worksheet, look: Styles, blank: Blank, page: Page) -> None:
        self.sheet = sheet
        self.look = look
        self.blank = blank
        self.page = page
        self.rows = {(line.indicator.code, line.breakdown): row for row, line in self._placed_lines()}
        self.cells = {cell: address(row, INPUT) for cell, row in self.rows.items()}
        self.last_row = max(self.rows.values())

    def write(self) -> Identity:
        written = self._write_head()
        self._write_sections()
        for number, (row, line) in enumerate(self._placed_lines(), start=1):
            if line.indicator.kind is Kind.TEXT:
                self._write_narrative(row, number, line)
            else:
                self._write_line(row, number, line)
        self._set_up()
        return written

    def _placed_lines(self) -> Iterator[tuple[int, Line]]:
        """Each line with its row: a section's heading takes a row before its lines."""
        row = FIRST_LINE
        for section, lines in groupby(self.page.lines, key=lambda line: line.section):
            row += bool(section)
            for line in lines:
                yield row, line
                row += 1

    # ── head ──

    def _write_head(self) -> Identity:
        blank, sheet, look = self.blank, self.sheet, self.look
        heads = head_texts(self.page, blank.unit.name, blank.name_of_period, blank.language)
        written = identity(blank.pack.code, blank.unit.code, blank.unit.key, blank.period.code, self.page.code, heads)
        for column, text in enumerate(written.row):
            sheet.write_string(IDENTITY_ROW, column, text, look.hidden)
        sheet.write_string(HINT_ROW, NUMBER, self._hint(), look.hint)
        for (row, column), text in zip(HEAD_CELLS, heads, strict=True):
            sheet.write_string(row, column, text, look.of_row(row))
        return written

    def _hint(self) -> str:
        due = self.blank.due.get(self.page.code)
        typed = _("Chỉ điền ô màu xanh nhạt. Ô trống là chưa báo cáo; không có thì điền 0 hoặc chọn “không phát sinh”.")
        return typed if due is None else _("Hạn gửi: %(day)s. ") % {"day": f"{due:%d/%m/%Y}"} + typed

    def _write_sections(self) -> None:
        if self.page.form is None:
            return
        for section in self.page.form.sections:
            first = self.rows[section.rows[0].indicator, ""] - 1
            title = section.title.in_language(self.blank.language)
            self.sheet.write_string(first, NUMBER, title, self.look.section)
            for column in range(NAME, CHECK + 1):
                self.sheet.write_blank(first, column, None, self.look.section)

    # ── lines ──

    def _write_names(self, row: int, number: int, line: Line) -> None:
        sheet, look, language = self.sheet, self.look, self.blank.language
        sheet.write_string(row, KEY, line.key, look.hidden)
        sheet.write_string(row, NUMBER, str(number), look.number)
        if line.breakdown:
            part = breakdown_name(self.blank.pack, line.breakdown, language)
            sheet.write_string(row, NAME, _("trong đó: %(part)s") % {"part": part}, look.part_name)
        else:
            sheet.write_string(row, NAME, line.indicator.name.in_language(language), look.name)
        sheet.write_string(row, UNIT, line.indicator.unit_of_measure.in_language(language), look.unit)

    def _write_line(self, row: int, number: int, line: Line) -> None:
        self._write_names(row, number, line)
        beside = self.blank.beside.get((line.indicator.code, line.breakdown), Beside())
        answer = self._answer(line, line.measure)
        self._write_input(row, line, answer)
        self._write_beside(row, SAME_PERIOD, beside.same_period, line)
        self._write_target(row, line, beside)
        self._write_cumulative(row, line, beside, answer)
        self.sheet.write_blank(row, NOTE, None, self.look.note)
        self._write_check(row, line)

    def _answer(self, line: Line, measure: str) -> Answer | None:
        return self.blank.answers.get((line.indicator.code, line.breakdown, measure))

    def _write_input(self, row: int, line: Line, answer: Answer | None) -> None:
        cell = address(row, INPUT)
        self._write_value(row, INPUT, line, answer)
        self.sheet.data_validation(
            row, INPUT, row, INPUT, number_validation(line, cell, self._ceilings(line), self.blank.language)
        )
        none_occurred = answer is not None and answer.state == State.NONE_OCCURRED
        self.sheet.write_string(row, STATE, _("không phát sinh") if none_occurred else "", self.look.state)

    def _write_value(self, row: int, column: int, line: Line, answer: Answer | None) -> None:
        look = self.look.decimals[line.indicator.decimals]
        if answer is None or answer.state != State.REPORTED or answer.value is None:
            self.sheet.write_blank(row, column, None, look)
        else:
            self._write_decimal(row, column, answer.value, look)

    def _write_decimal(self, row: int, column: int, value: Decimal, look: object) -> None:
        # Excel keeps 15 digits; a number of 14 whole digits and 4 decimals is written as far as it can hold it.
        self.sheet.write_number(row, column, int(value) if value == value.to_integral_value() else float(value), look)

    def _ceilings(self, line: Line) -> dict[str, str]:
        """Cells that this line may not exceed by a blocking rule, with their names."""
        if line.breakdown:
            return {}
        found: dict[str, str] = {}
        for rule in self.blank.pack.rules:
            blocking = rule.kind == "at_most" and rule.severity == "error" and rule.left == line.indicator.code
            if blocking and rule.right and (cell := self.cells.get((rule.right, ""))):
                found[cell] = self.blank.pack.indicator(rule.right).name.in_language(self.blank.language)
        return found

    def _write_beside(self, row: int, column: int, value: Decimal | None, line: Line) -> None:
        look = self.look.beside[line.indicator.decimals]
        if value is None:
            self.sheet.write_blank(row, column, None, look)
        else:
            self._write_decimal(row, column, value, look)

    def _write_target(self, row: int, line: Line, beside: Beside) -> None:
        if not line.target_is_input:
            self._write_beside(row, TARGET, beside.target, line)
            return
        cell = address(row, TARGET)
        self._write_value(row, TARGET, line, self._answer(line, Measure.TARGET))
        self.sheet.data_validation(row, TARGET, row, TARGET, number_validation(line, cell, {}, self.blank.language))

    def _write_cumulative(self, row: int, line: Line, beside: Beside, answer: Answer | None) -> None:
        """This period's figure added to what stood before; left empty where figures do not add up over time."""
        look = self.look.beside[line.indicator.decimals]
        if self.page.form is None or self.page.is_cumulative or line.indicator.over_time is not OverTime.SUM:
            self.sheet.write_blank(row, CUMULATIVE, None, look)
            return
        cell = address(row, INPUT)
        before, now = beside.before, answer.value if answer is not None else None
        shown: float | str = "" if before is None and now is None else float((before or 0) + (now or 0))
        if before is None:
            self.sheet.write_formula(row, CUMULATIVE, f'=IF(ISNUMBER({cell}),{cell},"")', look, shown)
        else:
            self.sheet.write_formula(row, CUMULATIVE, f"={before}+N({cell})", look, shown)

    def _write_check(self, row: int, line: Line) -> None:
        if line.breakdown or line.measure != "actual":
            return
        found = [
            check
            for rule in self.blank.pack.rules
            if rule.left == line.indicator.code
            for check in checks(rule, self.blank.pack, self.cells, self.blank.language)
        ]
        if found:
            self.sheet.write_formula(row, CHECK, check_formula(found), self.look.check, "")

    def _write_narrative(self, row: int, number: int, line: Line) -> None:
        """A wide cell from the input column to the note column."""
        self._write_names(row, number, line)
        answer = self._answer(line, line.measure)
        text = answer.text if answer is not None else ""
        self.sheet.merge_range(row, INPUT, row, NOTE, "", self.look.narrative)
        self.sheet.write_string(row, INPUT, text, self.look.narrative)
        self.sheet.data_validation(row, INPUT, row, INPUT, text_validation())
        self.sheet.set_row(row, NARRATIVE_HEIGHT)

    # ── the sheet as a whole ──

    def _set_up(self) -> None:
        sheet = self.sheet
        for column, width in enumerate(WIDTHS):
            hidden = column == KEY or (self.page.form is None and column in {TARGET, CUMULATIVE})
            sheet.set_column(column, column, width, None, {"hidden": True} if hidden else {})
        sheet.set_row(IDENTITY_ROW, None, None, {"hidden": True})
        sheet.set_row(TITLE_ROW, 24)
        sheet.set_row(HEAD_ROW, 32)
        sheet.freeze_panes(FIRST_LINE, INPUT)
        self._mark_states_and_checks()
        sheet.protect("", PROTECTED)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.print_area(TITLE_ROW, NUMBER, self.last_row, CHECK)
        name = self.blank.unit.name.replace("&", "&&")
        sheet.set_footer(f"&L&9{name} – {self.blank.name_of_period}&R&9" + _("Trang") + " &P/&N")

    def _mark_states_and_checks(self) -> None:
        sheet, first, last = self.sheet, FIRST_LINE, self.last_row
        sheet.data_validation(first, STATE, last, STATE, {
            "validate": "list",
            "source": [_("không phát sinh"), _("rút số liệu")],
            "error_title": _("Chưa đúng"),
            "error_message": _("Chọn trong danh sách, hoặc để trống."),
        })  # fmt: skip
        broken = {"type": "formula", "criteria": f"=LEN(${LETTERS[CHECK]}{first + 1})>0", "format": self.look.wrong}
        sheet.conditional_format(first, INPUT, last, INPUT, broken)
