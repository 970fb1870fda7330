"""The roll-up as one would write it first: recursion over the tree, fractions, one figure at a time."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from giaoban.indicators.catalogue import Form, Indicator, Pack
from giaoban.units.tree import Node, Tree
from tests.analysis.made import Row

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
WHOLE = Context(prec=60, rounding=ROUND_HALF_UP)
Maybe = Fraction | None


def month_span(code: str) -> tuple[int, int]:
    """The first and last month, counted from year 0, of a month, quarter, half-year, nine months or year."""
    year, _, rest = code.partition("-")
    start = int(year) * 12
    if not rest:
        return start, start + 11
    if rest == "9M":
        return start, start + 8
    if rest[0] in "QH":
        size = 3 if rest[0] == "Q" else 6
        first = start + size * (int(rest[1]) - 1)
        return first, first + size - 1
    return start + int(rest) - 1, start + int(rest) - 1


def codes(first: int, last: int, every: str) -> list[str]:
    """The codes of that frequency which fill the months, none where they do not."""
    size = MONTHS[every]
    if first % size or (last + 1) % size:
        return []
    found = []
    for month in range(first, last + 1, size):
        year, place = divmod(month, 12)
        number = place // size + 1
        found.append({1: f"{year}-{number:02}", 3: f"{year}-Q{number}", 6: f"{year}-H{number}", 12: f"{year}"}[size])
    return found


class Plain:
    """The figures of one period, each computed from the definitions alone."""

    def __init__(self, period: str, tree: Tree, pack: Pack, rows: Sequence[Row]) -> None:
        self.first, self.last = month_span(period)
        self.tree, self.pack = tree, pack
        self.told = {
            (row.unit, row.indicator, row.breakdown, row.period, row.measure): Fraction(row.value) for row in rows
        }

    def form(self, indicator: str, kind: str) -> tuple[Form | None, bool]:
        """The form whose manner holds, and whether the kind is asked."""
        asking = [
            form
            for form in self.pack.forms
            for part in form.sections
            for row in part.rows
            if row.indicator == indicator
        ]
        for form in asking:
            if kind in form.reported_by:
                return form, True
        return (asking[0] if asking else None), False

    def spoken(self, node: Node, indicator: str, breakdown: str, period: str) -> tuple[Maybe, bool]:
        """What stands for a part, and whether it is an estimate."""
        actual = self.told.get((node.code, indicator, breakdown, period, "actual"))
        if actual is not None:
            return actual, False
        estimate = self.told.get((node.code, indicator, breakdown, period, "estimate"))
        return estimate, estimate is not None

    def own(self, node: Node, indicator: Indicator, breakdown: str, months: tuple[int, int]) -> tuple[Maybe, bool]:
        """What a unit itself stated for some months of one year."""
        form, _ = self.form(indicator.code, node.kind)
        every = form.every if form else "month"
        first, last = months
        said = [self.spoken(node, indicator.code, breakdown, code) for code in codes(first, last, every)]
        told = [(value, early) for value, early in said if value is not None]
        if not told:
            return None, False
        if indicator.kind in {"stock", "ratio"}:
            return told[-1]
        if form is None or form.figures == "period":
            return sum((value for value, _ in told), Fraction(0)), any(early for _, early in told)
        value, early = told[-1]
        if first % 12 == 0:
            return value, early
        before, was_early = self.spoken(node, indicator.code, breakdown, codes(first // 12 * 12, first - 1, every)[-1])
        return (None, False) if before is None else (value - before, early or was_early)

    def own_target(
        self, node: Node, indicator: Indicator, breakdown: str, months: tuple[int, int]
    ) -> tuple[Maybe, bool]:
        form, _ = self.form(indicator.code, node.kind)
        every = form.every if form else "month"
        first, last = months
        parts = [str(first // 12)] if indicator.target == "year" else codes(first, last, every)
        found = [self.told.get((node.code, indicator.code, breakdown, part, "target")) for part in parts]
        told = [value for value in found if value is not None]
        if not told:
            return None, False
        return (told[-1] if indicator.kind != "flow" else sum(told, Fraction(0))), False

    def rolled(self, node: Node, indicator: Indicator, breakdown: str, what: str) -> tuple[Maybe, bool]:
        """The figure of a node by the rule of its level; and whether it rests on an estimate."""
        own, early = self.stated(node, indicator, breakdown, what)
        if indicator.over_units == "reported" or indicator.kind == "ratio":
            return own, early
        below = [self.rolled(child, indicator, breakdown, what) for child in self.tree.children(node)]
        told = [(value, was_early) for value, was_early in below if value is not None]
        if not told:
            return own, early
        total, any_early = sum((value for value, _ in told), Fraction(0)), any(was for _, was in told)
        form, _ = self.form(indicator.code, node.kind)
        if form is not None and form.covers == "unit" and own is not None:
            return total + own, any_early or early
        return total, any_early

    def stated(self, node: Node, indicator: Indicator, breakdown: str, what: str) -> tuple[Maybe, bool]:
        now, then = (self.first, self.last), (self.first - 12, self.last - 12)
        match what:
            case "value":
                return self.own(node, indicator, breakdown, now)
            case "year_to_date":
                return self.own(node, indicator, breakdown, (self.first // 12 * 12, self.last))
            case "same_period":
                return self.own(node, indicator, breakdown, then)
            case "same_period_to_date":
                return self.own(node, indicator, breakdown, (then[0] // 12 * 12, then[1]))
            case "target":
                return self.own_target(node, indicator, breakdown, now)
        return self.own_target(node, indicator, breakdown, then)

    def figure(self, node: Node, indicator: Indicator, breakdown: str, what: str) -> Maybe:
        """The figure as shown; a ratio of two sums is rounded."""
        if indicator.numerator is None or what == "target":
            return self.rolled(node, indicator, breakdown, what)[0]
        above = self.pack.indicator(indicator.numerator)
        counted = what
        if indicator.denominator == "target" and above.target == "year":
            counted = {"value": "year_to_date", "same_period": "same_period_to_date"}.get(what, what)
        part = self.rolled(node, above, breakdown, counted)[0]
        if indicator.denominator == "target":
            base, measure = indicator.numerator, "earlier_target" if what == "same_period" else "target"
        else:
            base, measure = indicator.denominator or "", what
        whole = self.rolled(node, self.pack.indicator(base), breakdown, measure)[0]
        if part is None or not whole:
            return None
        return rounded(part * indicator.factor / whole, indicator.decimals)

    def coverage(self, node: Node, indicator: Indicator, breakdown: str) -> tuple[int, int]:
        """Units below that reported every part, and units that should have."""
        sources = [indicator.code]
        if indicator.numerator is not None:
            sources = [indicator.numerator]
            if indicator.denominator not in {None, "target"}:
                sources.append(str(indicator.denominator))
        asked = [one for one in self.tree.subtree(node) if self.is_asked(one, sources[0], breakdown)]
        full = [one for one in asked if all(self.is_full(one, source, breakdown) for source in sources)]
        return len(full), len(asked)

    def is_asked(self, node: Node, indicator: str, breakdown: str) -> bool:
        form, asked = self.form(indicator, node.kind)
        if form is None or not asked or not codes(self.first, self.last, form.every):
            return False
        rows = [row for part in form.sections for row in part.rows if row.indicator == indicator]
        return not breakdown or breakdown.partition(":")[0] in rows[0].breakdowns

    def is_full(self, node: Node, indicator: str, breakdown: str) -> bool:
        form, _ = self.form(indicator, node.kind)
        parts = codes(self.first, self.last, form.every if form else "month")
        return all(self.spoken(node, indicator, breakdown, part)[0] is not None for part in parts)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half away from zero."""
    scale = 10**decimals
    whole = (abs(value) * scale * 2 + 1) // 2
    return Fraction(int(whole) * (1 if value >= 0 else -1), scale)


def exact(value: Decimal | None) -> Maybe:
    return None if value is None else Fraction(value)
