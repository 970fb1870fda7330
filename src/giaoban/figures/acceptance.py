"""Entries are held against the pack and the books' own limits before any of them is written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.figures.entry import CellKey, Entry
from giaoban.figures.models import Measure, State, scaled
from giaoban.indicators.breakdowns import is_known
from giaoban.indicators.catalogue import Kind, Pack
from giaoban.language.text import nfc
from giaoban.periods.period import PeriodError, parse

_plain = str.__str__
"""The string that an enumeration's member is: `value` takes a tenth of the time that a row may have."""
_REPORTED, _NONE_OCCURRED, _WITHDRAWN = map(_plain, (State.REPORTED, State.NONE_OCCURRED, State.WITHDRAWN))
LONGEST_PLACE = 200
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Control characters and halves of characters, which a database or a document cannot hold."""


class Row(NamedTuple):
    """An accepted entry: canonical period, whole ten-thousandths, text in NFC."""

    unit_id: int
    indicator: str
    breakdown: str
    period: str
    measure: str
    state: str
    value: int | None
    text: str
    place: str

    @property
    def cell(self) -> CellKey:
        return CellKey(*self[:5])

    @property
    def content(self) -> tuple[str, int | None, str]:
        """What the cell holds; two rows with the same content say the same, wherever they stood."""
        return self[5:8]


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """What is wrong with one entry, as a whole sentence."""

    entry: Entry
    message: str


class WrongEntries(ValueError):
    """Some entries cannot be posted; nothing was written. `problems` holds every one of them."""

    def __init__(self, problems: tuple[EntryProblem, ...]) -> None:
        self.problems = problems
        first = problems[0]
        super().__init__(
            ngettext(
                "%(count)d số liệu không ghi sổ được. %(message)s",
                "%(count)d số liệu không ghi sổ được, trước hết: %(message)s",
                len(problems),
            )
            % {"count": len(problems), "message": first.message}
        )


class _Refused(Exception):
    """Carries the sentence of one problem to the collector."""


def accept(entries: Iterable[Entry], pack: Pack, unit_keys: Mapping[int, str]) -> tuple[Row, ...]:
    """Every entry as a row, in order; raises `WrongEntries` with all problems where there are any."""
    rows: list[Row] = []
    problems: list[EntryProblem] = []
    indicators = _IndicatorDesk(pack)
    seen: set[tuple[int, str, str, str, str]] = set()
    for entry in entries:
        try:
            row = _row(entry, indicators, unit_keys)
        except _Refused as refusal:
            problems.append(EntryProblem(entry, str(refusal)))
            continue
        cell = row[:5]
        if cell in seen:
            problems.append(EntryProblem(entry, _given_twice(entry)))
        seen.add(cell)
        rows.append(row)
    if problems:
        raise WrongEntries(tuple(problems))
    return tuple(rows)


def _given_twice(entry: Entry) -> str:
    return _("Ô %(cell)s có hai số liệu trong cùng một lần ghi.") % {"cell": write_cell(entry.cell)}


def write_cell(cell: CellKey) -> str:
    """A cell in words for a message: indicator, breakdown, period and measure."""
    named = f"{cell.indicator} [{cell.breakdown}]" if cell.breakdown else cell.indicator
    return f"{named}, {cell.period}, {Measure(cell.measure).label}"


class _IndicatorDesk:
    """Answers about (indicator, breakdown) pairs, each looked up in the pack once."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._kinds: dict[tuple[str, str], Kind] = {}
        self._figures = {one.code: one.figure_of for one in pack.indicators if one.figure_of is not None}

    def kind(self, indicator: str, breakdown: str) -> Kind:
        pair = (indicator, breakdown)
        known = self._kinds.get(pair)
        if known is None:
            known = self._kinds[pair] = self._look_up(indicator, breakdown)
        return known

    def require_own_figure(self, entry: Entry) -> None:
        """A further target of a figure takes what was delivered from that figure alone."""
        figure = self._figures.get(entry.indicator)
        if figure is not None and entry.measure is not Measure.TARGET:
            message = _("“%(code)s” chỉ là chỉ tiêu giao thêm; hãy ghi số thực hiện vào “%(figure)s”.")
            raise _Refused(message % {"code": entry.indicator, "figure": figure})

    def _look_up(self, indicator: str, breakdown: str) -> Kind:
        if not self._pack.has_indicator(indicator):
            raise _Refused(_("Danh mục không có chỉ tiêu “%(code)s”.") % {"code": indicator})
        if breakdown and not is_known(self._pack, indicator, breakdown):
            raise _Refused(
                _("Chỉ tiêu “%(code)s” không có phân tổ “%(breakdown)s”.") % {"code": indicator, "breakdown": breakdown}
            )
        found = self._pack.indicator(indicator)
        if found.numerator is not None:
            raise _Refused(
                _("Chỉ tiêu “%(code)s” là tỷ lệ, luôn tính lại từ hai số; hãy ghi hai số đó.") % {"code": indicator}
            )
        return found.kind


def _row(entry: Entry, indicators: _IndicatorDesk, unit_keys: Mapping[int, str]) -> Row:
    if entry.unit_id not in unit_keys:
        raise _Refused(_("Không có đơn vị mang số %(unit)d.") % {"unit": entry.unit_id})
    kind = indicators.kind(entry.indicator, entry.breakdown)
    indicators.require_own_figure(entry)
    period = _canonical_period(entry.period)
    if entry.place and (len(entry.place) > LONGEST_PLACE or UNKEEPABLE.search(entry.place)):
        raise _Refused(
            _("Vị trí “%(place)s” trong tệp nguồn dài quá 200 ký tự hoặc có ký tự điều khiển.") % {"place": entry.place}
        )
    state, value, text = _text(entry) if kind is Kind.TEXT else _number(entry)
    return Row(
        entry.unit_id,
        entry.indicator,
        entry.breakdown,
        period,
        _plain(entry.measure),
        state,
        value,
        text,
        entry.place,
    )


@lru_cache(maxsize=4096)
def _canonical_period(code: str) -> str:
    try:
        return parse(code).code
    except PeriodError as error:
        raise _Refused(str(error)) from error


def _number(entry: Entry) -> tuple[str, int | None, str]:
    """State, scaled value and empty text of a figure."""
    if entry.text:
        raise _Refused(_("Chỉ tiêu “%(code)s” là số, không nhận lời văn.") % {"code": entry.indicator})
    if entry.state is State.WITHDRAWN:
        return _withdrawal(entry)
    if entry.state is State.NONE_OCCURRED:
        if entry.value:
            raise _Refused(
                _("Ô %(cell)s ghi “không phát sinh” nhưng có giá trị %(value)s.")
                % {"cell": write_cell(entry.cell), "value": entry.value}
            )
        return _NONE_OCCURRED, 0, ""
    if entry.value is None:
        raise _Refused(
            _("Ô %(cell)s không có giá trị; ô trống thì không ghi, số không thì ghi 0.")
            % {"cell": write_cell(entry.cell)}
        )
    try:
        return _REPORTED, scaled(entry.value), ""
    except ValueError as error:
        raise _Refused(_("Ô %(cell)s: %(message)s") % {"cell": write_cell(entry.cell), "message": error}) from error


def _text(entry: Entry) -> tuple[str, int | None, str]:
    """State, no value and the text of a narrative."""
    if entry.state is State.WITHDRAWN:
        return _withdrawal(entry)
    if entry.value is not None or entry.state is not State.REPORTED or entry.measure is not Measure.ACTUAL:
        raise _Refused(_("Chỉ tiêu “%(code)s” là lời văn, không nhận số.") % {"code": entry.indicator})
    text = nfc(entry.text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip() or UNKEEPABLE.search(text):
        raise _Refused(_("Lời văn của ô %(cell)s trống hoặc có ký tự điều khiển.") % {"cell": write_cell(entry.cell)})
    return _REPORTED, None, text


def _withdrawal(entry: Entry) -> tuple[str, int | None, str]:
    if entry.value is not None or entry.text:
        raise _Refused(_("Ô %(cell)s được rút thì không kèm giá trị.") % {"cell": write_cell(entry.cell)})
    return _WITHDRAWN, None, ""
