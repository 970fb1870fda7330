"""A meeting as its documents tell of it: when, where, who led it, who took part, what was heard and put to the vote."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from giaoban.indicators import packs
from giaoban.language.dates import HANOI
from giaoban.meetings.clears import Point
from giaoban.meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    Ballot,
    Binding,
    Choice,
    Conclusion,
    Meeting,
    MeetingAct,
    MeetingEvent,
    Part,
    Participant,
    Vote,
)
from giaoban.periods.period import PeriodError, parse
from giaoban.reports.glimpse import indicator_line
from giaoban.reports.model import Inline, Text
from giaoban.reports.problems import ReportProblem
from giaoban.units.registry import tree_at
from giaoban.units.tree import NoSuchUnit, Tree


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who takes part: the unit's name or the office of the account, and what is said of the attendance.

    `declined`: said beforehand that nobody would come.
    """

    name: str
    attendance: Attendance
    substitute: str = ""
    reason: str = ""
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """A vote that was closed, with its counts; `named` says who voted what, where the vote was by name."""

    question: str
    is_named: bool
    agree: int
    disagree: int
    abstain: int
    named: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.abstain


@dataclass(frozen=True, slots=True)
class Heard:
    """One item as it was dealt with. `points` are its conclusions with the number that each has in the notice."""

    title: str
    presenter: str
    notes: str
    polls: tuple[Poll, ...]
    points: tuple[tuple[int, Point], ...]
    figures: tuple[Inline, ...] = ()
    """The indicator that the item is bound to, with its figures as they stood when the document was written."""


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting; instants on the clocks of Hà Nội. `places` leaves out who chairs and who writes."""

    number: int
    title: str
    unit_id: int
    unit_code: str
    unit: str
    place: str
    period: str
    began: datetime
    ended: datetime
    chair: str
    secretary: str
    places: tuple[Place, ...]
    items: tuple[Heard, ...]
    loose: tuple[tuple[int, Point], ...]
    """Conclusions on no item, with their numbers."""
    polls: tuple[Poll, ...]
    """Votes on no item."""
    points: tuple[Point, ...]


def held(meeting: Meeting, at: datetime) -> Held:
    """What is written of the meeting up to now; units have the names of its day, figures are of the books at `at`."""
    tree = tree_at(localdate(meeting.starts_at, HANOI))
    rows = list(conclusions_of(meeting))
    points = [(row.item_id, number, point_of(row, tree)) for number, row in enumerate(rows, 1)]
    polls = _polls(meeting, tree)
    began, ended = _hours(meeting)
    people = list(meeting.participants.select_related("person"))
    return Held(
        number=meeting.pk,
        title=meeting.title,
        unit_id=meeting.unit_id,
        unit_code=tree.by_unit(meeting.unit_id).code if meeting.unit_id in tree else "",
        unit=name_in(tree, meeting.unit_id),
        place=meeting.place,
        period=meeting.period,
        began=began.astimezone(HANOI),
        ended=ended.astimezone(HANOI),
        chair=_who(people, Part.CHAIR, tree) or name_in(tree, meeting.unit_id),
        secretary=_who(people, Part.SECRETARY, tree),
        places=tuple(_place(one, tree) for one in people if one.part not in (Part.CHAIR, Part.SECRETARY)),
        items=tuple(
            Heard(
                title=item.title,
                presenter=item.presenter or name_in(tree, item.presenter_unit_id),
                notes=item.notes,
                polls=tuple(poll for owner, poll in polls if owner == item.pk),
                points=tuple((number, point) for owner, number, point in points if owner == item.pk),
                figures=_figures(meeting, item, tree, at),
            )
            for item in AgendaItem.objects.filter(meeting=meeting.pk)
        ),
        loose=tuple((number, point) for owner, number, point in points if owner is None),
        polls=tuple(poll for owner, poll in polls if owner is None),
        points=tuple(point for _owner, _number, point in points),
    )


def conclusions_of(meeting: Meeting) -> Iterable[Conclusion]:
    """The meeting's conclusions in their order, with who helps."""
    return Conclusion.objects.filter(meeting=meeting.pk).select_related("item").prefetch_related("helpers")


def point_of(row: Conclusion, tree: Tree) -> Point:
    """A conclusion in words; who helps in the order of the tree."""
    helpers = sorted((one.pk for one in row.helpers.all()), key=lambda unit: _order(tree, unit))
    return Point(
        key=row.pk,
        what=row.what,
        is_statement=row.is_statement,
        lead=name_in(tree, row.lead_id),
        helpers=tuple(name_in(tree, unit) for unit in helpers),
        alone=row.is_alone,
        deadline=row.deadline,
        reporting=row.reporting,
    )


def name_in(tree: Tree, unit_id: int | None) -> str:
    """What the unit was called; empty for none and for one that did not hold."""
    return tree.by_unit(unit_id).name if unit_id is not None and unit_id in tree else ""


def _order(tree: Tree, unit_id: int) -> int:
    return tree.by_unit(unit_id).index if unit_id in tree else len(tree)


def _figures(meeting: Meeting, item: AgendaItem, tree: Tree, at: datetime) -> tuple[Inline, ...]:
    """`Kết nạp đảng viên: 821/1.450 …`, each number traced; nothing where the item is bound to no indicator of the period."""
    if item.binding != Binding.INDICATOR or not meeting.period or meeting.unit_id not in tree:
        return ()
    try:
        period, unit = parse(meeting.period), tree.by_unit(meeting.unit_id).code
        line = indicator_line(item.subject, period, unit, at)
    except (PeriodError, ReportProblem, NoSuchUnit):
        return ()
    name = packs.current().indicator(item.subject).name.in_language("vi")
    return (Text(f"{name}: "), *line, Text("."))


def _hours(meeting: Meeting) -> tuple[datetime, datetime]:
    """When it was opened and closed, where that was done here; else when it should be."""
    acts = (MeetingAct.OPENED, MeetingAct.ENDED)
    found = dict(MeetingEvent.objects.filter(meeting=meeting.pk, act__in=acts).order_by("pk").values_list("act", "at"))
    return found.get(MeetingAct.OPENED, meeting.starts_at), found.get(MeetingAct.ENDED, meeting.ends_at)


def _name(one: Participant, tree: Tree) -> str:
    return one.person.display_name if one.person is not None else name_in(tree, one.unit_id)


def _who(people: Iterable[Participant], part: Part, tree: Tree) -> str:
    return ", ".join(_name(one, tree) for one in people if one.part == part)


def _place(one: Participant, tree: Tree) -> Place:
    declined = one.answer == Answer.DECLINED
    return Place(_name(one, tree), Attendance(one.attendance), one.substitute, one.reason, declined)


def _polls(meeting: Meeting, tree: Tree) -> list[tuple[int | None, Poll]]:
    """The closed votes of the meeting with the item that each is about."""
    votes = Vote.objects.filter(meeting=meeting.pk, closed_at__isnull=False).prefetch_related(
        "ballots__participant__person"
    )
    return [(vote.item_id, _poll(vote, list(vote.ballots.all()), tree)) for vote in votes]


def _poll(vote: Vote, ballots: list[Ballot], tree: Tree) -> Poll:
    if not vote.is_named:
        return Poll(vote.question, False, vote.agree or 0, vote.disagree or 0, vote.abstain or 0)
    counts = Counter(one.choice for one in ballots)
    named = tuple((_name(one.participant, tree), str(Choice(one.choice).label)) for one in ballots)
    agree, disagree, abstain = (counts[choice] for choice in (Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN))
    return Poll(vote.question, True, agree, disagree, abstain, named)
