"""One data page of a workbook's mould: head, lines, input cells with their checks, print setup; no figure yet."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from giaoban.collection.blank import gap
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
    MARK,
    NAME,
    NOTE,
    NUMBER,
    SAME_PERIOD,
    SCHEMA,
    STATE,
    TARGET,
    TITLE_ROW,
    UNIT,
    Line,
    Page,
    address,
    head_texts,
)
from giaoban.collection.workbook_rules import check_formula, checks, number_validation, text_validation
from giaoban.collection.workbook_styles import Styles
from giaoban.indicators.breakdowns import breakdown_name
from giaoban.indicators.catalogue import Kind, Pack
from giaoban.language.locales import Language

WIDTHS = (0, 5, 46, 11, 14, 16, 13, 12, 14, 22, 28)
LINE_HEIGHT = 19
TALL_LINE_HEIGHT = 31
CHARACTERS_A_LINE = 54
NARRATIVE_HEIGHT = 110
PROTECTED = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}
"""Without a password: it keeps fingers away, not people; the seal notices an edited head."""


class PageWriter:
    """Writes one page. `rows` are the rows of its lines, in order; `heads` its visible head, with gaps."""

    def __init__(self, sheet: Worksheet, look: Styles, pack: Pack, page: Page, language: Language) -> None:
        self.sheet = sheet
        self.look = look
        self.pack = pack
        self.page = page
        self.language = language
        self.heads = head_texts(page, gap("unit_name"), gap("period_name"), language)
        self.rows = tuple(self._placed())
        placed = zip(self.rows, page.lines, strict=True)
        self.cells = {(line.indicator.code, line.breakdown): address(row, INPUT) for row, line in placed}

    def write(self) -> None:
        self._write_head()
        self._write_sections()
        for number, (row, line) in enumerate(zip(self.rows, self.page.lines, strict=True), start=1):
            self._write_names(row, number, line)
            if line.indicator.kind is Kind.TEXT:
                self._write_narrative(row)
            else:
                self._write_line(row, line)
        self._set_up()

    def _placed(self) -> Iterator[int]:
        """The row of each line: a section's heading takes a row before its lines."""
        row = FIRST_LINE
        for section, lines in groupby(self.page.lines, key=lambda line: line.section):
            row += bool(section)
            for _line in lines:
                yield row
                row += 1

    # ── head ──

    def _write_head(self) -> None:
        sheet, look = self.sheet, self.look
        stamp = (MARK, SCHEMA, self.pack.code, gap("unit_code"), gap("unit_key"), gap("period_code"), self.page.code)
        for column, text in enumerate((*stamp, gap(f"seal_{self.page.code}"))):
            sheet.write_string(IDENTITY_ROW, column, text, look.hidden)
        for (row, column), text in zip(HEAD_CELLS, self.heads, strict=True):
            sheet.write_string(row, column, text, look.of_row(row))
        if all(line.indicator.kind is Kind.TEXT for line in self.page.lines):
            sheet.merge_range(
                HEAD_ROW, INPUT, HEAD_ROW, NOTE, self.heads[HEAD_CELLS.index((HEAD_ROW, INPUT))], look.head
            )
        sheet.write_string(HINT_ROW, NUMBER, self._hint(), look.hint)

    def _hint(self) -> str:
        typed = _("Chỉ điền ô màu xanh nhạt. Ô trống là chưa báo cáo; không có thì điền 0 hoặc chọn “không phát sinh”.")
        if self.page.form is None:
            return typed
        return _("Hạn gửi: %(day)s.") % {"day": gap(f"due_{self.page.code}")} + " " + typed

    def _write_sections(self) -> None:
        """The heading of each section, unless it is the only one and says what the title says."""
        if self.page.form is None:
            return
        rows = {line.section: row for row, line in reversed(list(zip(self.rows, self.page.lines, strict=True)))}
        for section in self.page.form.sections:
            if section.code in rows:
                row = rows[section.code] - 1
                self.sheet.write_string(row, NUMBER, section.title.in_language(self.language), self.look.section)
                for column in range(NAME, CHECK + 1):
                    self.sheet.write_blank(row, column, None, self.look.section)
                self.sheet.set_row(row, LINE_HEIGHT)

    # ── lines ──

    def _write_names(self, row: int, number: int, line: Line) -> None:
        sheet, look, language = self.sheet, self.look, self.language
        name, style = line.indicator.name.in_language(language), look.name
        if line.breakdown:
            part = breakdown_name(self.pack, line.breakdown, language)
            name, style = _("trong đó: %(part)s") % {"part": part}, look.part_name
        sheet.write_string(row, KEY, line.key, look.hidden)
        sheet.write_string(row, NUMBER, str(number), look.number)
        sheet.write_string(row, NAME, name, style)
        sheet.write_string(row, UNIT, line.indicator.unit_of_measure.in_language(language), look.unit)
        sheet.set_row(row, LINE_HEIGHT if len(name) <= CHARACTERS_A_LINE else TALL_LINE_HEIGHT)

    def _write_line(self, row: int, line: Line) -> None:
        sheet, look, decimals = self.sheet, self.look, line.indicator.decimals
        sheet.write_blank(row, INPUT, None, look.decimals[decimals])
        sheet.write_blank(row, STATE, None, look.state)
        sheet.write_blank(row, SAME_PERIOD, None, look.beside[decimals])
        sheet.write_blank(row, TARGET, None, (look.decimals if line.target_is_input else look.beside)[decimals])
        sheet.write_blank(row, CUMULATIVE, None, look.beside[decimals])
        sheet.write_blank(row, NOTE, None, look.note)
        self._validate(row, INPUT, line, self._ceilings(line))
        if line.target_is_input:
            self._validate(row, TARGET, line, {})
        self._write_check(row, line)

    def _validate(self, row: int, column: int, line: Line, ceilings: dict[str, str]) -> None:
        accepted = number_validation(line, address(row, column), ceilings, self.language)
        self.sheet.data_validation(row, column, row, column, accepted)

    def _ceilings(self, line: Line) -> dict[str, str]:
        """Cells that this line may not exceed by a blocking rule, with their names."""
        found: dict[str, str] = {}
        for rule in self.pack.rules:
            blocking = rule.kind == "at_most" and rule.severity == "error" and rule.left == line.indicator.code
            if blocking and rule.right and not line.breakdown and (cell := self.cells.get((rule.right, ""))):
                found[cell] = self.pack.indicator(rule.right).name.in_language(self.language)
        return found

    def _write_check(self, row: int, line: Line) -> None:
        if line.breakdown or line.measure != "actual":
            return
        found = [
            check
            for rule in self.pack.rules
            if rule.left == line.indicator.code
            for check in checks(rule, self.pack, self.cells, self.language)
        ]
        if found:
            self.sheet.write_formula(row, CHECK, check_formula(found), self.look.check, "")

    def _write_narrative(self, row: int) -> None:
        """A wide cell from the input column to the note column."""
        self.sheet.merge_range(row, INPUT, row, NOTE, "", self.look.narrative)
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
        self._set_up_print()

    def _set_up_print(self) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.print_area(TITLE_ROW, NUMBER, self.rows[-1], CHECK)
        sheet.set_footer(f"&L&9{gap('unit_footer')} – {gap('period_name')}&R&9{_('Trang')} &P/&N")

    def _mark_states_and_checks(self) -> None:
        sheet, first, last = self.sheet, FIRST_LINE, self.rows[-1]
        accepted = {
            "validate": "list",
            "source": [_("không phát sinh"), _("rút số liệu")],
            "error_title": _("Chưa đúng"),
            "error_message": _("Chọn trong danh sách, hoặc để trống."),
        }
        sheet.data_validation(first, STATE, last, STATE, accepted)
        broken = {"type": "formula", "criteria": f"=LEN(${LETTERS[CHECK]}{first + 1})>0", "format": self.look.wrong}
        sheet.conditional_format(first, INPUT, last, INPUT, broken)
