"""The five clears of a conclusion: who leads, who helps, what, by when, how it is reported. Pure.

What is missing is a question to the chair, never a guess ("5 rõ"; `domain`: offices ask back before they issue).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from giaoban.language.dates import write_date


class Clear(StrEnum):
    """What must be clear of work that is given, in the order in which it is said."""

    LEAD = "lead"
    HELPERS = "helpers"
    WHAT = "what"
    DEADLINE = "deadline"
    REPORTING = "reporting"

    @property
    def label(self) -> str:
        """What it is called on a page."""
        return _label(self)


@dataclass(frozen=True, slots=True)
class Point:
    """One conclusion in words, as a notice says it. `key` names the conclusion through all versions.

    `alone` says that nobody helps; without helpers and without it, who helps is not yet clear.
    """

    key: int
    what: str
    is_statement: bool = False
    lead: str = ""
    helpers: tuple[str, ...] = ()
    alone: bool = False
    deadline: date | None = None
    reporting: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is still to be asked about the conclusion of that number."""

    number: int
    key: int
    clear: Clear
    text: str


def missing(point: Point) -> tuple[Clear, ...]:
    """Which of the five are not clear; a statement that gives no work needs nothing but its words."""
    if point.is_statement:
        return () if point.what else (Clear.WHAT,)
    found = {
        Clear.LEAD: bool(point.lead),
        Clear.HELPERS: point.alone or bool(point.helpers),
        Clear.WHAT: bool(point.what),
        Clear.DEADLINE: point.deadline is not None,
        Clear.REPORTING: bool(point.reporting),
    }
    return tuple(clear for clear, known in found.items() if not known)


def questions(points: Iterable[Point]) -> tuple[Question, ...]:
    """Everything that is to be asked of the chair, conclusion by conclusion."""
    return tuple(
        Question(number, point.key, clear, _asked(clear))
        for number, point in enumerate(points, 1)
        for clear in missing(point)
    )


def said(point: Point, clear: Clear) -> str:
    """One of the five in words; empty where it is not clear."""
    if point.is_statement:
        return point.what if clear is Clear.WHAT else ""
    if clear is Clear.HELPERS:
        return ", ".join(point.helpers) or (_("không có") if point.alone else "")
    if clear is Clear.DEADLINE:
        return write_date(point.deadline, "vi") if point.deadline else ""
    return {Clear.LEAD: point.lead, Clear.WHAT: point.what, Clear.REPORTING: point.reporting}[clear]


def _label(clear: Clear) -> str:
    return {
        Clear.LEAD: _("cơ quan chủ trì"),
        Clear.HELPERS: _("cơ quan phối hợp"),
        Clear.WHAT: _("việc phải làm"),
        Clear.DEADLINE: _("thời hạn"),
        Clear.REPORTING: _("cách báo cáo"),
    }[clear]


def _asked(clear: Clear) -> str:
    return {
        Clear.LEAD: _("Cơ quan nào chủ trì?"),
        Clear.HELPERS: _("Cơ quan nào phối hợp? Nếu không có, phải nói rõ là không có."),
        Clear.WHAT: _("Việc phải làm là gì?"),
        Clear.DEADLINE: _("Hoàn thành chậm nhất ngày nào?"),
        Clear.REPORTING: _("Kết quả báo cáo bằng cách nào, cho ai?"),
    }[clear]
