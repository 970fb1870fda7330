"""What a report template may call of the second ledger: counts that lead to their rows, lists, two tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from giaoban.language.numbers import write_number, write_percent
from giaoban.periods.names import write_period
from giaoban.reports.matter import Matter
from giaoban.reports.model import Cell, Counted, Figure, Inline, Table, Text
from giaoban.reports.pieces import Mark, Pieces
from giaoban.reports.problems import WrongTemplateCall
from giaoban.reports.tables import NO_FIGURE, caption
from giaoban.reports.work import (
    MEASURES,
    PROGRAMME,
    PROJECTS,
    QUESTIONS,
    RECOMMENDATIONS,
    TASKS,
    Measured,
    ProgrammeLine,
    ProjectState,
    RecommendationLine,
    TaskLine,
    TopicState,
)

NAMES: Final = {
    TASKS: pgettext_lazy("sổ theo dõi", "nhiệm vụ"),
    RECOMMENDATIONS: pgettext_lazy("sổ theo dõi", "kiến nghị"),
    PROGRAMME: pgettext_lazy("sổ theo dõi", "việc trong chương trình làm việc"),
    PROJECTS: pgettext_lazy("sổ theo dõi", "dự án"),
}
ASKED: Final = {
    "all": pgettext_lazy("số đếm", "tất cả"),
    "done": pgettext_lazy("số đếm", "đã hoàn thành"),
    "done_in_time": pgettext_lazy("số đếm", "hoàn thành đúng hạn"),
    "done_late": pgettext_lazy("số đếm", "hoàn thành quá hạn"),
    "open": pgettext_lazy("số đếm", "chưa xong"),
    "open_in_time": pgettext_lazy("số đếm", "đang làm, còn hạn"),
    "open_overdue": pgettext_lazy("số đếm", "đang làm, quá hạn"),
    "received": pgettext_lazy("số đếm", "tiếp nhận trong kỳ"),
    "carried_over": pgettext_lazy("số đếm", "kỳ trước chuyển sang"),
    "closed": pgettext_lazy("số đếm", "giải quyết xong trong kỳ"),
    "answered": pgettext_lazy("số đếm", "đã trả lời, chờ xác nhận"),
    "deferred": pgettext_lazy("số đếm", "chưa giải quyết vì lý do khách quan"),
    "sent_up": pgettext_lazy("số đếm", "đã kiến nghị lên cấp trên"),
    "planned": pgettext_lazy("số đếm", "theo chương trình"),
    "moved": pgettext_lazy("số đếm", "chuyển tháng"),
    "dropped": pgettext_lazy("số đếm", "đưa ra khỏi chương trình"),
    "not_done": pgettext_lazy("số đếm", "chưa thực hiện"),
    "ahead": pgettext_lazy("số đếm", "chưa đến kỳ"),
    "area": pgettext_lazy("số đếm", "diện tích bàn giao (ha)"),
    "households": pgettext_lazy("số đếm", "hộ được chi trả"),
    "money": pgettext_lazy("số đếm", "giải ngân"),
}
"""What is counted, in words, for the label of a figure."""
CELLS: Final = ("done_in_time", "done_late", "open_in_time", "open_overdue")
"""The four cells of the 2x2 statistic."""


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project as templates see it; the numbers are marks, each a figure that leads to the project's page."""

    name: str
    unit: str
    area: Mark
    households: Mark
    money: Mark
    area_week: Mark
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic as templates see it."""

    code: str
    name: str
    about: str
    projects: tuple[ProjectLine, ...]


class WorkFunctions:
    """The functions of the second ledger; `Functions` offers them beside those of figures."""

    def __init__(self, matter: Matter, pieces: Pieces) -> None:
        self.matter, self.pieces = matter, pieces
        self._work_tables = count(1)

    def of_work(self) -> tuple[Callable[..., Any], ...]:
        """What templates may call."""
        return (
            self.tasks, self.recommendations, self.programme, self.number_of, self.task_list,
            self.recommendation_list, self.programme_list, self.topics, self.task_table, self.project_table,
        )  # fmt: skip

    def tasks(self, question: str = "all", topic: str = "") -> Mark:
        """How many tasks of the period, as one figure."""
        return self._counted(TASKS, question, topic)

    def recommendations(self, question: str = "received") -> Mark:
        """How many recommendations of the period, as one figure."""
        return self._counted(RECOMMENDATIONS, question)

    def programme(self, question: str = "planned") -> Mark:
        """How many items of the work programme, as one figure."""
        return self._counted(PROGRAMME, question)

    def number_of(self, register: str, question: str, topic: str = "") -> Decimal:
        """The exact count, to choose words by; it cannot be printed."""
        if question not in QUESTIONS.get(register, ()):
            raise WrongTemplateCall(
                _("không đếm được “%(question)s” của “%(register)s”; đếm được: %(known)s.")
                % {"question": question, "register": register, "known": _known()}
            )
        self._check_topic(topic)
        return Decimal(self.matter.work.counts.get((register, question, topic), 0))

    def task_list(self, question: str = "open", topic: str = "") -> tuple[TaskLine, ...]:
        """The tasks themselves, by deadline."""
        self.number_of(TASKS, question, topic)
        return self.matter.work.tasks.get((question, topic), ())

    def recommendation_list(self, question: str = "open") -> tuple[RecommendationLine, ...]:
        """The recommendations themselves, the oldest first."""
        self.number_of(RECOMMENDATIONS, question)
        return self.matter.work.recommendations.get(question, ())

    def programme_list(self, question: str = "not_done") -> tuple[ProgrammeLine, ...]:
        """The items themselves, by month."""
        self.number_of(PROGRAMME, question)
        return self.matter.work.programme.get(question, ())

    def topics(self) -> tuple[TopicLine, ...]:
        """The topics that the unit keeps, with their projects."""
        return tuple(
            TopicLine(one.code, one.name, one.about, tuple(map(self._project, one.projects)))
            for one in self.matter.work.topics
        )

    def task_table(self, title: str) -> Mark:
        """The 2x2 statistic by the unit that leads, and for all of them."""
        rows = [
            (_cell(name), *(self._number_cell(TASKS, cell, code, counts[cell]) for cell in CELLS))
            for code, name, counts in self.matter.work.by_lead
        ]
        unit = self.matter.unit.code
        sums = (self._number_cell(TASKS, cell, unit, int(self.number_of(TASKS, cell)), bold=True) for cell in CELLS)
        rows.append((_cell(pgettext("table", "Tổng cộng"), bold=True), *sums))
        done, still = pgettext("table", "Đã hoàn thành"), pgettext("table", "Chưa hoàn thành")
        header = (
            (Cell((Text(pgettext("table", "Đơn vị")),), rows=2, align="center"), _head(done, 2), _head(still, 2)),
            tuple(_head(text) for text in _cells()),
        )
        return self.pieces.block(caption(title), Table(self._table_id(), header, tuple(rows), (30, 14, 14, 14, 14)))

    def project_table(self, title: str, topic: str) -> Mark:
        """A row for each project of a topic: area, households and money, done of planned, and the week's change of area."""
        heads = (
            pgettext("table", "Dự án"),
            pgettext("table", "Bàn giao mặt bằng (ha)"),
            pgettext("table", "Hộ đã chi trả"),
            pgettext("table", "Giải ngân (tỷ đồng)"),
            pgettext("table", "Trong tuần (ha)"),
        )
        rows = tuple(
            (
                _cell(one.name),
                *(Cell(self._progress(one, measure), align="center") for measure in MEASURES),
                Cell(self._week(one), align="center"),
            )
            for one in self._topic(topic).projects
        )
        table = Table(self._table_id(), (tuple(_head(text) for text in heads),), rows, (34, 18, 15, 20, 13))
        return self.pieces.block(caption(title), table)

    def _counted(self, register: str, question: str, topic: str = "") -> Mark:
        number = int(self.number_of(register, question, topic))
        return self.pieces.inline(self._figure(register, question, self.matter.unit.code, self._written(number), topic))

    def _figure(
        self, register: str, question: str, unit: str, text: str, subject: str, *, bold: bool = False
    ) -> Figure:
        period = self.matter.period
        label = f"{NAMES[register]} ({ASKED[question]}), {self.matter.tree.by_code(unit).name}"
        return Figure(
            id="",
            text=text,
            label=f"{label}, {write_period(period, self.matter.language)}",
            reference=Counted(register, question, unit, period.code, subject),
            bold=bold,
        )

    def _number_cell(self, register: str, question: str, unit: str, number: int, *, bold: bool = False) -> Cell:
        figure = self._figure(register, question, unit, self._written(number), "", bold=bold)
        return Cell((figure,), align="right")

    def _project(self, state: ProjectState) -> ProjectLine:
        area, households, money = (self.pieces.inline(*self._progress(state, measure)) for measure in MEASURES)
        return ProjectLine(
            state.name, state.unit, area, households, money, self.pieces.inline(*self._week(state)), state.obstacles
        )

    def _progress(self, state: ProjectState, measure: str) -> tuple[Inline, ...]:
        """`41,5/60 (69,17%)`, one figure; nothing reported is said, never shown as zero."""
        found = state.measures[measure]
        if found.done is None:
            text = NO_FIGURE
        else:
            written, planned = self._amount(measure, found.done), self._amount(measure, found.planned)
            share = "" if found.percent is None else f" ({write_percent(found.percent, self.matter.language)})"
            text = f"{written}/{planned}{share}"
        return (self._of_project(state, measure, text, known=found.done is not None),)

    def _week(self, state: ProjectState) -> tuple[Inline, ...]:
        week: Measured = state.measures["area"]
        if week.week is None:
            return (Text(NO_FIGURE),)
        sign = "+" if week.week > 0 else ""
        return (self._of_project(state, "area", f"{sign}{write_number(week.week, self.matter.language)}", known=True),)

    def _of_project(self, state: ProjectState, measure: str, text: str, *, known: bool) -> Figure:
        return Figure(
            id="",
            text=text,
            label=f"{state.name}: {ASKED[measure]}",
            reference=Counted(PROJECTS, measure, self.matter.unit.code, self.matter.period.code, str(state.number)),
            known=known,
        )

    def _amount(self, measure: str, value: Decimal) -> str:
        """Money in billions of đồng with one decimal, as reports speak of projects."""
        language = self.matter.language
        if measure == "money":
            return write_number(value.scaleb(-9), language, decimals=1)
        return write_number(value, language)

    def _written(self, number: int) -> str:
        return write_number(number, self.matter.language)

    def _table_id(self) -> str:
        return f"w{next(self._work_tables):02d}"

    def _check_topic(self, topic: str) -> None:
        if topic:
            self._topic(topic)

    def _topic(self, code: str) -> TopicState:
        found = {one.code: one for one in self.matter.work.topics}
        if code not in found:
            raise WrongTemplateCall(
                _("không có chuyên đề “%(code)s”; đang có: %(known)s.")
                % {"code": code, "known": ", ".join(found) or "–"}
            )
        return found[code]


def _known() -> str:
    return "; ".join(f"{register}: {', '.join(questions)}" for register, questions in QUESTIONS.items())


def _cells() -> tuple[str, ...]:
    return (
        pgettext("table", "Đúng hạn"),
        pgettext("table", "Quá hạn"),
        pgettext("table", "Còn hạn"),
        pgettext("table", "Quá hạn"),
    )


def _head(text: str, columns: int = 1) -> Cell:
    return Cell((Text(text),), columns=columns, align="center")


def _cell(text: str, *, bold: bool = False) -> Cell:
    return Cell((Text(text, bold=bold),))


Lines = Mapping[type[Any], frozenset[str]]
ATTRIBUTES: Final[Lines] = {
    TaskLine: frozenset({"what", "lead", "deadline", "origin"}),
    RecommendationLine: frozenset({"text", "unit", "field", "owner", "timetable"}),
    ProgrammeLine: frozenset({"title", "month", "presenter"}),
    ProjectLine: frozenset({"name", "unit", "area", "households", "money", "area_week", "obstacles"}),
    TopicLine: frozenset({"code", "name", "about", "projects"}),
}
"""What a template may read of the rows."""
