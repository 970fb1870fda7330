"""A form's typed figures held against the pack's rules: what blocks, what asks for a reason, what is still empty. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.collection.blank import AnswerKey
from giaoban.collection.problems import Complaint, Severity
from giaoban.collection.sheet import asked, key_of
from giaoban.collection.typed import Answer, read_figure, read_text
from giaoban.figures.models import Measure
from giaoban.indicators.breakdowns import breakdown_name, keys_of
from giaoban.indicators.catalogue import Form, Kind, Pack, Rule
from giaoban.indicators.forms import asked_by
from giaoban.indicators.rules import RuleFinding, Values, evaluate
from giaoban.language.locales import language_of

UNREADABLE, EMPTY_FORM, NOT_ASKED = "typed", "empty_form", "not_asked"
"""What stands in `Finding.rule` where no rule of the pack was broken."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a cell: as typed, and the reason beside it."""

    typed: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReadCells:
    """What typed cells say: answers by cell, complaints by cell; empty cells are in neither."""

    answers: dict[AnswerKey, Answer]
    complaints: dict[AnswerKey, Complaint]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about some cells; it is shown at the first. `rule` is the code of the pack's rule that is broken.

    An `error` blocks; a `warning` asks for a reason in the first cell and blocks until one stands there.
    """

    rule: str
    severity: Severity
    cells: tuple[AnswerKey, ...]
    message: str
    way_out: str
    answered: bool = False

    @property
    def blocks(self) -> bool:
        return not self.answered


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything about the figures of a form.

    `empty` are the figures that it asks and that are not there: they are told and never block, for "not reported" is
    an answer too.
    """

    findings: tuple[Finding, ...]
    empty: tuple[AnswerKey, ...]
    answers: Mapping[AnswerKey, Answer]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def blocks(self) -> bool:
        return any(finding.blocks for finding in self.findings)


def read_cells(pack: Pack, typed: Mapping[AnswerKey, str]) -> ReadCells:
    """What was typed, read as the workbook's cells are read; the cells must be of indicators that the pack has."""
    read = ReadCells({}, {})
    for key, text in typed.items():
        found = read_cell(pack, key, text)
        if isinstance(found, Complaint):
            read.complaints[key] = found
        elif found is not None:
            read.answers[key] = found
    return read


def read_cell(pack: Pack, key: AnswerKey, text: str) -> Answer | Complaint | None:
    """What one cell says, None where it is empty."""
    indicator = pack.indicator(key[0])
    # The year only matters for numbers that Excel may have made of a date; here everything is text.
    return read_text(text) if indicator.kind is Kind.TEXT else read_figure(text, indicator, year=0)


def judge(pack: Pack, form: Form, cells: Mapping[AnswerKey, Typed], previous: Values) -> Judgement:
    """What blocks or asks: cells that cannot be read, in the form's order, then broken rules in the pack's.

    `previous` are the figures of the period before, by (indicator, breakdown). Messages are in the active language.
    """
    keys = [key_of(cell) for cell in asked(pack, form)]
    read = read_cells(pack, {key: cells[key].typed for key in keys if key in cells})
    findings = [*_strangers(cells, keys), *_unreadable(keys, read)]
    if not read.answers and not findings:
        findings.append(_nothing())
    findings += [_of_rule(finding, cells) for finding in evaluate(pack, form, figures(read.answers), previous)]
    empty = tuple(key for key in keys if _may_be_missed(pack, key) and key not in read.answers | read.complaints)
    return Judgement(tuple(findings), empty, read.answers)


def figures(answers: Mapping[AnswerKey, Answer]) -> dict[tuple[str, str], Decimal | None]:
    """The delivered figures among some answers, as the rules take them."""
    return {key[:2]: answer.value for key, answer in answers.items() if key[2] == Measure.ACTUAL}


def rules_for_browser(pack: Pack, form: Form) -> list[dict[str, Any]]:
    """The form's rules as plain JSON, for the page to judge with as one types; `docs/submissions.md` tells the keys."""
    language = language_of(get_language() or "vi")
    wanted = asked_by(form)
    return [_as_json(pack, rule, language) for rule in pack.rules if rule.left in wanted]


def line_key(indicator: str, breakdown: str) -> str:
    """How a cell is called in a page and in a workbook: `members.admitted` or `members.admitted|sex:female`."""
    return f"{indicator}|{breakdown}" if breakdown else indicator


# ── findings ──


def _may_be_missed(pack: Pack, key: AnswerKey) -> bool:
    return key[2] == Measure.ACTUAL and pack.indicator(key[0]).kind is not Kind.TEXT


def _strangers(cells: Mapping[AnswerKey, Typed], keys: list[AnswerKey]) -> Iterator[Finding]:
    for key in cells.keys() - set(keys):
        if cells[key].typed.strip():
            message = _("Biểu không hỏi “%(cell)s”.") % {"cell": line_key(*key[:2])}
            yield Finding(NOT_ASKED, "error", (key,), message, _("Tải lại trang rồi nhập theo biểu."))


def _unreadable(keys: list[AnswerKey], read: ReadCells) -> Iterator[Finding]:
    for key in keys:
        complaint = read.complaints.get(key)
        if complaint is not None:
            yield Finding(UNREADABLE, "error", (key,), complaint.message, complaint.way_out)


def _nothing() -> Finding:
    way_out = _("Nhập số liệu; chỉ tiêu không có thì gõ 0 hoặc “không phát sinh”.")
    return Finding(EMPTY_FORM, "error", (), _("Biểu chưa có số liệu nào."), way_out)


def _of_rule(finding: RuleFinding, cells: Mapping[AnswerKey, Typed]) -> Finding:
    keys = tuple((indicator, breakdown, str(Measure.ACTUAL.value)) for indicator, breakdown in finding.cells)
    if finding.severity == "error":
        return Finding(finding.rule, "error", keys, finding.message, _("Sửa các ô này cho khớp nhau."))
    first = cells.get(keys[0])
    answered = first is not None and bool(first.reason.strip())
    way_out = _("Nếu số đúng, ghi giải thích vào ô; nếu không, sửa số.")
    return Finding(finding.rule, "warning", keys, finding.message, way_out, answered)


# ── rules as JSON ──


def _as_json(pack: Pack, rule: Rule, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": rule.code,
        "kind": rule.kind,
        "severity": rule.severity,
        "left": rule.left,
        "message": rule.message.in_language(language),
    }
    match rule.kind:
        case "at_most":
            found["right"] = rule.right
        case "parts_add_up" | "parts_within" if rule.breakdown:
            keys = keys_of(pack, rule.breakdown)
            found["parts"] = [line_key(rule.left, key) for key in keys]
            found["categories"] = [breakdown_name(pack, key, language) for key in keys]
        case "equals_sum" | "carried_over":
            found["terms"] = [list(term) for term in rule.terms]
        case "jump":
            found |= {"factor": rule.factor, "least": rule.least}
    return found
