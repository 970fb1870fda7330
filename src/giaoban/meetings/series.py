"""Meetings that come again: when their turns are, and the meeting of a turn, made once.

A rule is one of the plain forms of `followup.duties`; the clock time is that of the first meeting, as the whole country
keeps it. A meeting that is moved keeps its turn, so that the turn is not made again.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup import duties
from giaoban.followup.duties import WrongRule, in_words
from giaoban.followup.models import Topic
from giaoban.followup.secrecy import Mark, require_open
from giaoban.indicators import packs
from giaoban.language.dates import HANOI, write_date
from giaoban.language.locales import Language
from giaoban.meetings import agenda, inviting, preparing
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.inviting import NewPlace
from giaoban.meetings.models import Binding, Meeting, MeetingKind, Part, Series
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.preparing import MeetingWords, Sitting
from giaoban.meetings.words import one_line
from giaoban.people.access import Hidden, Verb, may, require_one, units_where
from giaoban.people.models import Person
from giaoban.periods.period import PeriodKind, holding, previous

LONGEST: Final = 24 * 60
"""Minutes of one meeting of a series."""
AHEAD: Final = timedelta(days=400)
"""So far is looked for the next turn: the thinnest rule comes round once a year."""


@dataclass(frozen=True, slots=True)
class NewSeries:
    """What comes again; `first` is the day from which on, `ends_on` the last day on which it may, None for no end.

    `template` is a report's code that each meeting looks at by itself, empty for none.
    """

    kind: MeetingKind
    title: str
    rule: str
    first: date
    clock: time
    minutes: int
    place: str = ""
    template: str = ""
    topic: Topic | None = None
    ends_on: date | None = None
    mark: str = Mark.OPEN


class NoTurnLeft(MeetingRefused):
    """The series has ended, or its rule comes round no more."""

    def __init__(self, series: Series) -> None:
        super().__init__(_("“%(title)s” không còn buổi nào theo lịch.") % {"title": series.title}, "turn")


def begin(unit_id: int, new: NewSeries, *, by: Person, at: datetime) -> Series:
    """A new series of the unit; it starts with the first turn of its rule. Raises `MeetingRefused` and `SecretRefused`."""
    require_one(by, [(Verb.COMPILE, unit_id)], [unit_id], localdate(at))
    require_open(new.mark, new.title)
    if new.topic is not None and not may(by, Verb.SEE, new.topic.unit_id, localdate(at)):
        raise Hidden(_("Không có trang này."))
    if not 1 <= new.minutes <= LONGEST:
        raise MeetingRefused(_("Thời lượng phải từ 1 đến %(longest)d phút.") % {"longest": LONGEST}, "minutes")
    if new.template and new.template not in {template.code for template in packs.current().reports}:
        raise MeetingRefused(_("Hãy chọn mẫu báo cáo trong danh sách."), "template")
    first = _first_turn(new)
    return Series.objects.create(
        unit_id=unit_id,
        kind=MeetingKind(new.kind),
        title=one_line(new.title, "title", longest=180, needed=True),
        rule=new.rule,
        starts_at=datetime.combine(first, new.clock, HANOI),
        minutes=new.minutes,
        place=one_line(new.place, "place", longest=200),
        template=new.template,
        topic=new.topic,
        uid=str(uuid4()),
        ends_on=new.ends_on,
    )


def end(series: Series, on: date, *, by: Person, at: datetime) -> Series:
    """No turn comes after that day; meetings that were made already stay. Raises `MeetingRefused`."""
    require_one(by, [(Verb.COMPILE, series.unit_id)], [series.unit_id], localdate(at))
    if on < localdate(series.starts_at):
        values = {"day": write_date(localdate(series.starts_at), "vi")}
        raise MeetingRefused(_("Ngày kết thúc không được trước buổi đầu %(day)s.") % values, "ends_on")
    with transaction.atomic():
        locked = Series.objects.select_for_update().get(pk=series.pk)
        locked.ends_on, locked.sequence = on, locked.sequence + 1
        locked.save(update_fields=["ends_on", "sequence"])
    return locked


def turns(series: Series, first: date, last: date) -> tuple[datetime, ...]:
    """When the series comes round from `first` to `last`, both included, on the clocks of the country."""
    start = series.starts_at.astimezone(HANOI)
    after = None if series.ends_on is None else series.ends_on + timedelta(days=1)
    days = duties.turns(series.rule, start.date(), after, first, last)
    return tuple(datetime.combine(day, start.time(), HANOI) for day in days)


def next_turn(series: Series, after: datetime) -> datetime | None:
    """The first turn later than that instant; None where there is none."""
    here = after.astimezone(HANOI).date()
    first = max(here, series.starts_at.astimezone(HANOI).date())
    return next((turn for turn in turns(series, here, first + AHEAD) if turn > after), None)


def next_meeting(series: Series, *, by: Person, at: datetime) -> Meeting:
    """The meeting of the next turn; made where it is not there yet. Raises `NoTurnLeft`, `Hidden` and `NotYourRole`."""
    turn = next_turn(series, at)
    if turn is None:
        raise NoTurnLeft(series)
    return meeting_of(series, turn, by=by, at=at)


def meeting_of(series: Series, turn: datetime, *, by: Person, at: datetime) -> Meeting:
    """The meeting of that turn: the same one however often it is asked for, by however many at once.

    A new one takes its participants from the meeting before, and looks at the last whole period of its report.
    """
    require_one(by, [(Verb.COMPILE, series.unit_id)], [series.unit_id], localdate(at))
    if turn not in turns(series, turn.astimezone(HANOI).date(), turn.astimezone(HANOI).date()):
        raise Hidden(_("Không có trang này."))
    with transaction.atomic():
        # Who comes second waits here and then finds the meeting of the first.
        locked = Series.objects.select_for_update().get(pk=series.pk)
        found = locked.meetings.filter(turn=turn).first()
        return found or _made(locked, turn, by=by, at=at)


def series_seen(person: Person, on: date) -> QuerySet[Series]:
    """The series of the units in sight that have not ended."""
    return Series.objects.filter(unit_id__in=units_where(person, Verb.SEE, on)).exclude(ends_on__lt=on)


def rule_in_words(series: Series, language: Language) -> str:
    """`07:30 thứ Hai hằng tuần`."""
    clock = f"{series.starts_at.astimezone(HANOI):%H:%M}"
    return (
        f"{clock} {in_words(series.rule, language)}"
        if language == "vi"
        else f"{in_words(series.rule, language)}, {clock}"
    )


def period_of(template: str, day: date) -> str:
    """The code of the last whole period before that day of the kind for which the report is written; empty where it is none."""
    kinds = {found.code: found.periods for found in packs.current().reports}.get(template)
    return previous(holding(PeriodKind(kinds[0]), day)).code if kinds else ""


def _made(series: Series, turn: datetime, *, by: Person, at: datetime) -> Meeting:
    day = turn.astimezone(HANOI).date()
    words = MeetingWords(
        MeetingKind(series.kind),
        f"{series.title}, {write_date(day, 'vi')}",
        period=period_of(series.template, day),
        topic=series.topic,
    )
    sitting = Sitting(turn, turn + timedelta(minutes=series.minutes), series.place)
    before = series.meetings.order_by("-turn").first()
    meeting = preparing.plan(series.unit_id, words, sitting, by=by, at=at, turn=(series, turn))
    if before is not None and before.participants.exists():
        places = [
            NewPlace(place.unit_id, place.person, Part(place.part))
            for place in before.participants.select_related("person")
        ]
        meeting = inviting.add(meeting, places, by=by, at=at, revision=meeting.revision)
    if series.template:
        item = _report_item(series)
        agenda.add_item(meeting, item, by=by, at=at, revision=meeting.revision)
        meeting.refresh_from_db()
    return meeting


def _report_item(series: Series) -> ItemWords:
    """The report that a meeting of the series looks at by itself."""
    template = next(found for found in packs.current().reports if found.code == series.template)
    with override("vi"):
        title = _("Nghe và cho ý kiến: %(report)s") % {"report": template.name.vi}
    return ItemWords(
        title, minutes=30, presenter_unit_id=series.unit_id, binding=Binding.REPORT, subject=series.template
    )


def _first_turn(new: NewSeries) -> date:
    """The first day on which the rule comes round; raises `MeetingRefused` where it does not."""
    try:
        after = None if new.ends_on is None else new.ends_on + timedelta(days=1)
        duties.require_turns(new.rule, new.first, after)
        return duties.turns(new.rule, new.first, after, new.first, new.first + AHEAD)[0]
    except WrongRule as error:
        raise MeetingRefused(str(error), "rule") from error
