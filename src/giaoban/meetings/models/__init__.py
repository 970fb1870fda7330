"""The rows of meetings, by what they are about."""

from giaoban.meetings.models.agenda import AgendaItem, Binding, Comment, ItemState, Paper, PrivateNote
from giaoban.meetings.models.conclusions import Conclusion, NoticeVersion, VersionKind
from giaoban.meetings.models.live import LiveEvent, LiveKind, SpeakRequest
from giaoban.meetings.models.meetings import (
    Answer,
    Attendance,
    Meeting,
    MeetingAct,
    MeetingEvent,
    MeetingKind,
    MeetingState,
    Part,
    Participant,
    Series,
)
from giaoban.meetings.models.votes import Ballot, Choice, Vote

__all__ = [
    "AgendaItem",
    "Answer",
    "Attendance",
    "Ballot",
    "Binding",
    "Choice",
    "Comment",
    "Conclusion",
    "ItemState",
    "LiveEvent",
    "LiveKind",
    "Meeting",
    "MeetingAct",
    "MeetingEvent",
    "MeetingKind",
    "MeetingState",
    "NoticeVersion",
    "Paper",
    "Part",
    "Participant",
    "PrivateNote",
    "Series",
    "SpeakRequest",
    "VersionKind",
    "Vote",
]
