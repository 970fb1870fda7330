"""One row of the history, what is asked of it, and the words it is told in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.indicators.breakdowns import breakdown_name, is_sensitive
from giaoban.periods.names import write_period
from giaoban.periods.period import PeriodError, parse
from giaoban.site.viewpoint import Viewpoint
from giaoban.units.among import Among


class Kind(StrEnum):
    """Of what a row tells; the values stand in addresses."""

    FIGURES = "so-lieu"
    SUBMISSIONS = "bao-cao"
    TIME = "gia-han"
    REMINDERS = "nhac"
    EXPLANATIONS = "giai-trinh"
    VERDICTS = "ket-luan"
    TASKS = "nhiem-vu"
    RECOMMENDATIONS = "kien-nghi"
    PROGRAMME = "chuong-trinh"
    MEETINGS = "hop"
    ACCOUNTS = "nguoi-dung"
    DOOR = "truy-cap"


NAMES: Final = {
    Kind.FIGURES: gettext_lazy("Số liệu trong sổ"),
    Kind.SUBMISSIONS: gettext_lazy("Báo cáo của đơn vị"),
    Kind.TIME: gettext_lazy("Gia hạn"),
    Kind.REMINDERS: gettext_lazy("Nhắc nộp báo cáo"),
    Kind.EXPLANATIONS: gettext_lazy("Giải trình số liệu"),
    Kind.VERDICTS: gettext_lazy("Kết luận rà soát"),
    Kind.TASKS: gettext_lazy("Nhiệm vụ"),
    Kind.RECOMMENDATIONS: gettext_lazy("Kiến nghị"),
    Kind.PROGRAMME: gettext_lazy("Chương trình làm việc"),
    Kind.MEETINGS: gettext_lazy("Cuộc họp"),
    Kind.ACCOUNTS: gettext_lazy("Người dùng và vai trò"),
    Kind.DOOR: gettext_lazy("Đăng nhập và từ chối"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Of which units, indicators, persons and instants (`until` excluded); None asks for all.

    `posting` takes one posting apart, figure by figure.
    """

    units: frozenset[int]
    indicators: frozenset[str] | None = None
    persons: frozenset[int] | None = None
    since: datetime | None = None
    until: datetime | None = None
    posting: int | None = None

    @property
    def is_of_figures(self) -> bool:
        """Whether single figures are asked for, and not what happened around them."""
        return self.indicators is not None or self.posting is not None


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that was done. `number` is its row's, `address` leads on where there is more to see.

    `before` and `after` are of a figure; `hidden` where they are kept from this reader.
    """

    kind: Kind
    number: int
    at: datetime
    person: str
    act: str
    unit: str
    subject: str
    before: str = ""
    after: str = ""
    reason: str = ""
    address: str = ""
    hidden: bool = False


class OfFigure(Protocol):
    """Any row that tells of one figure."""

    unit_id: int
    indicator: str
    breakdown: str
    period: str


@dataclass(frozen=True)
class Reader:
    """For whom the rows are worded. `whole` are the units of which the person sees sensitive cells."""

    view: Viewpoint
    whole: frozenset[int]

    def unit(self, unit_id: int) -> str:
        return self.view.tree.by_unit(unit_id).name if unit_id in self.view.tree else _("Đơn vị không còn")

    def form(self, code: str) -> str:
        names = (form.name.in_language(self.view.language) for form in self.view.pack.forms if form.code == code)
        return next(names, code)

    def sheet(self, form: str, period: str) -> str:
        return f"{self.form(form)} · {self.period(period)}"

    def period(self, code: str) -> str:
        try:
            return write_period(parse(code), self.view.language)
        except PeriodError:
            return code

    def figure(self, told: OfFigure) -> str:
        """`Đảng viên mới kết nạp · Nữ · tháng 6/2024`; a code stays where the pack has it no more."""
        pack, language = self.view.pack, self.view.language
        known = pack.has_indicator(told.indicator)
        name = pack.indicator(told.indicator).name.in_language(language) if known else told.indicator
        try:
            part = breakdown_name(pack, told.breakdown, language) if told.breakdown else ""
        except KeyError:
            part = told.breakdown
        return joined([name, part, self.period(told.period)])

    def may_see(self, told: OfFigure) -> bool:
        """Whether values may be shown: cells of sensitive breakdowns only to those who see all of them elsewhere too.

        Large ones as well: a cell that is large today tells of the small one that it was corrected from.
        """
        if not told.breakdown or told.unit_id in self.whole:
            return True
        pack = self.view.pack
        return pack.has_indicator(told.indicator) and not is_sensitive(pack, told.indicator, told.breakdown)


Row = TypeVar("Row", bound=Model)


def asked_of(rows: QuerySet[Row], asked: Question, *, person: str, at: str) -> QuerySet[Row]:
    """Those of the persons and instants asked for, by the names of their columns."""
    if asked.persons is not None:
        rows = rows.filter(Among(person, asked.persons))
    return between(rows, asked, at=at)


def between(rows: QuerySet[Row], asked: Question, *, at: str) -> QuerySet[Row]:
    """Those of the instants asked for."""
    limits: dict[str, Any] = {f"{at}__gte": asked.since, f"{at}__lt": asked.until}
    return rows.filter(**{name: limit for name, limit in limits.items() if limit is not None})


def latest(rows: QuerySet[Row], below: int | None, count: int) -> list[Row]:
    """The latest of them, from the row before number `below` on."""
    return list((rows if below is None else rows.filter(pk__lt=below)).order_by("-pk")[:count])


def joined(words: Iterable[str]) -> str:
    """Words with a dot between, without the empty ones."""
    return " · ".join(word for word in words if word)
