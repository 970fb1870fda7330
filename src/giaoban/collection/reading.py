"""What one file submits: figures with their places, cells left empty, and everything that is wrong with it."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.collection.problems import Complaint, Problem, Severity
from giaoban.figures.entry import CellKey, Entry
from giaoban.figures.models import Measure
from giaoban.indicators.breakdowns import is_known
from giaoban.indicators.catalogue import Form, Pack
from giaoban.indicators.forms import form_of
from giaoban.periods.calendars import Calendar, calendar, days
from giaoban.periods.period import Period
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, NoSuchUnit, Tree


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; `sheet` is empty in a CSV file."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.sheet else self.cell


@dataclass(frozen=True, slots=True)
class Given:
    """One figure of a file, ready to post, and its place."""

    entry: Entry
    place: Place


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that has been read. `about` names the unit and period of a workbook; a CSV file may speak of many."""

    file: str
    sha256: str
    about: tuple[Node, Period] | None
    given: tuple[Given, ...]
    empty: tuple[tuple[CellKey, Place], ...]
    problems: tuple[Problem, ...]


@dataclass
class Findings:
    """Collects what a file holds while it is read."""

    file: str
    given: list[Given] = field(default_factory=list)
    empty: list[tuple[CellKey, Place]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, complaint: Complaint, place: Place, value: str = "", severity: Severity = "error") -> None:
        self.problems.append(
            Problem(self.file, place.sheet, place.cell, value, complaint.message, complaint.way_out, severity)
        )


WHOLE_FILE = Place("", "")


@dataclass(frozen=True)
class Scope:
    """What an import may take: the pack, the units for which the person may report, and the day it is."""

    pack: Pack
    reportable: frozenset[int]
    today: date

    @cached_property
    def calendar(self) -> Calendar:
        return calendar(self.pack.calendar)

    @cached_property
    def _trees(self) -> dict[date, Tree]:
        return {}

    def tree(self, period: Period) -> Tree:
        """The tree of the period's last day; one import sees one tree for a day from beginning to end."""
        on = days(period, self.calendar).last
        if on not in self._trees:
            self._trees[on] = tree_at(on)
        return self._trees[on]

    def unit(self, code: str, period: Period) -> Node | Complaint:
        """The unit of that code on the period's last day, if the person may report for it.

        A unit out of reach gets the same sentence as one that does not exist.
        """
        try:
            node = self.tree(period).by_code(code)
        except NoSuchUnit:
            node = None
        if node is None or node.unit_id not in self.reportable:
            return Complaint(
                _("Không có đơn vị mã “%(code)s” trong phạm vi báo cáo của bạn ở kỳ %(period)s.")
                % {"code": code[:40], "period": period.code},
                _("Kiểm tra mã đơn vị, hoặc nhờ Văn phòng giao quyền báo cáo cho đơn vị này."),
            )
        return node

    def not_begun(self, period: Period) -> Complaint | None:
        """A complaint about figures of a period that lies ahead."""
        first = days(period, self.calendar).first
        if first <= self.today:
            return None
        return Complaint(
            _("Kỳ %(period)s chưa bắt đầu (từ ngày %(day)s).") % {"period": period.code, "day": f"{first:%d/%m/%Y}"},
            _("Kiểm tra kỳ báo cáo; số thực hiện chỉ gửi khi kỳ đã bắt đầu."),
        )

    def form(self, unit: Node, period: Period, cell: tuple[str, str], measure: Measure) -> Form | Complaint:
        """The form in which the unit reports that (indicator, breakdown) for the period."""
        indicator, breakdown = cell
        if not self.pack.has_indicator(indicator) or not is_known(self.pack, indicator, breakdown):
            named = f"{indicator} [{breakdown}]" if breakdown else indicator
            return Complaint(
                _("Danh mục không có chỉ tiêu “%(indicator)s”.") % {"indicator": named[:80]},
                _("Xem mã chỉ tiêu và phân tổ trong danh mục (giaoban indicators)."),
            )
        form = form_of(self.pack, indicator, unit.kind)
        if form is None:
            return Complaint(
                _("%(unit)s không báo cáo chỉ tiêu “%(indicator)s”.") % {"unit": unit.name, "indicator": indicator},
                _("Bỏ dòng này, hoặc kiểm tra mã đơn vị và mã chỉ tiêu."),
            )
        wrong = self._wrong_measure(indicator, breakdown, form, period, measure)
        return wrong if wrong is not None else form

    def _wrong_measure(
        self, indicator: str, breakdown: str, form: Form, period: Period, measure: Measure
    ) -> Complaint | None:
        target = self.pack.indicator(indicator).target
        if measure is Measure.TARGET and (target == "none" or breakdown):
            return Complaint(
                _("Chỉ tiêu “%(indicator)s” không có số kế hoạch ở mức này.") % {"indicator": indicator},
                _("Bỏ dòng này; số kế hoạch chỉ ghi cho tổng số của chỉ tiêu có kế hoạch."),
            )
        every = "year" if measure is Measure.TARGET and target == "year" else form.every
        if period.kind == every:
            return None
        return Complaint(
            _("Chỉ tiêu “%(indicator)s” không báo cáo theo kỳ %(period)s.")
            % {"indicator": indicator, "period": period.code},
            _("Ghi kỳ theo %(kind)s, ví dụ %(example)s.") % {"kind": KINDS[every], "example": EXAMPLES[every]},
        )


EXAMPLES = {"week": "2024-W27", "month": "2024-06", "quarter": "2024-Q2", "half_year": "2024-H1", "year": "2024"}

KINDS = {
    "week": gettext_lazy("tuần"),
    "month": gettext_lazy("tháng"),
    "quarter": gettext_lazy("quý"),
    "half_year": gettext_lazy("nửa năm"),
    "year": gettext_lazy("năm"),
}
