"""The demonstration's meetings: weekly briefings and a steering committee that were held, and the conference of this morning.

All goes through the ordinary doors, at the instants at which it would have been done.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final

from django.utils.timezone import localdate

from giaoban.followup import task_acts
from giaoban.followup.models import Task, Topic
from giaoban.language.dates import HANOI
from giaoban.meetings import agenda, holding, inviting, issuing, preparing, recording, series, versions, voting
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.inviting import NewPlace, Reply
from giaoban.meetings.issuing import Issuing, next_number
from giaoban.meetings.models import Answer, Attendance, Conclusion, Meeting, MeetingKind, Part, Participant, Series
from giaoban.meetings.preparing import MeetingWords, Sitting
from giaoban.meetings.recording import ConclusionWords
from giaoban.meetings.series import NewSeries
from giaoban.people.models import Person
from giaoban.units.registry import tree_at
from giaoban.workspace.demonstration.briefing_plans import (
    CONFERENCE,
    HALL,
    IUU,
    STEERING,
    TO_OFFICE,
    WEEKLY,
    Briefing,
    Concluded,
    Fate,
    Spoken,
)
from giaoban.workspace.demonstration.province import COMMITTEES, ROOT, TODAY
from giaoban.workspace.demonstration.working_sessions import working_sessions

OFFICE, CHAIR = "vanphong", "lanhdao"
Officers = Mapping[str, Person]


def hold_briefings(officers: Officers) -> None:
    """Holds what was held, follows its conclusions, and prepares this morning's conference and the next briefing."""
    desk = Desk(officers)
    for session in working_sessions():
        desk.meet(session, None)
    weekly = desk.begin_weekly()
    for briefing in sorted((*WEEKLY, STEERING), key=lambda one: (one.day, one.clock)):
        desk.hold(briefing, weekly if briefing.kind is MeetingKind.BRIEFING else None)
    desk.follow()
    desk.prepare_conference()
    series.meeting_of(
        weekly, series.turns(weekly, TODAY, TODAY + timedelta(days=7))[0], by=desk.office, at=desk.morning
    )


class Desk:
    """The province's office, its chair, and the officers of the units by their codes."""

    morning: Final = datetime.combine(TODAY, time(7, 45), HANOI)

    def __init__(self, officers: Officers) -> None:
        self.officers = officers
        self.office, self.chair = Person.objects.get(login=OFFICE), Person.objects.get(login=CHAIR)
        tree = tree_at(TODAY)
        self.units = {code: tree.by_code(code).unit_id for code in (ROOT.code, *officers)}
        self.topics = {topic.code: topic for topic in Topic.objects.all()}
        self.tasks: list[tuple[Concluded, Conclusion]] = []

    def begin_weekly(self) -> Series:
        """The weekly briefing, every Monday since the year began."""
        first = WEEKLY[0]
        new = NewSeries(
            MeetingKind.BRIEFING, first.title, "FREQ=WEEKLY;BYDAY=MO", first.day, first.clock, first.minutes, HALL,
            topic=self.topics[IUU],
        )  # fmt: skip
        return series.begin(self.units[ROOT.code], new, by=self.office, at=_at(first, days=-10))

    def hold(self, briefing: Briefing, weekly: Series | None) -> None:
        """One meeting from its plan to its notice."""
        self.issued(self.meet(briefing, weekly), briefing)

    def meet(self, briefing: Briefing, weekly: Series | None) -> Meeting:
        """One meeting from its plan to its close."""
        meeting = self.invited(self.planned(briefing, weekly), briefing)
        self.held(meeting, briefing)
        meeting.refresh_from_db()
        return meeting

    def planned(self, briefing: Briefing, weekly: Series | None) -> Meeting:
        before, start = _at(briefing, days=-3), _at(briefing)
        if weekly is not None:
            meeting = series.meeting_of(weekly, start, by=self.office, at=before)
        else:
            words = MeetingWords(briefing.kind, briefing.title, topic=self.topics.get(briefing.topic))
            sitting = Sitting(start, start + timedelta(minutes=briefing.minutes), HALL)
            meeting = preparing.plan(self.units[ROOT.code], words, sitting, by=self.office, at=before)
        items = [self.item(one) for one in briefing.items]
        agenda.add_items(meeting, items, by=self.office, at=before, revision=meeting.revision)
        meeting.refresh_from_db()
        return meeting

    def item(self, spoken: Spoken) -> ItemWords:
        return ItemWords(
            title=spoken.title, minutes=spoken.minutes, presenter_unit_id=self.units.get(spoken.unit), presenter=spoken.presenter,
            binding=spoken.binding, subject=spoken.subject, topic=self.topics.get(spoken.topic),
        )  # fmt: skip

    def invited(self, meeting: Meeting, briefing: Briefing) -> Meeting:
        """The units and the province's own people; all who come have said so."""
        before = _at(briefing, days=-3, hours=1)
        meeting = self.added(meeting, self.places(briefing.units), before)
        meeting, _told = inviting.invite(meeting, by=self.office, at=before, revision=meeting.revision)
        for place in meeting.participants.filter(answer=Answer.WAITING):
            inviting.answer(
                meeting, place.pk, Reply(Answer.ACCEPTED), by=self.of(place), at=before + timedelta(hours=3)
            )
        return meeting

    def of(self, place: Participant) -> Person:
        """Who answers for a place: the person invited, else the unit's officer."""
        if place.person is not None:
            return place.person
        return self.officers[self.code(place)]

    def code(self, place: Participant) -> str:
        return next(code for code, unit_id in self.units.items() if unit_id == place.unit_id)

    def added(self, meeting: Meeting, places: list[NewPlace], at: datetime) -> Meeting:
        """With these participants; a meeting of a series brings along those of the one before."""
        there = set(meeting.participants.values_list("unit_id", "person_id"))
        new = [one for one in places if (one.unit_id, one.person.pk if one.person else None) not in there]
        return inviting.add(meeting, new, by=self.office, at=at, revision=meeting.revision) if new else meeting

    def places(self, units: tuple[str, ...]) -> list[NewPlace]:
        root = self.units[ROOT.code]
        own = [NewPlace(root, self.chair, Part.CHAIR), NewPlace(root, self.office, Part.SECRETARY)]
        return own + [NewPlace(self.units[code]) for code in units]

    def held(self, meeting: Meeting, briefing: Briefing) -> None:
        """The hours of the meeting: attendance, each item with its notes and conclusions, the vote, the close."""
        at = _at(briefing)
        present = {place.pk: Attendance.PRESENT for place in meeting.participants.all()}
        inviting.check(meeting, present, by=self.office, at=at)
        meeting.refresh_from_db()
        meeting = holding.open_meeting(meeting, by=self.chair, at=at, revision=meeting.revision)
        for item, spoken in zip(meeting.items.order_by("position"), briefing.items, strict=True):
            seen = Meeting.objects.get(pk=meeting.pk).current_item_id
            if item.pk != seen:
                holding.move_to(meeting, item.pk, by=self.chair, at=at, seen=seen)
            at += timedelta(minutes=spoken.minutes)
            recording.save_notes(item, spoken.notes, by=self.office, at=at, revision=item.notes_revision)
            for concluded in spoken.conclusions:
                made = recording.conclude(meeting, self.words(concluded, item.pk), by=self.office, at=at)
                self.tasks.append((concluded, made))
        if briefing.vote is not None:
            self.vote(meeting, briefing.vote, at)
        meeting.refresh_from_db()
        holding.close_meeting(meeting, by=self.chair, at=at, revision=meeting.revision)

    def words(self, concluded: Concluded, item: int) -> ConclusionWords:
        topic = self.topics.get(concluded.topic)
        return ConclusionWords(
            what=concluded.what, lead=self.units[concluded.lead], helpers=tuple(self.units[code] for code in concluded.helpers),
            alone=not concluded.helpers, deadline=concluded.deadline, reporting=TO_OFFICE, item=item,
            topic=topic.pk if topic else None,
        )  # fmt: skip

    def vote(self, meeting: Meeting, vote: tuple[str, int, int, int], at: datetime) -> None:
        question, agree, disagree, abstain = vote
        put = voting.put_to_vote(meeting, question, is_named=False, by=self.chair, at=at)
        counts = {"agree": str(agree), "disagree": str(disagree), "abstain": str(abstain)}
        voting.close_vote(meeting, put.pk, counts, by=self.chair, at=at)

    def issued(self, meeting: Meeting, briefing: Briefing) -> None:
        """The office's draft, the chair's word, the notice: on the afternoon of the meeting's day."""
        at = _at(briefing, hours=4)
        signing = versions.signing_of(versions.versions(meeting), meeting)
        versions.save_draft(meeting, by=self.office, at=at, signing=signing)
        seen = versions.composed(meeting, at=at, signing=signing).digest
        versions.approve(meeting, by=self.chair, at=at + timedelta(hours=1), signing=signing, seen=seen)
        meeting.refresh_from_db()
        day = localdate(at)
        typed = Issuing(next_number(meeting, day), day, signing)
        issuing.issue(meeting, typed, by=self.office, at=at + timedelta(hours=2), revision=meeting.revision)

    def follow(self) -> None:
        """What became of each task, by the officers of the units that lead."""
        for concluded, conclusion in self.tasks:
            conclusion.refresh_from_db()
            if conclusion.task is not None:
                self.done(concluded, conclusion.task)

    def done(self, concluded: Concluded, task: Task) -> None:
        if concluded.fate is Fate.ISSUED:
            return
        officer, at = (
            self.officers[concluded.lead],
            datetime.combine(task.origin_on, time(8), HANOI) + timedelta(days=1),
        )
        task = task_acts.acknowledge(task, by=officer, at=at, revision=task.revision)
        if concluded.fate is Fate.ACKNOWLEDGED:
            return
        task = task_acts.start(task, by=officer, at=at + timedelta(hours=2), revision=task.revision)
        if concluded.fate is Fate.MORE_TIME:
            wanted = concluded.deadline + timedelta(days=10)
            later = datetime.combine(concluded.deadline, time(10), HANOI)
            task_acts.ask_extension(task, wanted, concluded.word, by=officer, at=later, revision=task.revision)
            return
        if concluded.done is None:
            said = datetime.combine(TODAY - timedelta(days=1), time(15), HANOI)
            task_acts.progress(task, concluded.word, by=officer, at=said, revision=task.revision)
            return
        reported = datetime.combine(concluded.done, time(16), HANOI)
        task = task_acts.report_done(task, concluded.word, by=officer, at=reported, revision=task.revision)
        if concluded.fate is Fate.CONFIRMED:
            task_acts.confirm(task, by=self.office, at=reported + timedelta(hours=18), revision=task.revision)

    def prepare_conference(self) -> None:
        """The half-year conference, to which everybody was invited; two committees have not answered yet."""
        at, start = self.morning - timedelta(days=8), datetime.combine(TODAY, time(8, 30), HANOI)
        words = MeetingWords(
            MeetingKind.CONFERENCE,
            "Hội nghị giao ban công tác xây dựng Đảng 6 tháng đầu năm 2024",
            "Đánh giá kết quả 6 tháng đầu năm, triển khai nhiệm vụ trọng tâm 6 tháng cuối năm.",
            "2024-H1",
        )
        sitting = Sitting(start, start + timedelta(minutes=210), "Hội trường lớn, Trụ sở Tỉnh ủy")
        meeting = preparing.plan(self.units[ROOT.code], words, sitting, by=self.office, at=at)
        items = [self.item(one) for one in CONFERENCE]
        agenda.add_items(meeting, items, by=self.office, at=at, revision=meeting.revision)
        meeting.refresh_from_db()
        places = self.places(tuple(unit.code for unit in COMMITTEES))
        meeting = inviting.add(meeting, places, by=self.office, at=at, revision=meeting.revision)
        meeting, _told = inviting.invite(meeting, by=self.office, at=at, revision=meeting.revision)
        replies = {
            "DH": Reply(Answer.SUBSTITUTE, "Phó Bí thư Đảng ủy"),
            "QS": Reply(Answer.DECLINED, reason="Trực sẵn sàng chiến đấu"),
        }
        for place in meeting.participants.exclude(person=None).select_related("person"):
            inviting.answer(
                meeting, place.pk, Reply(Answer.ACCEPTED), by=place.person or self.office, at=at + timedelta(hours=1)
            )
        waiting = {"DL", "CS"}
        for place in meeting.participants.select_related("person"):
            if (code := self.code(place)) not in waiting:
                reply = replies.get(code, Reply(Answer.ACCEPTED))
                inviting.answer(meeting, place.pk, reply, by=self.of(place), at=at + timedelta(days=2))


def _at(briefing: Briefing, *, days: int = 0, hours: int = 0) -> datetime:
    return datetime.combine(briefing.day, briefing.clock, HANOI) + timedelta(days=days, hours=hours)
