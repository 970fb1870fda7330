"""A sheet as its page shows it: sections of rows, each with what is typed, what stands beside it and what is said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from giaoban.collection.blank import AnswerKey, Beside
from giaoban.collection.judging import Finding, Judgement, Typed, judge, line_key
from giaoban.collection.layout import Line
from giaoban.collection.models import CellRemark
from giaoban.collection.sheet import Sheet, asked, key_of
from giaoban.collection.shelf import Shelf
from giaoban.collection.suggesting import ChildSum, as_typed
from giaoban.collection.typed import Answer
from giaoban.figures.books import Content
from giaoban.figures.models import Measure
from giaoban.indicators.breakdowns import breakdown_categories, breakdown_name
from giaoban.indicators.catalogue import Indicator, Kind, Named, OverTime, Pack
from giaoban.language.locales import Language


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in one cell: as typed, why it is right, and at which revision it was last changed."""

    typed: str
    reason: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """What stands on the sheet: cells, what the books hold of them, sums of the units below, open remarks, the last return."""

    cells: Mapping[AnswerKey, Standing]
    books: Mapping[AnswerKey, Content]
    below: Mapping[AnswerKey, ChildSum]
    remarks: Iterable[CellRemark] = ()
    returned_at_revision: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One cell of the form with everything beside it.

    `name` is the indicator's, or the category's of a breakdown, whose dimension is named in `dimension` before its first
    category. `posted` is what the books say where that differs from what is typed. `to_date` is the sum since the start
    of the year with this figure; `share` is that, or the figure of a stock, in percent of the target.
    """

    number: int
    indicator: Indicator
    breakdown: str
    measure: str
    name: str
    dimension: str
    standing: Standing
    answer: Answer | None
    beside: Beside
    period_before: Decimal | None
    words_before: str
    to_date: Decimal | None
    share: Decimal | None
    below: ChildSum | None
    posted: str | None
    findings: tuple[Finding, ...]
    remarks: tuple[CellRemark, ...]
    changed: bool

    @property
    def key(self) -> str:
        return field_key((self.indicator.code, self.breakdown, self.measure))

    @property
    def is_text(self) -> bool:
        return self.indicator.kind is Kind.TEXT

    @property
    def is_part(self) -> bool:
        return bool(self.breakdown)

    @property
    def adds_up(self) -> bool:
        """Whether the figures of the year's periods make a sum that means something."""
        return self.indicator.over_time is OverTime.SUM and self.indicator.kind is Kind.FLOW

    @property
    def asks_reason(self) -> bool:
        return bool(self.standing.reason) or any(finding.severity == "warning" for finding in self.findings)

    @property
    def tone(self) -> str:
        if any(finding.severity == "error" for finding in self.findings):
            return "bad"
        return "warn" if any(finding.blocks for finding in self.findings) or self.remarks else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form: figures, then narratives."""

    code: str
    title: Named
    rows: tuple[Row, ...]

    @property
    def figures(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_text)

    @property
    def texts(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_text)


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole sheet, with what its rules say of it."""

    sheet: Sheet
    parts: tuple[Part, ...]
    judgement: Judgement
    filled: int
    asked: int
    has_below: bool
    has_targets: bool

    @property
    def problems(self) -> tuple[tuple[Row | None, Finding], ...]:
        """Everything that blocks, with the row at which it is shown; no row where it concerns the whole form."""
        rows = {(row.indicator.code, row.breakdown, row.measure): row for part in self.parts for row in part.rows}
        return tuple(
            (rows.get(finding.cells[0]) if finding.cells else None, finding) for finding in self.judgement.blocking
        )


def field_key(key: AnswerKey) -> str:
    """How a cell is called in the page: `members.admitted|sex:female`, with `!target` behind it for a target."""
    name = line_key(*key[:2])
    return name if key[2] == Measure.ACTUAL else f"{name}!{key[2]}"


def cell_of_field(name: str) -> AnswerKey:
    """The cell that is called so."""
    line, _mark, measure = name.partition("!")
    indicator, _bar, breakdown = line.partition("|")
    return indicator, breakdown, measure or Measure.ACTUAL.value


def standing_in_books(books: Mapping[AnswerKey, Content]) -> dict[AnswerKey, Standing]:
    """What the books hold of a sheet that nobody has opened yet, as if typed."""
    return {key: Standing(as_typed(row)) for key, row in books.items()}


def paper(sheet: Sheet, pack: Pack, shelf: Shelf, given: Given, language: Language) -> Paper:
    """The sheet's page out of the books and what is typed so far."""
    cells = {key: Typed(one.typed, one.reason) for key, one in given.cells.items()}
    judgement = judge(pack, sheet.form, cells, shelf.before())
    desk = _Desk(sheet, pack, shelf, given, judgement, language)
    rows = desk.rows()
    parts = tuple(Part(section.code, section.title, tuple(rows[section.code])) for section in sheet.form.sections)
    every = [row for part in parts for row in part.rows]
    return Paper(
        sheet=sheet,
        parts=tuple(part for part in parts if part.rows),
        judgement=judgement,
        filled=sum(row.answer is not None for row in every),
        asked=len(every),
        has_below=bool(given.below),
        has_targets=any(row.beside.target is not None for row in every),
    )


class _Desk:
    """Lays the rows out, one after the other."""

    def __init__(
        self, sheet: Sheet, pack: Pack, shelf: Shelf, given: Given, judgement: Judgement, language: Language
    ) -> None:
        self.sheet, self.pack, self.shelf, self.given, self.language = sheet, pack, shelf, given, language
        self.judgement = judgement
        self.before = shelf.before()
        self.findings: defaultdict[AnswerKey, list[Finding]] = defaultdict(list)
        for finding in judgement.findings:
            for key in finding.cells[:1]:
                self.findings[key].append(finding)
        self.remarks: defaultdict[tuple[str, str], list[CellRemark]] = defaultdict(list)
        for remark in given.remarks:
            self.remarks[remark.indicator, remark.breakdown].append(remark)

    def rows(self) -> Mapping[str, list[Row]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        dimension = ("", "")
        for number, cell in enumerate(asked(self.pack, self.sheet.form), start=1):
            key = key_of(cell)
            now = (cell.indicator, _dimension(cell.breakdown))
            found[cell.section].append(self._row(number, key, is_first=now != dimension and bool(cell.breakdown)))
            dimension = now
        return found

    def _row(self, number: int, key: AnswerKey, *, is_first: bool) -> Row:
        indicator = self.pack.indicator(key[0])
        line = Line("", indicator, key[1], "actual", target_is_input=False)
        answer = self.judgement.answers.get(key)
        standing = self.given.cells.get(key, Standing(""))
        is_figure = key[2] == Measure.ACTUAL
        beside = self.shelf.beside(line) if is_figure and indicator.kind is not Kind.TEXT else Beside()
        to_date = self._to_date(indicator, beside, answer)
        books = self.given.books.get(key)
        returned = self.given.returned_at_revision
        return Row(
            number=number,
            indicator=indicator,
            breakdown=key[1],
            measure=key[2],
            name=breakdown_name(self.pack, key[1], self.language)
            if key[1]
            else indicator.name.in_language(self.language),
            dimension=self._dimension_name(key[1]) if is_first else "",
            standing=standing,
            answer=answer,
            beside=beside,
            period_before=self.before.get(key[:2]) if is_figure else None,
            words_before=self.shelf.text(line, self.shelf.period_before),
            to_date=to_date,
            share=_share(to_date, answer, beside.target),
            below=self.given.below.get(key),
            posted=as_typed(books) if books is not None and not _same(books, answer) else None,
            findings=tuple(self.findings[key]),
            remarks=tuple(self.remarks[key[:2]]) if is_figure else (),
            changed=returned is not None and standing.revision > returned,
        )

    def _to_date(self, indicator: Indicator, beside: Beside, answer: Answer | None) -> Decimal | None:
        """The sum since the start of the year: typed itself in a cumulative form, else earlier periods plus this one."""
        now = None if answer is None else answer.value
        if indicator.over_time is not OverTime.SUM or indicator.kind is not Kind.FLOW:
            return None
        if self.sheet.form.figures == "cumulative":
            return now
        if now is None and beside.before is None:
            return None
        return (beside.before or Decimal(0)) + (now or Decimal(0))

    def _dimension_name(self, breakdown: str) -> str:
        return self.pack.breakdown(_dimension(breakdown)).name.in_language(self.language)


def _dimension(breakdown: str) -> str:
    pairs = breakdown_categories(breakdown)
    return pairs[0][0] if pairs else ""


def _share(to_date: Decimal | None, answer: Answer | None, target: Decimal | None) -> Decimal | None:
    value = to_date if to_date is not None else None if answer is None else answer.value
    return None if value is None or not target else value * 100 / target


def _same(books: Content, answer: Answer | None) -> bool:
    return answer is not None and (books.state, books.value, books.text) == (answer.state, answer.value, answer.text)
