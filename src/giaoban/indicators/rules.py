"""The checks of the figures that one unit reports for one period. Pure; a missing value never makes a finding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import get_language

from giaoban.indicators.breakdowns import TOTAL, breakdown_name, keys_of
from giaoban.indicators.catalogue import Form, Pack, Rule
from giaoban.indicators.forms import asked_by
from giaoban.language.locales import language_of
from giaoban.language.numbers import write_number

Cell = tuple[str, str]
"""An indicator's code and a breakdown's key."""
Values = Mapping[Cell, Decimal | None]


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """A rule that the figures break, the cells concerned, and the rule's message with their numbers."""

    rule: str
    severity: Literal["error", "warning"]
    cells: tuple[Cell, ...]
    message: str


@dataclass(frozen=True, slots=True)
class _Breach:
    """What is held against what, in which cells."""

    value: Decimal
    other: Decimal
    cells: tuple[Cell, ...]
    category: str = ""


def evaluate(pack: Pack, form: Form, values: Values, previous: Values) -> tuple[RuleFinding, ...]:
    """What the form's figures break, in the pack's order of rules.

    `values` are the figures of the unit and period, `previous` those of the period before; a cell that is absent or
    None is not reported. Messages are in the active language.
    """
    asked = asked_by(form)
    return tuple(
        _finding(pack, rule, breach)
        for rule in pack.rules
        if rule.left in asked
        for breach in _breaches(pack, rule, values, previous)
    )


def _finding(pack: Pack, rule: Rule, breach: _Breach) -> RuleFinding:
    language = language_of(get_language() or "vi")
    category = breakdown_name(pack, breach.category, language) if breach.category else ""
    message = rule.message.in_language(language).format(
        value=write_number(breach.value, language), other=write_number(breach.other, language), category=category
    )
    return RuleFinding(rule.code, rule.severity, breach.cells, message)


def _breaches(pack: Pack, rule: Rule, values: Values, previous: Values) -> Iterator[_Breach]:
    value = values.get((rule.left, TOTAL))
    if value is None:
        return
    match rule.kind:
        case "at_most" if rule.right:
            yield from _at_most(rule, rule.right, value, values)
        case "parts_add_up" if rule.breakdown:
            yield from _parts_add_up(rule, keys_of(pack, rule.breakdown), value, values)
        case "parts_within" if rule.breakdown:
            yield from _parts_within(rule, keys_of(pack, rule.breakdown), value, values)
        case "equals_sum":
            yield from _equals_sum(rule, value, Decimal(0), values)
        case "carried_over":
            before = previous.get((rule.left, TOTAL))
            if before is not None:
                yield from _equals_sum(rule, value, before, values)
        case "jump":
            yield from _jump(rule, value, previous.get((rule.left, TOTAL)))


def _at_most(rule: Rule, right: str, value: Decimal, values: Values) -> Iterator[_Breach]:
    limit = values.get((right, TOTAL))
    if limit is not None and value > limit:
        yield _Breach(value, limit, ((rule.left, TOTAL), (right, TOTAL)))


def _parts_add_up(rule: Rule, keys: tuple[str, ...], value: Decimal, values: Values) -> Iterator[_Breach]:
    """Judged only when every part is reported: an empty cell may still hold what is missing."""
    parts = tuple((rule.left, key) for key in keys)
    reported = [part for part in map(values.get, parts) if part is not None]
    if len(reported) == len(parts) and sum(reported) != value:
        yield _Breach(value, sum(reported, Decimal(0)), ((rule.left, TOTAL), *parts))


def _parts_within(rule: Rule, keys: tuple[str, ...], value: Decimal, values: Values) -> Iterator[_Breach]:
    for key in keys:
        part = values.get((rule.left, key))
        if part is not None and part > value:
            yield _Breach(part, value, ((rule.left, key), (rule.left, TOTAL)), key)


def _equals_sum(rule: Rule, value: Decimal, start: Decimal, values: Values) -> Iterator[_Breach]:
    expected = start
    for sign, code in rule.terms:
        term = values.get((code, TOTAL))
        if term is None:
            return
        expected += term if sign == "+" else -term
    if value != expected:
        yield _Breach(value, expected, ((rule.left, TOTAL), *((code, TOTAL) for _, code in rule.terms)))


def _jump(rule: Rule, value: Decimal, before: Decimal | None) -> Iterator[_Breach]:
    """A rise from zero is a jump as soon as it is large enough to matter."""
    if before is None or abs(value - before) < rule.least:
        return
    small, large = sorted((abs(value), abs(before)))
    if large > small * rule.factor or (value < 0) != (before < 0):
        yield _Breach(value, before, ((rule.left, TOTAL),))
