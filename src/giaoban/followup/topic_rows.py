"""Which topics a person reads, and how the projects of a topic stand: for pages, reports and meetings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.followup.models import Milestone, Obstacle, Project, ProjectReport, Topic
from giaoban.followup.projects import Holdup, Mark, Reported, Standing, Sums, standing
from giaoban.followup.recommendation_sight import recommendations_of
from giaoban.followup.task_sight import tasks_of
from giaoban.people.access import Hidden, Verb, units_where
from giaoban.people.models import Person
from giaoban.units.among import Among
from giaoban.units.prepared import Prepared, Slot

Part = TypeVar("Part", Milestone, Obstacle)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project with how it stands; `reports` are all of it, in the order in which they came."""

    project: Project
    standing: Standing
    reports: tuple[Reported, ...]


def topics_seen(person: Person, on: date) -> QuerySet[Topic]:
    """The topics that the person reads: at whose unit they may see, or at the unit of one of its projects, tasks, recommendations.

    What they see of the topic's parts is a question of each part.
    """
    return _seen(units_where(person, Verb.SEE, on), units_where(person, Verb.COMPILE, on))


def _seen(units: Collection[int] | Slot, offices: Collection[int] | Slot) -> QuerySet[Topic]:
    projects = Project.objects.filter(Among("unit_id", units), topic=OuterRef("pk"))
    tasks = tasks_of(units, offices).filter(topic=OuterRef("pk"))
    raised = recommendations_of(units).filter(topic=OuterRef("pk"))
    return Topic.objects.filter(Q(Among("unit_id", units)) | Exists(projects) | Exists(tasks) | Exists(raised))


_SEEN = Prepared(lambda: _seen(Slot("units"), Slot("offices")).filter(code=Slot("code")))


def topic_seen(person: Person, code: str, on: date) -> Topic:
    """The topic of that code; raises `Hidden` where there is none for the person."""
    units, offices = units_where(person, Verb.SEE, on), units_where(person, Verb.COMPILE, on)
    found = _SEEN.objects(units=units, offices=offices, code=code)
    if not found:
        raise Hidden(_("Không có trang này."))
    return found[0]


def projects_seen(topic: Topic, person: Person, on: date) -> QuerySet[Project]:
    """Those of the topic's projects that the person reads: all of them at the topic's unit, else those of units in sight."""
    units = units_where(person, Verb.SEE, on)
    projects = topic.projects.select_related("unit")
    return projects if topic.unit_id in units else projects.filter(Among("unit_id", units))


def project_rows(topic: Topic, on: date, projects: Iterable[Project] | None = None) -> tuple[ProjectRow, ...]:
    """The topic's projects in their order with how each stands by that day; with `projects` of those alone.

    Four queries at most, however many projects and reports there are.
    """
    wanted = list(topic.projects.select_related("unit") if projects is None else projects)
    numbers = [project.pk for project in wanted]
    reports = reported(numbers)
    milestones = Milestone.objects.filter(Among("project_id", numbers)) if numbers else ()
    obstacles = Obstacle.objects.filter(Among("project_id", numbers)) if numbers else ()
    marks, holdups = _by_project(milestones), _by_project(obstacles)
    return tuple(
        ProjectRow(
            project,
            standing(
                plan_of(project),
                reports.get(project.pk, ()),
                on,
                milestones=[Mark(one.name, one.due, one.done_on) for one in marks.get(project.pk, ())],
                obstacles=[Holdup(one.text, one.raised_on, one.cleared_on) for one in holdups.get(project.pk, ())],
            ),
            tuple(reports.get(project.pk, ())),
        )
        for project in wanted
    )


def reported(project_ids: Collection[int]) -> dict[int, list[Reported]]:
    """What was reported of each of those projects, in the order of the reports."""
    found: dict[int, list[Reported]] = {}
    if project_ids:
        for row in ProjectReport.objects.filter(Among("project_id", project_ids)).order_by("pk"):
            found.setdefault(row.project_id, []).append(Reported(row.day, row.pk, _sums(row)))
    return found


def plan_of(project: Project) -> Sums:
    """What is to be done in all."""
    return _sums(project)


def _sums(row: Project | ProjectReport) -> Sums:
    # The columns are never empty; the type of the field cannot say so.
    return Sums(row.area or Decimal(), Decimal(row.households), row.money or Decimal())


def _by_project(parts: Iterable[Part]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for part in parts:
        found.setdefault(part.project_id, []).append(part)
    return found
