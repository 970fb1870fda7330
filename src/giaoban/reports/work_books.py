"""What the second ledger holds for the unit and the period of a report, as it stood on the period's last day or at the report's instant."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from giaoban.followup.models import (
    ProgrammeItem,
    Recommendation,
    RecommendationState,
    Task,
    Topic,
)
from giaoban.followup.programme_kept import kept
from giaoban.followup.programme_life import Keeping
from giaoban.followup.projects import Measure, MeasureStanding
from giaoban.followup.recommendation_life import OPEN
from giaoban.followup.recommendation_listing import concerned, states_on
from giaoban.followup.statistic import Standing, TaskRow, tasks_in
from giaoban.followup.topic_rows import ProjectRow, project_rows
from giaoban.language.dates import write_date
from giaoban.language.locales import Language
from giaoban.periods.calendars import Days
from giaoban.reports.work import (
    PROGRAMME,
    RECOMMENDATIONS,
    TASKS,
    Measured,
    ProgrammeLine,
    ProjectState,
    RecommendationLine,
    TaskLine,
    TopicState,
    Work,
)
from giaoban.units.among import Among
from giaoban.units.tree import Node, Tree

CELLS: Mapping[Standing, str] = {
    Standing.DONE_IN_TIME: "done_in_time",
    Standing.DONE_LATE: "done_late",
    Standing.OPEN_IN_TIME: "open_in_time",
    Standing.OPEN_OVERDUE: "open_overdue",
}
WAYS: Mapping[Keeping, tuple[str, ...]] = {
    Keeping.IN_TIME: ("done", "done_in_time"),
    Keeping.LATER: ("done", "done_late"),
    Keeping.MOVED: ("moved",),
    Keeping.DROPPED: ("dropped",),
    Keeping.NOT_DONE: ("not_done",),
    Keeping.AHEAD: ("ahead",),
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose work and of when. `on` is the day as of which it is told."""

    tree: Tree
    units: frozenset[int]
    within: Days
    on: date
    language: Language

    def name(self, unit_id: int | None) -> str:
        return self.tree.by_unit(unit_id).name if unit_id is not None and unit_id in self.tree else ""


def work_of(tree: Tree, unit: Node, within: Days, *, at: date, language: Language) -> Work:
    """The work of the unit and all below it on those days (both included), told as of the last of them or of the day `at`.

    A fixed number of queries, and two more for each topic.
    """
    units = frozenset(node.unit_id for node in tree.subtree(unit))
    place = _Place(tree, units, within, min(within.last, at), language)
    topics = tuple(Topic.objects.filter(Among("unit_id", units), started_on__lte=place.on).order_by("name", "pk"))
    open_topics = tuple(topic for topic in topics if topic.closed_on is None or topic.closed_on > within.first)
    rows = [row for row in tasks_in(units, within.first, within.last, today=at) if row.standing in CELLS]
    lines = _task_lines(rows, open_topics, place)
    asked = _recommendations(place)
    planned = _programme(place)
    return Work(
        counts={
            **{(TASKS, question, topic): len(found) for (question, topic), found in lines.items()},
            **{(RECOMMENDATIONS, question, ""): len(found) for question, found in asked.items()},
            **{(PROGRAMME, question, ""): len(found) for question, found in planned.items()},
        },
        tasks=lines,
        recommendations=asked,
        programme=planned,
        topics=tuple(_topic(topic, place) for topic in open_topics),
        by_lead=_by_lead(rows, tree),
    )


def _task_lines(
    rows: Collection[TaskRow], topics: Iterable[Topic], place: _Place
) -> dict[tuple[str, str], tuple[TaskLine, ...]]:
    """The tasks by question and topic (empty: all), each list by deadline."""
    codes = {topic.pk: topic.code for topic in topics}
    tasks = Task.objects.in_bulk([row.task_id for row in rows])
    found: defaultdict[tuple[str, str], list[TaskLine]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.deadline, row.task_id)):
        line = _task_line(row, tasks[row.task_id], place)
        cell = CELLS[row.standing]
        for topic in {"", codes.get(row.topic_id or 0, "")}:
            for question in ("all", cell, cell.partition("_")[0]):
                found[question, topic].append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def _task_line(row: TaskRow, task: Task, place: _Place) -> TaskLine:
    what = task.what.rstrip(" .;")
    return TaskLine(task.pk, what, place.name(row.lead_id), write_date(row.deadline, place.language), row.origin_title)


def _by_lead(rows: Collection[TaskRow], tree: Tree) -> tuple[tuple[str, str, Mapping[str, int]], ...]:
    """The four cells by the unit that leads, in the tree's order; units that have gone are left out."""
    counts: defaultdict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(CELLS.values(), 0))
    for row in rows:
        counts[row.lead_id][CELLS[row.standing]] += 1
    nodes = sorted((tree.by_unit(unit_id) for unit_id in counts if unit_id in tree), key=lambda node: node.index)
    return tuple((node.code, node.name, counts[node.unit_id]) for node in nodes)


def _recommendations(place: _Place) -> dict[str, tuple[RecommendationLine, ...]]:
    """The recommendations of the period by question, the oldest first."""
    within = place.within
    rows = list(
        concerned(within.first, within.last).filter(Among("unit_id", place.units)).order_by("received_on", "pk")
    )
    stood = states_on(rows, place.on)
    found: defaultdict[str, list[RecommendationLine]] = defaultdict(list)
    for row in rows:
        line = _recommendation_line(row, place)
        for question in _asked(row, stood[row.pk], within):
            found[question].append(line)
    return {question: tuple(lines) for question, lines in found.items()}


def _asked(row: Recommendation, state: RecommendationState, within: Days) -> Iterable[str]:
    """The questions that the recommendation answers to."""
    yield "carried_over" if row.received_on < within.first else "received"
    if state in OPEN:
        yield "open"
    named = {
        RecommendationState.CLOSED: "closed",
        RecommendationState.ANSWERED: "answered",
        RecommendationState.DEFERRED: "deferred",
        RecommendationState.SENT_UP: "sent_up",
    }
    if state in named:
        yield named[state]


def _recommendation_line(row: Recommendation, place: _Place) -> RecommendationLine:
    return RecommendationLine(
        row.pk,
        row.text.rstrip(" .;") + ".",
        place.name(row.unit_id),
        row.field,
        place.name(row.owner_id),
        row.timetable.rstrip(" .;") + "." if row.timetable else "",
    )


def _programme(place: _Place) -> dict[str, tuple[ProgrammeLine, ...]]:
    """The items planned for the period by question."""
    found = kept(place.units, place.within.first, place.within.last, on=place.on)
    lines: defaultdict[str, list[ProgrammeLine]] = defaultdict(list)
    for way, questions in WAYS.items():
        for item in found.of(way):
            for question in ("planned", *questions):
                lines[question].append(_programme_line(item))
    return {question: tuple(some) for question, some in lines.items()}


def _programme_line(item: ProgrammeItem) -> ProgrammeLine:
    month = _("tháng %(month)d/%(year)d") % {"month": item.month, "year": item.year}
    return ProgrammeLine(item.pk, item.title.rstrip(" .;"), month, item.presenter)


def _topic(topic: Topic, place: _Place) -> TopicState:
    projects = tuple(_project(row, place) for row in project_rows(topic, place.on))
    return TopicState(topic.code, topic.name, topic.about, projects)


def _project(row: ProjectRow, place: _Place) -> ProjectState:
    project, standing = row.project, row.standing
    return ProjectState(
        number=project.pk,
        name=project.name,
        unit=place.name(project.unit_id),
        day=standing.day,
        measures={str(measure): _measured(standing.of(measure)) for measure in Measure},
        obstacles=tuple(one.text.rstrip(" .;") + "." for one in standing.obstacles),
    )


def _measured(found: MeasureStanding) -> Measured:
    return Measured(found.done, found.planned, found.percent, found.change)
