"""What is done with a project: its plan, its milestones, what holds it up, and the reports of how far it has come."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.figures.models import scaled
from giaoban.followup.models import Milestone, Obstacle, Project, ProjectReport, Topic
from giaoban.followup.projects import Measure, Reported, Sums, following, latest
from giaoban.followup.secrecy import Mark, require_open
from giaoban.followup.topic_acts import AlreadyClosed, require_keeper, require_open_topic
from giaoban.followup.topic_rows import plan_of, reported
from giaoban.followup.wording import WordsRefused, kept_text
from giaoban.language.dates import write_date
from giaoban.language.numbers import write_number
from giaoban.people.access import Verb, require_one
from giaoban.people.models import Person
from giaoban.units.registry import tree_at

LONGEST_NAME, LONGEST_MILESTONE, LONGEST_TEXT = 300, 200, 4_000
MOST: Final = {
    Measure.AREA: Decimal(1_000_000),
    Measure.HOUSEHOLDS: Decimal(1_000_000),
    Measure.MONEY: Decimal(10) ** 14 - 1,
}
"""No project takes more hectares, households or đồng: a larger number is a slip of the keyboard."""
FIELDS: Final = {Measure.AREA: "dien-tich", Measure.HOUSEHOLDS: "so-ho", Measure.MONEY: "tien"}
NAMES: Final = {
    Measure.AREA: gettext_lazy("diện tích"),
    Measure.HOUSEHOLDS: gettext_lazy("số hộ"),
    Measure.MONEY: gettext_lazy("số tiền"),
}
FIRST_DAY: Final = date(2000, 1, 1)


class ReasonAsked(WordsRefused):
    """A report that may be right but looks wrong: it is taken with a reason in its note."""


def add_project(
    topic: Topic,
    unit_id: int,
    name: str,
    plan: Sums,
    *,
    due: date | None = None,
    mark: str = Mark.OPEN,
    by: Person,
    at: datetime,
) -> Project:
    """A project inside the topic, of the unit that reports it; raises `WordsRefused`, `SecretRefused`, `AlreadyClosed`."""
    require_keeper(topic, by, at)
    require_open_topic(topic)
    fields = _content(topic, unit_id, name, plan, mark, localdate(at))
    return topic.projects.create(due=due, position=topic.projects.count(), **fields)


def change_project(
    project: Project,
    unit_id: int,
    name: str,
    plan: Sums,
    *,
    due: date | None,
    mark: str = Mark.OPEN,
    by: Person,
    at: datetime,
) -> Project:
    """Another plan: percents are counted anew from it, what was reported stays."""
    require_keeper(project.topic, by, at)
    require_running(project)
    fields = _content(project.topic, unit_id, name, plan, mark, localdate(at))
    for name_of_field, value in {**fields, "due": due}.items():
        setattr(project, name_of_field, value)
    project.save(update_fields=["unit", "name", "area", "households", "money", "due"])
    return project


def close_project(project: Project, day: date, *, by: Person, at: datetime) -> Project:
    """The project ends on that day and takes in no more reports."""
    require_keeper(project.topic, by, at)
    require_running(project)
    _require_past("ngay", day, localdate(at))
    project.closed_on = day
    project.save(update_fields=["closed_on"])
    return project


def report_progress(
    project: Project, day: date, done: Sums, note: str = "", *, mark: str = Mark.OPEN, by: Person, at: datetime
) -> ProjectReport:
    """How far the project has come by the end of that day, as sums since its beginning. Append-only.

    More than planned, less than reported before, or more than reported for a later day is asked back (`ReasonAsked`)
    unless the note says why. What cannot be raises `WordsRefused`.
    """
    require_reporter(project, by, at)
    require_running(project)
    _require_past("ngay", day, localdate(at))
    _require_possible(done)
    said = kept_text(note, "ghi-chu", _("ghi chú"), LONGEST_TEXT, needed=False)
    require_open(mark, said)
    with transaction.atomic():
        # Held, so that of two reports at once the second is measured against the first.
        Project.objects.select_for_update().get(pk=project.pk)
        odd = list(_oddities(plan_of(project), reported([project.pk]).get(project.pk, []), day, done))
        if odd and not said:
            raise ReasonAsked(
                "ghi-chu", " ".join([*odd, _("Nếu đúng, hãy ghi rõ lý do vào ghi chú; nếu nhầm, hãy sửa số.")])
            )
        return ProjectReport.objects.create(
            project=project,
            day=day,
            area=done.area,
            households=int(done.households),
            money=done.money,
            note=said,
            person=by,
            at=at,
        )


def add_milestone(project: Project, name: str, due: date, *, by: Person, at: datetime) -> Milestone:
    """A day by which something is to be reached."""
    require_keeper(project.topic, by, at)
    require_running(project)
    kept = kept_text(name, "moc", _("tên mốc"), LONGEST_MILESTONE)
    require_open(Mark.OPEN, kept)
    return project.milestones.create(name=kept, due=due)


def remove_milestone(milestone: Milestone, *, by: Person, at: datetime) -> None:
    """Takes away a milestone that was set by mistake."""
    require_keeper(milestone.project.topic, by, at)
    require_running(milestone.project)
    milestone.delete()


def reach(milestone: Milestone, day: date | None, *, by: Person, at: datetime) -> Milestone:
    """The milestone was reached on that day; None: not yet after all."""
    require_reporter(milestone.project, by, at)
    require_running(milestone.project)
    if day is not None:
        _require_past("ngay", day, localdate(at))
    milestone.done_on = day
    milestone.save(update_fields=["done_on"])
    return milestone


def raise_obstacle(
    project: Project, text: str, day: date, *, mark: str = Mark.OPEN, by: Person, at: datetime
) -> Obstacle:
    """Something that holds the project up since that day."""
    require_reporter(project, by, at)
    require_running(project)
    _require_past("ngay", day, localdate(at))
    kept = kept_text(text, "vuong-mac", _("nội dung vướng mắc"), LONGEST_TEXT)
    require_open(mark, kept)
    return project.obstacles.create(text=kept, raised_on=day, person=by)


def clear_obstacle(obstacle: Obstacle, day: date, *, by: Person, at: datetime) -> Obstacle:
    """The obstacle was cleared on that day."""
    require_reporter(obstacle.project, by, at)
    _require_past("ngay", day, localdate(at))
    if day < obstacle.raised_on:
        raise WordsRefused(
            "ngay",
            _("Vướng mắc nêu ngày %(day)s không thể được tháo gỡ trước ngày đó.")
            % {"day": write_date(obstacle.raised_on, "vi")},
        )
    if Obstacle.objects.filter(pk=obstacle.pk, cleared_on=None).update(cleared_on=day) != 1:
        raise AlreadyClosed(_("Vướng mắc này đã được ghi nhận tháo gỡ."))
    obstacle.cleared_on = day
    return obstacle


def require_reporter(project: Project, by: Person, at: datetime) -> None:
    """Passes who reports for the project's unit, its leader, and the topic's office; else `NotYourRole` or `Hidden`."""
    topic = project.topic
    allowed = [(Verb.REPORT, project.unit_id), (Verb.APPROVE, project.unit_id), (Verb.COMPILE, topic.unit_id)]
    require_one(by, allowed, [topic.unit_id, project.unit_id], localdate(at))


def require_running(project: Project) -> None:
    """Raises `AlreadyClosed` where the project or its topic has ended."""
    require_open_topic(project.topic)
    if project.closed_on is not None:
        raise AlreadyClosed(
            _("Dự án đã kết thúc ngày %(day)s, không nhận thêm báo cáo.") % {"day": write_date(project.closed_on, "vi")}
        )


def _content(topic: Topic, unit_id: int, name: str, plan: Sums, mark: str, on: date) -> dict[str, Any]:
    kept = kept_text(name, "ten", _("tên dự án"), LONGEST_NAME)
    require_open(mark, kept)
    tree = tree_at(on)
    if topic.unit_id not in tree or unit_id not in {one.unit_id for one in tree.subtree(tree.by_unit(topic.unit_id))}:
        raise WordsRefused(
            "don-vi", _("Đơn vị của dự án phải là đơn vị chủ trì chuyên đề hoặc đơn vị trực thuộc: hãy chọn lại.")
        )
    _require_possible(plan)
    if not any(plan.of(measure) for measure in Measure):
        raise WordsRefused("dien-tich", _("Chưa có kế hoạch: hãy ghi diện tích, số hộ hoặc số tiền phải thực hiện."))
    return {
        "unit_id": unit_id,
        "name": kept,
        "area": plan.area,
        "households": int(plan.households),
        "money": plan.money,
    }


def _require_possible(sums: Sums) -> None:
    """Raises `WordsRefused` for what no project can have: less than nothing, half a household, absurdly much."""
    for measure in Measure:
        value, name = sums.of(measure), NAMES[measure]
        if value < 0:
            raise WordsRefused(FIELDS[measure], _("%(name)s không thể nhỏ hơn 0.") % {"name": str(name).capitalize()})
        if value > MOST[measure]:
            shown = {
                "name": str(name).capitalize(),
                "value": write_number(value, "vi"),
                "most": write_number(MOST[measure], "vi"),
            }
            raise WordsRefused(
                FIELDS[measure], _("%(name)s %(value)s lớn hơn mức có thể (%(most)s): hãy xem lại số đã gõ.") % shown
            )
        if measure is Measure.HOUSEHOLDS and value != int(value):
            raise WordsRefused(FIELDS[measure], _("Số hộ phải là số nguyên."))
        try:
            scaled(value)
        except ValueError as unkeepable:
            raise WordsRefused(FIELDS[measure], str(unkeepable)) from None


def _require_past(field: str, day: date, today: date) -> None:
    if not FIRST_DAY <= day <= today:
        raise WordsRefused(
            field,
            _("Ngày %(day)s không dùng được: hãy chọn một ngày không sau hôm nay.") % {"day": write_date(day, "vi")},
        )


def _oddities(plan: Sums, known: list[Reported], day: date, done: Sums) -> Iterator[str]:
    """What looks wrong about the sums of that day, a sentence each."""
    before, after = latest(known, day), following(known, day)
    for measure in Measure:
        value, shown = (
            done.of(measure),
            {"name": str(NAMES[measure]).capitalize(), "value": write_number(done.of(measure), "vi")},
        )
        if value > plan.of(measure):
            words = _("%(name)s %(value)s nhiều hơn kế hoạch %(other)s.")
            yield words % {**shown, "other": write_number(plan.of(measure), "vi")}
        if before is not None and value < before.done.of(measure):
            words = _("%(name)s %(value)s ít hơn số đã báo cáo đến ngày %(day)s (%(other)s).")
            yield words % {
                **shown,
                "other": write_number(before.done.of(measure), "vi"),
                "day": write_date(before.day, "vi"),
            }
        if after is not None and value > after.done.of(measure):
            words = _("%(name)s %(value)s nhiều hơn số đã báo cáo đến ngày %(day)s (%(other)s).")
            yield words % {
                **shown,
                "other": write_number(after.done.of(measure), "vi"),
                "day": write_date(after.day, "vi"),
            }
