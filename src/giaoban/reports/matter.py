"""What a report is about: the unit, the period, and the books that answer for every figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from giaoban.analysis.figure import RolledFigure
from giaoban.indicators.breakdowns import breakdown_name, is_known
from giaoban.indicators.catalogue import Indicator, Pack
from giaoban.language.locales import Language
from giaoban.periods.names import write_period
from giaoban.periods.period import Period
from giaoban.reports.problems import WrongTemplateCall
from giaoban.reports.wording import Wording
from giaoban.reports.work import Work
from giaoban.units.tree import Node, NoSuchUnit, Tree


class Books(Protocol):
    """A roll-up: answers for every unit of the tree and indicator of the pack, with None where nothing is known."""

    def get(self, unit_code: str, indicator: str, breakdown: str = "") -> RolledFigure:
        """The figure of the roll-up's period."""


@dataclass(frozen=True)
class Matter:
    """Everything that a template may speak of; `narratives` holds a unit's words by (unit code, indicator).

    `work` is what the second ledger holds for the unit and the period.
    """

    pack: Pack
    tree: Tree
    unit: Node
    period: Period
    books: Books
    language: Language
    narratives: Mapping[tuple[str, str], str] = field(default_factory=dict)
    work: Work = field(default_factory=Work)

    @property
    def children(self) -> tuple[Node, ...]:
        return self.tree.children(self.unit)

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code; raises `WrongTemplateCall` where the pack has none."""
        if not self.pack.has_indicator(code):
            raise WrongTemplateCall(
                _("bộ chỉ tiêu không có “%(code)s”; xem các mã bằng lệnh giaoban indicators.") % {"code": code}
            )
        return self.pack.indicator(code)

    def node(self, unit_code: str | None) -> Node:
        """The unit of that code within the report's unit, or the report's unit itself."""
        if unit_code is None:
            return self.unit
        try:
            node = self.tree.by_code(unit_code)
        except NoSuchUnit as missing:
            raise WrongTemplateCall(str(missing)) from missing
        if not self.unit.index <= node.index < self.unit.last:
            raise WrongTemplateCall(
                _("đơn vị “%(code)s” nằm ngoài %(unit)s.") % {"code": unit_code, "unit": self.unit.name}
            )
        return node

    def wording(self, indicator_code: str, breakdown: str, unit_code: str | None) -> Wording:
        """The words for one figure."""
        indicator, node = self.indicator(indicator_code), self.node(unit_code)
        if breakdown:
            self._check(indicator_code, breakdown)
        rolled = self.books.get(node.code, indicator_code, breakdown)
        place = f"{node.name}, {write_period(self.period, self.language)}"
        if breakdown:
            place = f"{breakdown_name(self.pack, breakdown, self.language)}, {place}"
        return Wording(rolled, indicator, place=place, language=self.language)

    def _check(self, indicator_code: str, breakdown: str) -> None:
        """Raises `WrongTemplateCall` for a breakdown that the indicator does not have."""
        if not is_known(self.pack, indicator_code, breakdown):
            raise WrongTemplateCall(
                _("chỉ tiêu “%(code)s” không có phân tổ “%(breakdown)s”.")
                % {"code": indicator_code, "breakdown": breakdown}
            )

    def ranked(self, indicator_code: str, part: str) -> tuple[tuple[Node, Decimal], ...]:
        """The units one level below that have that number, the highest first, equals in the tree's order."""
        found = [(node, self.wording(indicator_code, "", node.code).number(part)) for node in self.children]
        known = [(node, number) for node, number in found if number is not None]
        return tuple(sorted(known, key=lambda pair: -pair[1]))
