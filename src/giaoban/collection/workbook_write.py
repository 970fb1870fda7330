"""A unit's workbook for a period: protected pages to type on, with last year's value and the target beside each cell.

The same input gives the same bytes: the properties carry the period's first day, never the clock.
"""

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from giaoban.collection.blank import GAP_CLOSES, GAP_OPENS, AnswerKey, Beside
from giaoban.collection.layout import CUMULATIVE, INPUT, SAME_PERIOD, STATE, TARGET, Line, Page, address, seal
from giaoban.collection.typed import NONE_OCCURRED_WORDS, Answer
from giaoban.collection.workbook_mould import MADE_ON, Mould, Placed, mould
from giaoban.figures.models import Measure, State
from giaoban.indicators.catalogue import Kind, OverTime, Pack
from giaoban.indicators.due import due_day
from giaoban.language.locales import Language
from giaoban.periods.calendars import calendar, days
from giaoban.periods.names import write_period
from giaoban.periods.period import Period
from giaoban.units.tree import Node

_GAP = re.compile(f"{GAP_OPENS}(.*?){GAP_CLOSES}".encode())
_TEXT_GAP = re.compile(f"{GAP_OPENS}(.*?){GAP_CLOSES}")
_BLANK_CELL = re.compile(rb'<c r="([E-I][0-9]+)" s="([0-9]+)"/>')
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_workbook(
    unit: Node,
    period: Period,
    *,
    pack: Pack,
    office: str,
    beside: Mapping[tuple[str, str], Beside],
    answers: Mapping[AnswerKey, Answer],
    language: Language = "vi",
) -> bytes:
    """The .xlsx that a unit fills in; raises `NothingToReport` where no form asks it anything for that period.

    `office` is who answers questions. `beside` is by (indicator, breakdown); `answers`, by (indicator, breakdown,
    measure), are written into the input cells as if typed. `prefill.workbook_of` takes both from the books.
    """
    cast = mould(pack, unit.kind, period, language)
    texts = _texts(unit, period, pack, office, language, cast)
    cells = {placed.part: _cells(placed, beside, answers, language) for placed in cast.placed}
    return _archive(cast, texts, cells)


def file_name(unit: Node, period: Period) -> str:
    """What a workbook is called when it is sent or downloaded: `so-nhap_DL_2024-06.xlsx`."""
    return f"so-nhap_{unit.code}_{period.code.replace('/', '--')}.xlsx"


# ── names, days and seals ──


def _texts(unit: Node, period: Period, pack: Pack, office: str, language: Language, cast: Mould) -> dict[str, str]:
    """What fills each gap of the mould."""
    named = calendar(pack.calendar)
    texts = {
        "unit_name": unit.name,
        "unit_footer": unit.name.replace("&", "&&"),
        "unit_code": unit.code,
        "unit_key": unit.key,
        "period_name": write_period(period, language),
        "period_code": period.code,
        "office": office,
        "created": f"{days(period, named).first:%Y-%m-%d}",
    }
    for placed in cast.placed:
        form = placed.page.form
        if form is not None:
            texts[f"due_{form.code}"] = f"{due_day(pack, form, period):%d/%m/%Y}"
        heads = tuple(_TEXT_GAP.sub(lambda found: texts[found[1]], head) for head in placed.heads)
        code = placed.page.code
        texts[f"seal_{code}"] = seal(pack.code, unit.code, unit.key, period.code, code, heads)
    return texts


# ── figures ──


def _cells(
    placed: Placed,
    beside: Mapping[tuple[str, str], Beside],
    answers: Mapping[AnswerKey, Answer],
    language: Language,
) -> dict[bytes, bytes]:
    """What stands in the cells of a page, as XML by address: ` …>content` of each cell."""
    found: dict[str, bytes | None] = {}
    for row, line in zip(placed.rows, placed.page.lines, strict=True):
        key = line.indicator.code, line.breakdown
        _put_answer(found, row, line, answers.get((*key, line.measure)), language)
        known = beside.get(key)
        if line.target_is_input:
            target = answers.get((*key, Measure.TARGET.value))
            found[address(row, TARGET)] = _number(target.value if target is not None else None)
        elif known is not None:
            found[address(row, TARGET)] = _number(known.target)
        if known is not None:
            found[address(row, SAME_PERIOD)] = _number(known.same_period)
            found[address(row, CUMULATIVE)] = _number(known.before) if _adds_up(placed.page, line) else None
    return {cell.encode(): xml for cell, xml in found.items() if xml is not None}


def _adds_up(page: Page, line: Line) -> bool:
    """Whether the sum since the start of the year means anything on this line."""
    return page.form is not None and not page.is_cumulative and line.indicator.over_time is OverTime.SUM


def _put_answer(
    found: dict[str, bytes | None], row: int, line: Line, answer: Answer | None, language: Language
) -> None:
    if answer is None:
        return
    if answer.state == State.NONE_OCCURRED:
        found[address(row, STATE)] = _string(NONE_OCCURRED_WORDS[language])
    elif line.indicator.kind is Kind.TEXT:
        found[address(row, INPUT)] = _string(answer.text)
    else:
        found[address(row, INPUT)] = _number(answer.value)


def _number(value: Decimal | None) -> bytes | None:
    return None if value is None else f"><v>{value:f}</v></c>".encode()


def _string(text: str) -> bytes:
    """Inline, so that a text that begins with `=` stays a text."""
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(_UNWRITABLE.sub("", text))}</t></is></c>'.encode()


# ── the archive ──


def _archive(cast: Mould, texts: Mapping[str, str], cells: Mapping[str, Mapping[bytes, bytes]]) -> bytes:
    filled = {name: escape(text).encode() for name, text in texts.items()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, content in cast.parts:
            part = _GAP.sub(lambda found: filled[found[1].decode()], content)
            if name in cells:
                part = _fill_cells(part, cells[name])
            elif name == "docProps/core.xml":
                part = part.replace(f"{MADE_ON:%Y-%m-%d}".encode(), filled["created"])
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DAY), part, zipfile.ZIP_DEFLATED, 3)
    return out.getvalue()


def _fill_cells(part: bytes, cells: Mapping[bytes, bytes]) -> bytes:
    def fill(found: re.Match[bytes]) -> bytes:
        content = cells.get(found[1])
        return found[0] if content is None else found[0][:-2] + content

    return _BLANK_CELL.sub(fill, part)
