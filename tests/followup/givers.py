"""Tasks for tests: the province's office gives, Diễn Lộc leads, Nguyệt Hồ helps."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from giaoban.followup import task_acts
from giaoban.followup.models import Task, TaskOrigin
from giaoban.followup.task_clears import NewTask
from giaoban.people.models import Person
from tests.conftest import NOW, Cast

DEADLINE = date(2024, 7, 12)
"""Ten days after the standing morning, a Friday."""


def new_task(cast: Cast, **changes: object) -> NewTask:
    """What the standing task says."""
    usual = NewTask(
        unit_id=cast.province.pk,
        lead_id=cast.district.pk,
        helper_ids=(cast.neighbour.pk,),
        what="Rà soát các dự án chậm giải phóng mặt bằng",
        deadline=DEADLINE,
        reporting="Báo cáo bằng văn bản gửi Văn phòng Tỉnh ủy",
        origin=TaskOrigin.CONCLUSION,
        origin_title="Thông báo 45-TB/TU",
        origin_on=date(2024, 7, 1),
    )
    return replace(usual, **changes)  # type: ignore[arg-type] # the field's own type


def given(cast: Cast, at: datetime = NOW, **changes: object) -> Task:
    """A task that has been issued."""
    return task_acts.draft_and_issue(new_task(cast, **changes), by=cast.office, at=at)


@dataclass
class Desk:
    """Plays acts on one task, each a minute after the other, always with the task as it stands."""

    cast: Cast
    task: Task
    at: datetime = NOW

    def do(
        self, act: str, *words: object, by: Person | None = None, at: datetime | None = None, **more: object
    ) -> Task:
        self.at = at if at is not None else self.at + timedelta(minutes=1)
        usual = self.cast.officer if act in LEADS else self.cast.office
        carry = getattr(task_acts, act)
        self.task = carry(self.task, *words, by=by or usual, at=self.at, revision=self.task.revision, **more)
        return self.task


LEADS = {"acknowledge", "start", "progress", "report_done", "ask_extension"}
"""The acts of the lead; the others are the giver's."""


def desk_of(cast: Cast, **changes: object) -> Desk:
    return Desk(cast, given(cast, NOW, **changes))


def fresh(task: Task) -> Task:
    """The task as the database has it."""
    return Task.objects.get(pk=task.pk)
