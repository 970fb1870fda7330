"""Everything that is odd about the figures of a period: broken rules, outliers, gaps, sums that do not fit.

What is found is of the figures alone; what people did about it is told in `findings_done.py`.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Literal

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from giaoban.analysis.checks import Comparison, disagreements
from giaoban.analysis.odd_figures import LATELY, OFTEN, Gap, OddFigure, odd_figures
from giaoban.analysis.odd_words import why_gap, why_odd
from giaoban.analysis.office import last_day, rollup_books
from giaoban.collection.findings_values import Reported, reported
from giaoban.collection.models import Submission
from giaoban.figures.ledger import ledger_stamp
from giaoban.indicators.breakdowns import is_sensitive
from giaoban.indicators.catalogue import Form, Pack
from giaoban.indicators.forms import asked_by, forms_for
from giaoban.indicators.rules import Cell, evaluate
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number
from giaoban.periods.period import Period
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, Tree

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class FoundBy(StrEnum):
    """By what a finding was made."""

    RULE = "rule"
    HISTORY = "history"
    PEERS = "peers"
    CHILDREN = "children"
    GAP = "gap"


FOUND_BY_NAMES = {
    FoundBy.RULE: gettext_lazy("Quy tắc của biểu"),
    FoundBy.HISTORY: gettext_lazy("Khác thường so với chính đơn vị"),
    FoundBy.PEERS: gettext_lazy("Khác thường so với đơn vị cùng cấp"),
    FoundBy.CHILDREN: gettext_lazy("Không khớp với các đơn vị bên dưới"),
    FoundBy.GAP: gettext_lazy("Thường có mà kỳ này bỏ trống"),
}
SEVERITY_NAMES = {
    "error": gettext_lazy("Sai quy tắc"),
    "warning": gettext_lazy("Khác thường"),
    "note": gettext_lazy("Lưu ý"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one figure. `form` is the code of the form on which the unit gives it, empty where on none.

    `key` names the finding and the figure with which it was made, for verdicts; `cells` are all that it speaks of.
    `is_waiting`: one of them is handed in and not posted yet. `is_sensitive`: one of them is of a sensitive breakdown.
    `reason` is what the officer wrote beside the figure.
    """

    key: str
    found_by: FoundBy
    severity: Severity
    node: Node
    form: str
    indicator: str
    breakdown: str
    period: Period
    value: Decimal | None
    message: str
    cells: tuple[Cell, ...]
    is_waiting: bool
    is_sensitive: bool
    reason: str

    @property
    def order(self) -> tuple[int, int, str, str]:
        return SEVERITIES.index(self.severity), self.node.index, self.indicator, self.breakdown


def find(period: Period, *, pack: Pack, language: Language) -> tuple[Finding, ...]:
    """The findings of the whole tree, errors first, then in preorder; of a period for which forms are reported.

    Kept while the books, what is handed in, the tree and the pack stand still. What a person may see of it is asked of
    `findings_done.visible`.
    """
    tree = tree_at(last_day(period, pack))
    moved = Submission.objects.filter(period=period.code).aggregate(Max("changed_at"), Count("pk"), Sum("revision"))
    return _found(_Question(ledger_stamp(), str(moved), period, language, (id(tree.nodes), id(pack)), tree, pack))


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked of which state of the books and of the submissions."""

    stamp: str
    moved: str
    period: Period
    language: Language
    identity: tuple[int, int]
    tree: Tree = field(compare=False)
    pack: Pack = field(compare=False)


@lru_cache(maxsize=16)
def _found(question: _Question) -> tuple[Finding, ...]:
    tree, pack = question.tree, question.pack
    told = reported(question.period, [node.unit_id for node in tree], pack)
    with override(question.language):
        desk = _Desk(question.period, tree, pack, question.language, told)
        return tuple(sorted(desk.all(), key=lambda one: one.order))


@dataclass(frozen=True)
class _Desk:
    """Makes findings of the figures of one period."""

    period: Period
    tree: Tree
    pack: Pack
    language: Language
    told: Reported

    @cached_property
    def _forms(self) -> dict[str, tuple[Form, ...]]:
        """By kind of unit: its forms of this kind of period that have any rule."""
        ruled = {rule.left for rule in self.pack.rules}
        return {
            kind.code: tuple(
                form
                for form in forms_for(self.pack, kind.code)
                if form.every == self.period.kind and not ruled.isdisjoint(self._asked[form.code])
            )
            for kind in self.pack.unit_kinds
        }

    @cached_property
    def _asked(self) -> dict[str, frozenset[str]]:
        return {form.code: asked_by(form) for form in self.pack.forms}

    def all(self) -> Iterator[Finding]:
        """Everything, in no particular order."""
        for node in self.tree:
            if node.unit_id in self.told.values:
                yield from self._rules(node)
        found = odd_figures(self.period, self.told.totals(), tree=self.tree, pack=self.pack)
        for odd in found.figures:
            yield self._odd(odd)
        for gap in found.gaps:
            yield self._gap(gap)
        for comparison in disagreements(rollup_books(self.period)):
            yield self._children(comparison)

    def _rules(self, node: Node) -> Iterator[Finding]:
        values = self.told.values[node.unit_id]
        before = self.told.before.get(node.unit_id, {})
        told = {indicator for indicator, _breakdown in values}
        for form in self._forms[node.kind]:
            if told.isdisjoint(self._asked[form.code]):
                continue
            for broken in evaluate(self.pack, form, values, before):
                yield self._finding(FoundBy.RULE, broken.severity, node, broken.cells, broken.message, what=broken.rule)

    def _odd(self, odd: OddFigure) -> Finding:
        found_by = FoundBy.HISTORY if odd.oddity.against_history else FoundBy.PEERS
        message = why_odd(odd, self.pack.indicator(odd.indicator), self.language)
        return self._finding(found_by, "warning", odd.node, ((odd.indicator, ""),), message)

    def _gap(self, gap: Gap) -> Finding:
        return self._finding(FoundBy.GAP, "note", gap.node, ((gap.indicator, ""),), why_gap(gap, OFTEN, LATELY))

    def _children(self, comparison: Comparison) -> Finding:
        words = _("Đơn vị tự nêu %(stated)s, cộng các đơn vị bên dưới được %(value)s: lệch %(difference)s.")
        message = words % {
            "stated": write_number(comparison.stated, self.language),
            "value": write_number(comparison.value, self.language),
            "difference": write_number(abs(comparison.difference), self.language),
        }
        cell = (comparison.figure.indicator, comparison.figure.breakdown)
        return self._finding(FoundBy.CHILDREN, "warning", comparison.node, (cell,), message, what=str(comparison.value))

    def _finding(
        self,
        found_by: FoundBy,
        severity: Severity,
        node: Node,
        cells: Sequence[Cell],
        message: str,
        *,
        what: str = "",
    ) -> Finding:
        """A finding about `cells`, of which the first is shown; `what` tells apart findings of one kind about one cell."""
        values = self.told.values.get(node.unit_id, {})
        said = [values.get(cell) for cell in cells]
        form = self.pack.form_asking(cells[0][0], node.kind)
        words = (found_by, node.key, self.period.code, what, *map(str, cells), *map(str, said))
        return Finding(
            key=hashlib.sha256("\n".join(words).encode()).hexdigest(),
            found_by=found_by,
            severity=severity,
            node=node,
            form=form.code if form else "",
            indicator=cells[0][0],
            breakdown=cells[0][1],
            period=self.period,
            value=said[0],
            message=message,
            cells=tuple(cells),
            is_waiting=not self.told.waiting.get(node.unit_id, frozenset()).isdisjoint(cells),
            is_sensitive=any(part and is_sensitive(self.pack, code, part) for code, part in cells),
            reason=next((one for cell in cells if (one := self.told.reasons.get((node.unit_id, cell)))), ""),
        )
