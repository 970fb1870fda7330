"""What a report may say of the second ledger: counts that lead to their rows, and the rows in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

TASKS, RECOMMENDATIONS, PROGRAMME, PROJECTS = "tasks", "recommendations", "programme", "projects"
QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    TASKS: ("all", "done", "done_in_time", "done_late", "open", "open_in_time", "open_overdue"),
    RECOMMENDATIONS: ("received", "carried_over", "closed", "open", "answered", "deferred", "sent_up"),
    PROGRAMME: ("planned", "done", "done_in_time", "done_late", "moved", "dropped", "not_done", "ahead"),
}
"""What may be counted of each register, for the unit and the period of the report."""
MEASURES: Final = ("area", "households", "money")
"""What is counted of a project: hectares, households, đồng."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as a report tells it; the day is written in the report's language. `number` leads to its page."""

    number: int
    what: str
    lead: str
    deadline: str
    origin: str


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """A recommendation as a report tells it."""

    number: int
    text: str
    unit: str
    field: str
    owner: str
    timetable: str


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """An item of the work programme; `month` is where it stands by now."""

    number: int
    title: str
    month: str
    presenter: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of a project: what is done of what is planned, and the change since a week before; None: not known."""

    done: Decimal | None
    planned: Decimal
    percent: Decimal | None
    week: Decimal | None


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project by the last day of the report's period; `day` is that of its last report."""

    number: int
    name: str
    unit: str
    day: date | None
    measures: Mapping[str, Measured]
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic with what belongs to it."""

    code: str
    name: str
    about: str
    projects: tuple[ProjectState, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """The second ledger of one unit and period, counted and listed once; empty where a template is tried without books.

    `counts` holds a number by (register, question, topic's code or empty); `by_lead` the four cells of the 2x2 statistic by
    the unit that leads, in the order of the tree.
    """

    counts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    tasks: Mapping[tuple[str, str], tuple[TaskLine, ...]] = field(default_factory=dict)
    recommendations: Mapping[str, tuple[RecommendationLine, ...]] = field(default_factory=dict)
    programme: Mapping[str, tuple[ProgrammeLine, ...]] = field(default_factory=dict)
    topics: tuple[TopicState, ...] = ()
    by_lead: tuple[tuple[str, str, Mapping[str, int]], ...] = ()
