"""Made-up figures for every committee and month, dividing each half-year's total exactly and keeping the pack's rules."""

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from graphlib import TopologicalSorter

from giaoban.indicators.breakdowns import keys_of
from giaoban.indicators.catalogue import Form, Indicator, Kind, Pack
from giaoban.indicators.forms import asked_by
from giaoban.workspace.demonstration.province import COMMITTEES, Committee
from giaoban.workspace.demonstration.spread import spread
from giaoban.workspace.demonstration.totals import (
    COASTAL,
    COASTAL_TOPICS,
    HALVES,
    MONTHS,
    OPENING,
    SHARES,
    STOCKS,
    TARGETS,
    TOTALS,
    YEAR_REVIEW,
)

Place = tuple[str, str]
"""A committee's code and a period's code."""
Series = tuple[str, str]
"""An indicator's code and a breakdown key."""
Column = dict[Place, Decimal]


def monthly_figures(pack: Pack) -> dict[Place, dict[Series, Decimal]]:
    """The value of every numeric cell of the monthly forms, by committee and month; the same every time.

    The totals of each half-year are those of `totals.py`, to the last digit. Raises `KeyError` for an indicator of a
    monthly form that `totals.py` does not know.
    """
    columns: dict[Series, Column] = {}
    for form, indicator in in_order(pack):
        reporting = [committee for committee in COMMITTEES if committee.kind in form.reported_by]
        total = column(pack, indicator, reporting, columns)
        columns[indicator.code, ""] = total
        for dimension in dimensions(form, indicator.code):
            columns |= divide(pack, indicator, dimension, total)
    return by_place(columns)


def yearly_figures(pack: Pack, year: str) -> dict[Place, dict[Series, Decimal]]:
    """The same for the yearly form of one year."""
    columns: dict[Series, Column] = {}
    form = next(form for form in pack.forms if form.every == "year")
    for code, total in YEAR_REVIEW.items():
        values = spread(total, [committee.members for committee in COMMITTEES])
        whole = {(unit.code, year): Decimal(value) for unit, value in zip(COMMITTEES, values, strict=True)}
        columns[code, ""] = whole
        for dimension in dimensions(form, code):
            columns |= divide(pack, pack.indicator(code), dimension, whole)
    return by_place(columns)


def targets(year: int) -> dict[Place, dict[str, Decimal]]:
    """The year's targets of each committee by indicator; they add up to `totals.TARGETS`."""
    found: dict[Place, dict[str, Decimal]] = {(committee.code, str(year)): {} for committee in COMMITTEES}
    for code, by_year in TARGETS.items():
        units = [unit for unit in COMMITTEES if not is_local(code) or unit.kind == "district_committee"]
        for unit, value in zip(units, spread(by_year[year], [unit.members for unit in units]), strict=True):
            found[unit.code, str(year)][code] = Decimal(value)
    return found


def is_local(code: str) -> bool:
    return code.startswith(("budget.", "public_investment."))


def by_place(columns: Mapping[Series, Column]) -> dict[Place, dict[Series, Decimal]]:
    found: dict[Place, dict[Series, Decimal]] = {}
    for series, values in columns.items():
        for place, value in values.items():
            found.setdefault(place, {})[series] = value
    return found


def in_order(pack: Pack) -> Iterator[tuple[Form, Indicator]]:
    """Indicators of the monthly forms, each after those that its rules measure it against."""
    forms = {code: form for form in pack.forms if form.every == "month" for code in asked_by(form)}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for code in sorted(forms):
        if pack.indicator(code).kind != Kind.TEXT:
            sorter.add(code)
    for rule in pack.rules:
        if rule.left in forms:
            sorter.add(rule.left, *([rule.right] if rule.right else []), *(code for _sign, code in rule.terms))
        if rule.kind == "carried_over":
            outgoing = [code for sign, code in rule.terms if sign == "-"]
            for code, before in zip(outgoing[1:], outgoing, strict=False):
                sorter.add(code, before)
            incoming = [code for sign, code in rule.terms if sign == "+"]
            sorter.add(outgoing[0], *incoming)
    for code in sorter.static_order():
        yield forms[code], pack.indicator(code)


def dimensions(form: Form, code: str) -> tuple[str, ...]:
    return next(row.breakdowns for section in form.sections for row in section.rows if row.indicator == code)


def column(pack: Pack, indicator: Indicator, units: Sequence[Committee], columns: Mapping[Series, Column]) -> Column:
    """The total of one indicator, by committee and month."""
    for rule in pack.rules:
        if rule.left == indicator.code and rule.kind == "equals_sum":
            return added(rule.terms, columns, units)
        if rule.left == indicator.code and rule.kind == "carried_over":
            return carried_over(indicator.code, added(rule.terms, columns, units), units)
    limits = ceilings(pack, indicator.code, columns, units)
    return stock(indicator, units, limits) if indicator.kind == Kind.STOCK else flow(indicator, units, limits)


def added(terms: Sequence[tuple[str, str]], columns: Mapping[Series, Column], units: Sequence[Committee]) -> Column:
    return {
        place: sum((columns[code, ""][place] * (1 if sign == "+" else -1) for sign, code in terms), Decimal(0))
        for place in places(units, MONTHS)
    }


def carried_over(code: str, changes: Column, units: Sequence[Committee]) -> Column:
    """What is still open at the end of each month, from what was open before the first."""
    opening = spread(OPENING[code], [unit.members for unit in units])
    values: Column = {}
    for unit, level in zip(units, opening, strict=True):
        total = Decimal(level)
        for month in MONTHS:
            total += changes[unit.code, month]
            values[unit.code, month] = total
    return values


def ceilings(pack: Pack, code: str, columns: Mapping[Series, Column], units: Sequence[Committee]) -> Sequence[Column]:
    """What each value may not pass: the right side of `at_most`, and what came in of what is settled."""
    found = [
        columns[rule.right, ""] for rule in pack.rules if rule.left == code and rule.kind == "at_most" and rule.right
    ]
    for rule in pack.rules:
        outgoing = [term for sign, term in rule.terms if sign == "-"]
        if rule.kind == "carried_over" and code in outgoing:
            known = [("+", term) for sign, term in rule.terms if sign == "+"]
            known += [("-", term) for term in outgoing[: outgoing.index(code)]]
            found.append(added(known, columns, units))
    return found


def places(units: Sequence[Committee], months: Sequence[str]) -> list[Place]:
    return [(unit.code, month) for month in months for unit in units]


def weight(indicator: Indicator, unit: Committee) -> float:
    """How much of an indicator falls to a committee: by size, but no two work alike, and only the coast has boats."""
    if indicator.code.startswith(COASTAL_TOPICS) and unit.code not in COASTAL:
        return 0
    return unit.members * random.Random(f"{indicator.code} {unit.code}").uniform(0.7, 1.3)


def flow(indicator: Indicator, units: Sequence[Committee], limits: Sequence[Column]) -> Column:
    """Each half-year's total divided over committees by size and over months, unevenly as real work is."""
    step = Decimal(1).scaleb(-indicator.decimals)
    chance = random.Random(indicator.code)
    usual = {unit.code: weight(indicator, unit) for unit in units}
    values: Column = {}
    for half, total in zip(HALVES, TOTALS[indicator.code], strict=True):
        here = places(units, half)
        weights = [usual[code] * chance.uniform(0.6, 1.4) for code, _month in here]
        most = [int(min(limit[place] for limit in limits) / step) for place in here] if limits else None
        parts = spread(int(Decimal(str(total)) / step), weights, most)
        values |= {place: part * step for place, part in zip(here, parts, strict=True)}
    return values


def stock(indicator: Indicator, units: Sequence[Committee], limits: Sequence[Column]) -> Column:
    """A level that moves evenly from the first month to the last, divided by size."""
    start, end = STOCKS[indicator.code]
    weights = [weight(indicator, unit) and unit.members for unit in units]
    values: Column = {}
    for number, month in enumerate(MONTHS):
        level = start + round((end - start) * number / (len(MONTHS) - 1))
        most = [int(min(limit[unit.code, month] for limit in limits)) for unit in units] if limits else None
        parts = spread(level, weights, most)
        values |= {(unit.code, month): Decimal(part) for unit, part in zip(units, parts, strict=True)}
    return values


def divide(pack: Pack, indicator: Indicator, dimension: str, total: Column) -> dict[Series, Column]:
    """The categories of a breakdown: parts that add up where it is exhaustive, shares inside the total where not."""
    keys = keys_of(pack, dimension)
    chance = random.Random(f"{indicator.code} {dimension}")
    step = Decimal(1).scaleb(-indicator.decimals)
    found: dict[Series, Column] = {(indicator.code, key): {} for key in keys}
    for place, value in total.items():
        whole = int(value / step)
        if pack.breakdown(dimension).exhaustive:
            # A level keeps its composition from month to month; what happens in a month does not.
            swing = 0.0 if indicator.kind == Kind.STOCK else 0.3
            parts = spread(whole, [share * chance.uniform(1 - swing, 1 + swing) for share in SHARES[dimension]])
        else:
            parts = [int(whole * share * chance.uniform(0.6, 1.6)) for share in SHARES[dimension]]
        for key, part in zip(keys, parts, strict=True):
            found[indicator.code, key][place] = part * step
    return found
