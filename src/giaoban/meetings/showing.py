"""What the items of an agenda show by themselves, as it stands in this minute: figures, and how much is open."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.followup.models import Recommendation, Task, TopicIndicator
from giaoban.indicators import packs
from giaoban.language.locales import Language
from giaoban.meetings.models import AgendaItem, Binding, Meeting
from giaoban.meetings.proposing import OPEN_TASKS, UNANSWERED
from giaoban.periods.names import write_period
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.reports.glimpse import Line, figure_lines, key_indicators
from giaoban.reports.model import Figure, Reference
from giaoban.units.registry import tree_at

Pair = tuple[str, str]
"""Unit code and indicator."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; a number that may be followed has the address of its lineage."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One indicator of one unit in words; `tone` says how it stands against its target."""

    name: str
    pieces: tuple[Piece, ...]
    tone: str


@dataclass(frozen=True, slots=True)
class Open:
    """How many tasks and recommendations are open, and how many of those overdue."""

    tasks: int = 0
    tasks_late: int = 0
    recommendations: int = 0
    recommendations_late: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What one item shows. `nothing` says why there is nothing; `address` leads to the whole, where the person may go there."""

    title: str
    lines: tuple[ShownLine, ...] = ()
    open: Open | None = None
    address: str = ""
    nothing: str = ""


class Showing:
    """Reads once for all items of an agenda: the number of queries does not grow with it.

    `follows`: numbers lead to their lineage, for who may see the unit that holds the meeting.
    """

    def __init__(
        self, meeting: Meeting, items: Iterable[AgendaItem], *, follows: bool, at: datetime, language: Language
    ) -> None:
        self.meeting, self.at, self.language = meeting, at, language
        self.today = localdate(at)
        self.items = [item for item in items if item.binding != Binding.NONE]
        self.tree = tree_at(self.today)
        self.unit = self._code(meeting.unit_id)
        self.follows = follows
        self.period = _period(meeting.period)
        self._indicators = self._of_topics()
        self._lines = self._read()
        self._open = self._count()

    def of(self, item: AgendaItem) -> Shown | None:
        """What the item shows; None for one that is bound to nothing."""
        match item.binding:
            case Binding.NONE:
                return None
            case Binding.TASKS | Binding.RECOMMENDATIONS:
                return self._of_unit(item)
            case Binding.TOPIC:
                return self._of_topic(item)
            case _:
                return self._of_figures(item)

    def _of_figures(self, item: AgendaItem) -> Shown:
        if self.period is None:
            return Shown(
                "", nothing=_("Cuộc họp chưa chọn kỳ xem xét nên chưa có số liệu: hãy chọn kỳ khi sửa cuộc họp.")
            )
        lines = tuple(
            self._shown(pair) for pair in self._pairs(item) if pair in self._lines and self._lines[pair].known
        )
        name = self._name(item, self.period)
        address = self._report(item, self.period) if item.binding == Binding.REPORT else ""
        nothing = "" if lines else _("Chưa có số liệu của kỳ này.")
        return Shown(name, lines, address=address, nothing=nothing)

    def _of_topic(self, item: AgendaItem) -> Shown:
        pairs = [pair for pair in self._pairs(item) if pair in self._lines and self._lines[pair].known]
        name = item.topic.name if item.topic else ""
        return Shown(name, tuple(self._shown(pair) for pair in pairs), self._open.get(item.topic_id, Open()))

    def _of_unit(self, item: AgendaItem) -> Shown:
        found = self._open.get(None, Open())
        if item.binding == Binding.TASKS:
            return Shown(_("Nhiệm vụ đang mở"), open=Open(tasks=found.tasks, tasks_late=found.tasks_late))
        kept = Open(recommendations=found.recommendations, recommendations_late=found.recommendations_late)
        return Shown(_("Kiến nghị đang mở"), open=kept)

    def _name(self, item: AgendaItem, period: Period) -> str:
        pack, when = packs.current(), write_period(period, self.language)
        names = {found.code: found.name.in_language(self.language) for found in pack.reports}
        if item.binding == Binding.INDICATOR and pack.has_indicator(item.subject):
            names[item.subject] = pack.indicator(item.subject).name.in_language(self.language)
        return f"{names.get(item.subject, item.subject)}, {when}"

    def _report(self, item: AgendaItem, period: Period) -> str:
        kinds = next((found.periods for found in packs.current().reports if found.code == item.subject), ())
        if not self.follows or period.kind.value not in kinds:
            return ""
        return f"{reverse('report', args=[item.subject, period.code])}?don-vi={self.unit}"

    def _shown(self, pair: Pair) -> ShownLine:
        line = self._lines[pair]
        name = line.name if pair[0] == self.unit else f"{self.tree.by_code(pair[0]).name}: {line.name}"
        return ShownLine(name, tuple(self._pieces(line)), "" if line.standing is None else line.standing.value)

    def _pieces(self, line: Line) -> Iterable[Piece]:
        for inline in line.inlines:
            where = inline.reference if isinstance(inline, Figure) and inline.known else None
            if isinstance(where, Reference) and self.follows:
                yield Piece(
                    inline.text, reverse("lineage", args=[where.unit, where.indicator, where.period, where.part])
                )
            else:
                yield Piece(inline.text)

    def _pairs(self, item: AgendaItem) -> list[Pair]:
        match item.binding:
            case Binding.REPORT:
                return [(self.unit, code) for code in key_indicators(packs.current())]
            case Binding.INDICATOR:
                units = dict.fromkeys((self.unit, self._code(item.presenter_unit_id)))
                return [(unit, item.subject) for unit in units if unit]
            case Binding.TOPIC:
                return [(self.unit, code) for code in self._indicators[item.topic_id]]
            case _:
                return []

    def _of_topics(self) -> Mapping[int | None, list[str]]:
        found: defaultdict[int | None, list[str]] = defaultdict(list)
        topics = [item.topic_id for item in self.items if item.binding == Binding.TOPIC]
        if topics:
            for row in TopicIndicator.objects.filter(topic__in=topics):
                found[row.topic_id].append(row.indicator)
        return found

    def _read(self) -> Mapping[Pair, Line]:
        pairs = {pair for item in self.items for pair in self._pairs(item) if pair[0]}
        if self.period is None or not pairs:
            return {}
        return figure_lines(pairs, self.period, self.at, self.language)

    def _count(self) -> Mapping[int | None, Open]:
        """What is open: of each topic, and under None of the unit that holds the meeting."""
        wanted = {item.binding for item in self.items} & {Binding.TOPIC, Binding.TASKS, Binding.RECOMMENDATIONS}
        topics = [item.topic_id for item in self.items if item.binding == Binding.TOPIC]
        return _open(self.meeting.unit_id, topics, self.today) if wanted else {}

    def _code(self, unit_id: int | None) -> str:
        return self.tree.by_unit(unit_id).code if unit_id is not None and unit_id in self.tree else ""


def _open(unit_id: int, topics: Collection[int | None], today: date) -> Mapping[int | None, Open]:
    tasks = Task.objects.filter(Q(unit=unit_id) | Q(topic__in=topics), state__in=OPEN_TASKS)
    asked = Recommendation.objects.filter(Q(receiver=unit_id) | Q(topic__in=topics), state__in=UNANSWERED)
    counts: defaultdict[int | None, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    counted = (
        (0, _counted(tasks, "unit", Q(deadline__lt=today))),
        (2, _counted(asked, "receiver", Q(due__lt=today))),
    )
    for place, rows in counted:
        for topic, unit, all_of_them, late in rows:
            for key in {topic} - {None} | ({None} if unit == unit_id else set()):
                counts[key][place] += all_of_them
                counts[key][place + 1] += late
    return {key: Open(*four) for key, four in counts.items()}


def _counted(found: QuerySet[Any], unit: str, late: Q) -> Iterable[tuple[int | None, int, int, int]]:
    """Topic, unit, how many, and how many of those overdue."""
    grouped = found.order_by().values("topic", unit).annotate(all=Count("pk"), late=Count("pk", filter=late))
    yield from grouped.values_list("topic", unit, "all", "late")


def _period(code: str) -> Period | None:
    try:
        return parse(code) if code else None
    except PeriodError:
        return None
