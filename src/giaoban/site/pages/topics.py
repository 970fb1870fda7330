"""A topic on one page: its figures, its projects, what is asked and recommended, the meetings about it, its documents."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.office import rollup_books
from giaoban.followup.models import Recommendation, Task, TaskState, Topic
from giaoban.followup.pages.desk import Desk
from giaoban.followup.pages.listed import Choice, address_with, kept, page_of
from giaoban.followup.pages.programme_typed import marks
from giaoban.followup.projects import Measure, MeasureStanding, Reported, latest, total
from giaoban.followup.recommendation_life import OPEN as OPEN_RECOMMENDATIONS
from giaoban.followup.recommendation_sight import recommendations_seen
from giaoban.followup.task_life import OPEN as OPEN_TASKS
from giaoban.followup.task_life import is_overdue
from giaoban.followup.task_sight import tasks_seen
from giaoban.followup.topic_rows import ProjectRow, project_rows, projects_seen, topic_seen, topics_seen
from giaoban.indicators.catalogue import Indicator, Kind
from giaoban.language.dates import write_date
from giaoban.language.text import bare
from giaoban.meetings.models import Meeting, MeetingState
from giaoban.meetings.sight import meetings_seen
from giaoban.people.access import Verb
from giaoban.people.downloads import Sheet, Value, answer
from giaoban.site.glance import Glance, glance
from giaoban.site.months import monthly, values
from giaoban.site.sparkline import Sparkline, sparkline
from giaoban.site.viewpoint import Viewpoint, seen_from_office
from giaoban.units.tree import Node, Tree

MOST_LISTED = 8
"""Tasks and recommendations on the topic's page; the rest is on their own lists."""
WEEKS = 12
WORDS, WHICH, ENDED = "tim", "loc", "da-ket-thuc"


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in the list with how many of its parts this person sees."""

    topic: Topic
    unit_name: str
    projects: int
    tasks: int
    overdue: int
    recommendations: int


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator of the topic as it stands in the period."""

    glance: Glance
    spark: Sparkline | None


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project with the course of its area and whether this person reports it."""

    row: ProjectRow
    unit_name: str
    spark: Sparkline | None
    may_report: bool


@dataclass(frozen=True, slots=True)
class TaskLine:
    """An open task of the topic."""

    task: Task
    lead: str
    is_overdue: bool


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """The topics that the person reads, the running ones first."""
    desk = Desk(request)
    seen = topics_seen(desk.person, desk.today)
    words, ended = request.GET.get(WORDS, "").strip()[:100], request.GET.get(WHICH) == ENDED
    everything = [one for one in seen.order_by("name", "pk") if bare(words) in bare(f"{one.name} {one.code}")]
    wanted = [one for one in everything if (one.closed_on is not None) == ended]
    page = page_of(request, wanted)
    context = {
        "desk": desk,
        "page": page,
        "rows": _topic_rows(list(page), desk),
        "words": words,
        "filters": [
            Choice(
                _("Đang theo dõi"),
                address_with(request, **{WHICH: ""}),
                not ended,
                sum(not one.closed_on for one in everything),
            ),
            Choice(
                _("Đã kết thúc"),
                address_with(request, **{WHICH: ENDED}),
                ended,
                sum(bool(one.closed_on) for one in everything),
            ),
        ],
        "ended": ended,
        "kept": kept(request),
        "may_found": bool(desk.units_where(Verb.COMPILE)),
    }
    return render(request, "site/topics.html", context)


@seen_from_office
def topic(request: HttpRequest, view: Viewpoint, code: str) -> HttpResponse:
    """One topic with everything about it that the person sees."""
    desk = Desk(request)
    found = topic_seen(desk.person, code, desk.today)
    rows = project_rows(found, desk.today, projects_seen(found, desk.person, desk.today))
    tasks = tasks_seen(desk.person, desk.today).filter(topic=found)
    raised = recommendations_seen(desk.person, desk.today).filter(topic=found, parent=None)
    names = desk.names([found.unit_id, *(row.project.unit_id for row in rows)])
    indicators = _indicators(found, view, desk)
    sees_all = desk.may(Verb.SEE, found.unit_id)
    context = {
        "view": view,
        "desk": desk,
        "topic": found,
        "unit_name": names.get(found.unit_id, ""),
        "indicators": indicators,
        "indicators_of": names.get(found.unit_id, "") if sees_all or view.office is None else view.office.name,
        "has_targets": any(row.glance.indicator.target != "none" for row in indicators),
        "cards": [_card(row, names, desk, found) for row in rows],
        "sums": total([row.standing for row in rows]) if sees_all and len(rows) > 1 else (),
        "tasks": _tasks(tasks, desk),
        "tasks_open": tasks.filter(state__in=OPEN_TASKS).count(),
        "recommendations": _recommendations(raised, desk),
        "recommendations_open": raised.filter(state__in=OPEN_RECOMMENDATIONS).count(),
        "meetings": _meetings(found, desk),
        "documents": found.documents.all(),
        "may_keep": desk.may(Verb.COMPILE, found.unit_id),
        "marks": marks(),
    }
    return render(request, "site/topic.html", context)


@seen_from_office
def topic_file(request: HttpRequest, view: Viewpoint, code: str, form: str) -> HttpResponse:
    """The projects of the topic that the person sees, one line each, as CSV or Excel."""
    desk = Desk(request)
    found = topic_seen(desk.person, code, desk.today)
    rows = project_rows(found, desk.today, projects_seen(found, desk.person, desk.today))
    names = desk.names(row.project.unit_id for row in rows)
    heads = (
        _("Dự án"),
        _("Đơn vị"),
        _("Hạn bàn giao mặt bằng"),
        _("Số liệu đến ngày"),
        _("Diện tích phải bàn giao (ha)"),
        _("Đã bàn giao (ha)"),
        _("Tỷ lệ bàn giao (%)"),
        _("Trong tuần (ha)"),
        _("Số hộ phải chi trả"),
        _("Đã chi trả (hộ)"),
        _("Tỷ lệ chi trả (%)"),
        _("Trong tuần (hộ)"),
        _("Kế hoạch vốn (đồng)"),
        _("Đã giải ngân (đồng)"),
        _("Tỷ lệ giải ngân (%)"),
        _("Trong tuần (đồng)"),
        _("Mốc chậm"),
        _("Vướng mắc"),
    )
    lines = [_line(row, names.get(row.project.unit_id, ""), view) for row in rows]
    title = f"{found.name} · {write_date(desk.today, view.language)}"
    return answer(Sheet(f"du-an-{found.code}", title, heads, lines, view.notice), form, view.now)


def _line(row: ProjectRow, unit_name: str, view: Viewpoint) -> tuple[Value, ...]:
    due, day = row.project.due, row.standing.day
    measures = (row.standing.of(measure) for measure in Measure)
    return (
        row.project.name,
        unit_name,
        write_date(due, view.language) if due else None,
        write_date(day, view.language) if day else None,
        *(value for one in measures for value in _values(one)),
        "; ".join(mark.name for mark in row.standing.late),
        "; ".join(one.text for one in row.standing.obstacles),
    )


def _values(one: MeasureStanding) -> tuple[Value, ...]:
    return one.planned, one.done, one.percent, one.change


def _topic_rows(found: Sequence[Topic], desk: Desk) -> list[TopicRow]:
    """Each of those topics with its counts: as many queries for fifty as for one."""
    names = desk.names(one.unit_id for one in found)
    numbers = [one.pk for one in found]
    seen = desk.units_where(Verb.SEE)
    projects = _tally(_projects(numbers, seen))
    tasks = tasks_seen(desk.person, desk.today).filter(topic__in=numbers, state__in=OPEN_TASKS)
    late = [one.topic_id for one in tasks if _is_late(one, desk)]
    counts = _tally([one.topic_id for one in tasks])
    raised = recommendations_seen(desk.person, desk.today).filter(
        topic__in=numbers, parent=None, state__in=OPEN_RECOMMENDATIONS
    )
    asked = _tally(list(raised.values_list("topic_id", flat=True)))
    return [
        TopicRow(
            topic=one,
            unit_name=names.get(one.unit_id, ""),
            projects=projects.get(one.pk, 0),
            tasks=counts.get(one.pk, 0),
            overdue=late.count(one.pk),
            recommendations=asked.get(one.pk, 0),
        )
        for one in found
    ]


def _projects(numbers: Collection[int], seen: Collection[int]) -> list[int | None]:
    """The topic of each project in sight among those topics."""
    rows = Topic.objects.filter(pk__in=numbers).values_list("pk", "unit_id", "projects__unit_id")
    return [topic for topic, keeper, unit in rows if unit is not None and (keeper in seen or unit in seen)]


def _tally(numbers: Collection[int | None]) -> dict[int, int]:
    found: dict[int, int] = {}
    for number in numbers:
        if number is not None:
            found[number] = found.get(number, 0) + 1
    return found


def _indicators(found: Topic, view: Viewpoint, desk: Desk) -> list[IndicatorRow]:
    """The topic's indicators at its unit, or at the office of whoever does not see that far."""
    codes = [one.indicator for one in found.indicators.all()]
    known = [view.pack.indicator(code) for code in codes if view.pack.has_indicator(code)]
    known = [one for one in known if one.kind is not Kind.TEXT]
    if not known or view.office is None:
        return []
    rollup = rollup_books(view.period, indicators=[one.code for one in known])
    node = _place(found, view, desk, rollup.tree)
    months = monthly(view.period, tree=rollup.tree, pack=view.pack, indicators=[one.code for one in known])
    return [
        _indicator(one, rollup.get(node.code, one.code), values(months, node.code, one.code), view) for one in known
    ]


def _indicator(
    known: Indicator, figure: RolledFigure, course: Sequence[Decimal | None], view: Viewpoint
) -> IndicatorRow:
    return IndicatorRow(glance(known, figure, view.period, view.today, view.language), sparkline(course))


def _place(found: Topic, view: Viewpoint, desk: Desk, tree: Tree) -> Node:
    if desk.may(Verb.SEE, found.unit_id) and found.unit_id in tree:
        return tree.by_unit(found.unit_id)
    return view.place_in(tree)


def _card(row: ProjectRow, names: Mapping[int, str], desk: Desk, found: Topic) -> ProjectCard:
    project = row.project
    running = project.closed_on is None and found.closed_on is None
    reports = any(desk.may(verb, project.unit_id) for verb in (Verb.REPORT, Verb.APPROVE))
    return ProjectCard(
        row=row,
        unit_name=names.get(project.unit_id, ""),
        spark=sparkline(_course(row.reports, desk)),
        may_report=running and (reports or desk.may(Verb.COMPILE, found.unit_id)),
    )


def _course(reports: Sequence[Reported], desk: Desk) -> list[Decimal | None]:
    """The area handed over by the end of each of the last weeks."""
    ends = [desk.today - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    by_then = (latest(reports, end) for end in ends)
    return [None if one is None else one.done.area for one in by_then]


def _is_late(task: Task, desk: Desk) -> bool:
    return is_overdue(TaskState(task.state), task.deadline, task.reported_on, desk.today)


def _tasks(tasks: QuerySet[Task], desk: Desk) -> list[TaskLine]:
    """The open ones, the overdue first, then by deadline."""
    rows = list(tasks.filter(state__in=OPEN_TASKS).order_by("deadline", "pk"))
    names = desk.names(one.lead_id for one in rows)
    lines = [TaskLine(one, names.get(one.lead_id, ""), _is_late(one, desk)) for one in rows]
    return sorted(lines, key=lambda line: not line.is_overdue)[:MOST_LISTED]


def _recommendations(raised: QuerySet[Recommendation], desk: Desk) -> list[tuple[Recommendation, str]]:
    rows = list(raised.filter(state__in=OPEN_RECOMMENDATIONS).order_by("received_on", "pk")[:MOST_LISTED])
    names = desk.names(one.unit_id for one in rows)
    return [(one, names.get(one.unit_id, "")) for one in rows]


def _meetings(found: Topic, desk: Desk) -> list[tuple[Meeting, bool]]:
    """The next two about the topic and the last three, each with whether it is still to come."""
    known = meetings_seen(desk.person, desk.today).filter(topic=found).exclude(state=MeetingState.CANCELLED)
    coming = list(known.filter(ends_at__gte=desk.now).order_by("starts_at", "pk")[:2])
    over = list(known.filter(ends_at__lt=desk.now).order_by("-starts_at", "-pk")[:3])
    return [*((one, True) for one in coming), *((one, False) for one in over)]
