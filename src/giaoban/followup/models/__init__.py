"""The rows of the second ledger, by what they are about."""

from giaoban.followup.models.programme import (
    ProgrammeAct,
    ProgrammeDuty,
    ProgrammeEvent,
    ProgrammeItem,
    ProgrammeState,
)
from giaoban.followup.models.recommendations import (
    DecidingLevel,
    Recommendation,
    RecommendationAct,
    RecommendationEvent,
    RecommendationOrigin,
    RecommendationState,
)
from giaoban.followup.models.reminders import DueKind, DueReminder, LastLook
from giaoban.followup.models.tasks import Task, TaskAct, TaskEvent, TaskOrigin, TaskState
from giaoban.followup.models.topics import (
    Milestone,
    Obstacle,
    Project,
    ProjectReport,
    Topic,
    TopicDocument,
    TopicIndicator,
)

__all__ = [
    "DecidingLevel",
    "DueKind",
    "DueReminder",
    "LastLook",
    "Milestone",
    "Obstacle",
    "ProgrammeAct",
    "ProgrammeDuty",
    "ProgrammeEvent",
    "ProgrammeItem",
    "ProgrammeState",
    "Project",
    "ProjectReport",
    "Recommendation",
    "RecommendationAct",
    "RecommendationEvent",
    "RecommendationOrigin",
    "RecommendationState",
    "Task",
    "TaskAct",
    "TaskEvent",
    "TaskOrigin",
    "TaskState",
    "Topic",
    "TopicDocument",
    "TopicIndicator",
]
