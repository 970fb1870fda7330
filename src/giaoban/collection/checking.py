"""Figures of a file held against the books and against the pack's rules, before anything is posted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from giaoban.collection.problems import Complaint, Problem, Severity
from giaoban.collection.reading import Given, Place, ReadFile, Scope
from giaoban.figures.books import Content, current
from giaoban.figures.entry import CellKey
from giaoban.figures.models import Measure, State
from giaoban.indicators.catalogue import Pack
from giaoban.indicators.forms import forms_for
from giaoban.indicators.rules import RuleFinding, evaluate
from giaoban.language.numbers import write_number
from giaoban.periods.period import parse, previous

_LOOKS_BACK = {"jump", "carried_over"}

Books = Mapping[CellKey, Content]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file would change: `fresh` is to be posted, of which `changed` replaces what stands."""

    fresh: tuple[Given, ...]
    changed: tuple[Given, ...]
    unchanged: int
    problems: tuple[Problem, ...]


def books_of(read: ReadFile, pack: Pack) -> Books:
    """What stands in the books for the file's units and periods, and for the period before where a rule looks there."""
    units = {given.entry.unit_id for given in read.given} | {key.unit_id for key, _place in read.empty}
    codes = {given.entry.period for given in read.given} | {key.period for key, _place in read.empty}
    if not units:
        return {}
    before = {previous(parse(code)).code for code in codes} - codes
    looked_at = {rule.left for rule in pack.rules if rule.kind in _LOOKS_BACK}
    return current(units, before, indicators=looked_at) | current(units, codes)


def check(read: ReadFile, books: Books, scope: Scope, reason: str) -> Checked:
    """Compares with the books and evaluates the rules. A changed value is a problem unless there is a `reason`."""
    fresh = [given for given in read.given if not _stands(given, books)]
    changed = [given for given in fresh if given.entry.cell in books]
    problems = [] if reason else [_changed_problem(read.file, given, books) for given in changed]
    problems += _emptied_problems(read, books)
    problems += _rule_problems(read, books, scope)
    return Checked(tuple(fresh), tuple(changed), len(read.given) - len(fresh), tuple(problems))


def _stands(given: Given, books: Books) -> bool:
    """Whether the books say already what the file says."""
    entry, row = given.entry, books.get(given.entry.cell)
    if row is None:
        return entry.state is State.WITHDRAWN
    return (row.state, row.value, row.text) == (entry.state, entry.value, entry.text)


def written(state: str, value: Decimal | None, text: str) -> str:
    """What a cell says, for a person."""
    if state == State.REPORTED:
        return text if value is None else write_number(value, "vi")
    return str(State(state).label)


def _changed_problem(file: str, given: Given, books: Books) -> Problem:
    row, entry = books[given.entry.cell], given.entry
    new = written(entry.state, None if entry.value is None else Decimal(entry.value), entry.text)
    return _problem(
        file,
        given.place,
        new,
        Complaint(
            _("Sổ đang ghi %(old)s, tệp ghi %(new)s.")
            % {"old": _short(written(row.state, row.value, row.text)), "new": _short(new)},
            _("Nếu số mới đúng, nhập lại kèm lý do (dòng lệnh: --reason “…”); nếu không, giữ số cũ trong tệp."),
        ),
    )


def _emptied_problems(read: ReadFile, books: Books) -> Iterator[Problem]:
    """An empty cell withdraws nothing: a blank sent twice must not wipe out what was reported."""
    for key, place in read.empty:
        row = books.get(key)
        if row is None or row.state == State.WITHDRAWN:
            continue
        old = _short(written(row.state, row.value, row.text))
        complaint = Complaint(
            _("Ô để trống nhưng sổ đang ghi %(old)s; số đã báo cáo được giữ nguyên.") % {"old": old},
            _("Nếu muốn rút số đã báo cáo, chọn “rút số liệu” ở cột Tình trạng và nhập lại kèm lý do."),
        )
        yield _problem(read.file, place, "", complaint, "warning")


def _problem(file: str, place: Place, value: str, complaint: Complaint, severity: Severity = "error") -> Problem:
    return Problem(file, place.sheet, place.cell, _short(value), complaint.message, complaint.way_out, severity)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


# ── rules ──


def _rule_problems(read: ReadFile, books: Books, scope: Scope) -> Iterator[Problem]:
    groups: defaultdict[tuple[int, str], dict[tuple[str, str], Given]] = defaultdict(dict)
    for given in read.given:
        entry = given.entry
        if entry.measure is Measure.ACTUAL and entry.value is not None:
            groups[entry.unit_id, entry.period][entry.indicator, entry.breakdown] = given
    for (unit_id, code), cells in groups.items():
        for finding in _findings(unit_id, code, cells, books, scope):
            yield _rule_problem(read.file, finding, cells)


def _findings(
    unit_id: int, code: str, cells: Mapping[tuple[str, str], Given], books: Books, scope: Scope
) -> Iterator[RuleFinding]:
    """Findings that touch a cell of the file; what the file does not say is taken from the books."""
    period = parse(code)
    unit = scope.tree(period).by_unit(unit_id)
    values = _values(books, unit_id, code)
    values.update((cell, Decimal(given.entry.value or 0)) for cell, given in cells.items())
    before = _values(books, unit_id, previous(period).code)
    for form in forms_for(scope.pack, unit.kind):
        if form.every == period.kind:
            found = evaluate(scope.pack, form, values, before)
            yield from (finding for finding in found if any(cell in cells for cell in finding.cells))


def _values(books: Books, unit_id: int, period: str) -> dict[tuple[str, str], Decimal | None]:
    return {
        (key.indicator, key.breakdown): row.value
        for key, row in books.items()
        if key.unit_id == unit_id and key.period == period and key.measure == Measure.ACTUAL
    }


def _rule_problem(file: str, finding: RuleFinding, cells: Mapping[tuple[str, str], Given]) -> Problem:
    touched = [cells[cell] for cell in finding.cells if cell in cells]
    first = touched[0]
    others = ", ".join(given.place.cell for given in touched[1:])
    if finding.severity == "error":
        way_out = _("Kiểm tra và sửa các ô %(cells)s.") % {"cells": others} if others else _("Kiểm tra và sửa ô này.")
    elif others:
        way_out = _("Kiểm tra các ô %(cells)s; nếu đúng thì không cần làm gì.") % {"cells": others}
    else:
        way_out = _("Kiểm tra lại; nếu đúng thì không cần làm gì.")
    value = "; ".join(_value_of(given) for given in touched)
    return _problem(file, first.place, value, Complaint(finding.message, way_out), finding.severity)


def _value_of(given: Given) -> str:
    return write_number(Decimal(given.entry.value or 0), "vi")


def is_blocking(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems keeps its file out."""
    return any(problem.severity == "error" for problem in problems)
