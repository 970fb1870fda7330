"""What every committee types: the made-up figures as answers, and which of them are not in a workbook yet."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from giaoban.collection.blank import AnswerKey
from giaoban.collection.typed import NONE_OCCURRED, Answer
from giaoban.figures.models import State
from giaoban.indicators.catalogue import Pack
from giaoban.indicators.forms import asked_by
from giaoban.workspace.demonstration.made_up import Series, monthly_figures, targets, yearly_figures
from giaoban.workspace.demonstration.narratives import narratives
from giaoban.workspace.demonstration.timetable import CORRECTED_INDICATOR, LAST_MONTH

Answers = dict[tuple[str, str], dict[AnswerKey, Answer]]
"""By committee and period, then by cell."""

SELDOM = ("appeals.", "denunciations.", "discipline.redress", "iuu.", "members.suspended")
"""Where a zero is written as "không phát sinh", as forms of the field have it."""
UNDER_WAY = {("MS", LAST_MONTH): "local_affairs", ("DL", LAST_MONTH): "narrative"}
"""Forms that are not in the workbook of their committee: they are being filled in on the page."""


def all_answers(pack: Pack) -> Answers:
    """What every committee has to report, by committee and period."""
    monthly = monthly_figures(pack)
    found = {place: answers_of(values) for place, values in monthly.items()}
    for (unit, month), answers in found.items():
        for code, text in narratives(unit, month).items():
            answers[code, "", "actual"] = Answer(State.REPORTED, None, text)
    for year in (2023, 2024):
        for place, values in targets(year).items():
            found[place] = {(code, "", "target"): Answer(State.REPORTED, value) for code, value in values.items()}
    for place, values_of_year in yearly_figures(pack, "2023").items():
        found[place] |= answers_of(values_of_year)
    return found


def answers_of(values: Mapping[Series, Decimal]) -> dict[AnswerKey, Answer]:
    return {
        (code, breakdown, "actual"): NONE_OCCURRED
        if value == 0 and code.startswith(SELDOM)
        else Answer(State.REPORTED, value)
        for (code, breakdown), value in values.items()
    }


def with_a_class_counted_twice(answers: Mapping[AnswerKey, Answer]) -> dict[AnswerKey, Answer]:
    key = (CORRECTED_INDICATOR, "", "actual")
    right = answers[key]
    return {**answers, key: replace(right, value=(right.value or Decimal(0)) + 45)}


def in_the_workbook(pack: Pack, unit: str, period: str, answers: Answers) -> dict[AnswerKey, Answer]:
    """What one workbook holds: everything but the form that is still under way."""
    left_out = of_form(pack, UNDER_WAY.get((unit, period), ""), answers[unit, period])
    return {key: answer for key, answer in answers[unit, period].items() if key not in left_out}


def of_form(pack: Pack, code: str, answers: Mapping[AnswerKey, Answer]) -> dict[AnswerKey, Answer]:
    """The answers to one form."""
    asked = {indicator for form in pack.forms if form.code == code for indicator in asked_by(form)}
    return {key: answer for key, answer in answers.items() if key[0] in asked}
