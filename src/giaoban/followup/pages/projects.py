"""A project: how it stands, what was reported, its milestones and obstacles, and the forms to report and to keep it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.followup import project_acts as acts
from giaoban.followup.models import Milestone, Obstacle, Project, ProjectReport
from giaoban.followup.pages.desk import Desk, hidden, refused_page
from giaoban.followup.pages.programme_typed import (
    Faults,
    attempt,
    day,
    day_or_none,
    mark_of,
    marks,
    typed,
    unit_or_none,
)
from giaoban.followup.pages.topics_typed import as_typed, sums
from giaoban.followup.projects import Measure, MeasureStanding, standing
from giaoban.followup.topic_acts import NotAsItStands, require_keeper, require_open_topic
from giaoban.followup.topic_rows import plan_of, project_rows, reported, topic_seen
from giaoban.followup.wording import WordsRefused
from giaoban.people.access import NotYourRole, Verb
from giaoban.units.tree import Node

UNIT, NAME, DAY, DUE, NOTE, MILESTONE, OBSTACLE = "don-vi", "ten", "ngay", "han", "ghi-chu", "moc", "vuong-mac"


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report with what it says of each measure beside the plan and a week before."""

    report: ProjectReport
    measures: tuple[MeasureStanding, ...]
    is_replaced: bool
    """Whether a later report of the same day counts instead."""


@require_safe
def project(request: HttpRequest, number: int) -> HttpResponse:
    """How the project stands."""
    desk = Desk(request)
    return _page(request, desk, _project(desk, number))


def project_new(request: HttpRequest, code: str) -> HttpResponse:
    """A new project of a topic: the form, and sending it."""
    desk = Desk(request)
    topic = topic_seen(desk.person, code, desk.today)
    require_keeper(topic, desk.person, desk.now)
    try:
        require_open_topic(topic)
    except NotAsItStands as refused:
        return refused_page(request, refused, reverse("topic", args=[code]))
    faults: Faults = {}
    if request.method == "POST":
        made, faults = attempt(
            lambda: acts.add_project(
                topic,
                _unit_chosen(request, desk),
                request.POST.get(NAME, ""),
                sums(request, desk),
                due=day_or_none(request, DUE, desk),
                mark=mark_of(request),
                by=desk.person,
                at=desk.now,
            )
        )
        if made is not None:
            messages.success(request, _("Đã thêm dự án. Hãy ghi các mốc tiến độ."))
            return redirect("project", made.pk)
    return _form(request, desk, {"topic": topic, "typed": typed(request)}, faults)


def project_change(request: HttpRequest, number: int) -> HttpResponse:
    """Another plan: the form, and sending it."""
    desk = Desk(request)
    found = _project(desk, number)
    require_keeper(found.topic, desk.person, desk.now)
    faults: Faults = {}
    if request.method == "POST":
        try:
            changed, faults = attempt(
                lambda: acts.change_project(
                    found,
                    _unit_chosen(request, desk),
                    request.POST.get(NAME, ""),
                    sums(request, desk),
                    due=day_or_none(request, DUE, desk),
                    mark=mark_of(request),
                    by=desk.person,
                    at=desk.now,
                )
            )
        except NotAsItStands as refused:
            return refused_page(request, refused, reverse("project", args=[number]))
        if changed is not None:
            messages.success(request, _("Đã lưu kế hoạch của dự án."))
            return redirect("project", number)
    given: dict[str, Any] = dict(typed(request)) or {
        "ten": found.name,
        "don_vi": desk.tree.by_unit(found.unit_id).code if found.unit_id in desk.tree else "",
        "han": f"{found.due:%Y-%m-%d}" if found.due else "",
        **as_typed(plan_of(found), desk.language),
    }
    return _form(request, desk, {"topic": found.topic, "project": found, "typed": given}, faults)


@require_POST
def project_report(request: HttpRequest, number: int) -> HttpResponse:
    """How far it has come."""
    return _carried_out(
        request,
        number,
        lambda found, desk: acts.report_progress(
            found,
            day(request, DAY, desk),
            sums(request, desk),
            request.POST.get(NOTE, ""),
            by=desk.person,
            at=desk.now,
        ),
        _("Đã ghi nhận tiến độ."),
    )


@require_POST
def project_close(request: HttpRequest, number: int) -> HttpResponse:
    """It ends."""
    return _carried_out(
        request,
        number,
        lambda found, desk: acts.close_project(found, day(request, DAY, desk), by=desk.person, at=desk.now),
        _("Đã kết thúc dự án."),
    )


@require_POST
def milestone_add(request: HttpRequest, number: int) -> HttpResponse:
    """One more milestone."""
    return _carried_out(
        request,
        number,
        lambda found, desk: acts.add_milestone(
            found, request.POST.get(MILESTONE, ""), day(request, DUE, desk), by=desk.person, at=desk.now
        ),
        _("Đã thêm mốc tiến độ."),
    )


@require_POST
def milestone_reach(request: HttpRequest, number: int, milestone: int) -> HttpResponse:
    """It was reached; without a day: not yet after all."""
    return _carried_out(
        request,
        number,
        lambda found, desk: acts.reach(
            _milestone(found, milestone), day_or_none(request, DAY, desk), by=desk.person, at=desk.now
        ),
        _("Đã ghi nhận mốc tiến độ."),
    )


@require_POST
def milestone_remove(request: HttpRequest, number: int, milestone: int) -> HttpResponse:
    """It was set by mistake."""

    def remove(found: Project, desk: Desk) -> bool:
        acts.remove_milestone(_milestone(found, milestone), by=desk.person, at=desk.now)
        return True

    return _carried_out(request, number, remove, _("Đã bỏ mốc tiến độ."))


@require_POST
def obstacle_raise(request: HttpRequest, number: int) -> HttpResponse:
    """Something holds it up."""
    return _carried_out(
        request,
        number,
        lambda found, desk: acts.raise_obstacle(
            found, request.POST.get(OBSTACLE, ""), day(request, DAY, desk), by=desk.person, at=desk.now
        ),
        _("Đã ghi nhận vướng mắc."),
    )


@require_POST
def obstacle_clear(request: HttpRequest, number: int, obstacle: int) -> HttpResponse:
    """It was cleared."""
    return _carried_out(
        request,
        number,
        lambda found, desk: acts.clear_obstacle(
            _obstacle(found, obstacle), day(request, DAY, desk), by=desk.person, at=desk.now
        ),
        _("Đã ghi nhận tháo gỡ vướng mắc."),
    )


def _project(desk: Desk, number: int) -> Project:
    """The project, if the person sees its unit or the topic's; otherwise 404."""
    found = Project.objects.select_related("topic").filter(pk=number).first()
    if found is None or not any(desk.may(Verb.SEE, unit) for unit in (found.unit_id, found.topic.unit_id)):
        raise hidden()
    return found


def _milestone(found: Project, number: int) -> Milestone:
    return get_object_or_404(Milestone.objects.select_related("project__topic"), pk=number, project=found)


def _obstacle(found: Project, number: int) -> Obstacle:
    return get_object_or_404(Obstacle.objects.select_related("project__topic"), pk=number, project=found)


def _unit_chosen(request: HttpRequest, desk: Desk) -> int:
    chosen = unit_or_none(request, UNIT, desk)
    if chosen is None:
        raise WordsRefused(UNIT, _("Chưa chọn đơn vị của dự án."))
    return chosen


def _carried_out(request: HttpRequest, number: int, act: Callable[[Project, Desk], Any], done: str) -> HttpResponse:
    """Does it; back to the project with what was done, 422 with what is wrong beside its field, 409 with why not."""
    desk = Desk(request)
    found = _project(desk, number)
    if not (_reports(found, desk) or _keeps(found, desk)):
        raise NotYourRole(_("Việc này không thuộc vai trò của bạn ở đơn vị này."))
    try:
        made, faults = attempt(lambda: act(found, desk))
    except NotAsItStands as refused:
        return refused_page(request, refused, reverse("project", args=[number]))
    if made is None:
        return _page(request, desk, found, faults)
    messages.success(request, done)
    return redirect("project", number)


def _keeps(found: Project, desk: Desk) -> bool:
    return desk.may(Verb.COMPILE, found.topic.unit_id)


def _reports(found: Project, desk: Desk) -> bool:
    return any(desk.may(verb, found.unit_id) for verb in (Verb.REPORT, Verb.APPROVE))


def _page(request: HttpRequest, desk: Desk, found: Project, faults: Faults | None = None) -> HttpResponse:
    (row,) = project_rows(found.topic, desk.today, [found])
    is_running = found.closed_on is None and found.topic.closed_on is None
    match = request.resolver_match
    context = {
        "desk": desk,
        "project": found,
        "row": row,
        "unit_name": desk.names([found.unit_id]).get(found.unit_id, ""),
        "reports": _shown(found),
        "milestones": [(one, one.due < desk.today and one.done_on is None) for one in found.milestones.all()],
        "obstacles": found.obstacles.select_related("person").order_by(
            F("cleared_on").asc(nulls_first=True), "raised_on", "pk"
        ),
        "may_report": is_running and (_reports(found, desk) or _keeps(found, desk)),
        "may_keep": is_running and _keeps(found, desk),
        "typed": typed(request) if faults else {},
        "faults": faults or {},
        "open_act": match.url_name if faults and match is not None else "",
        "open_part": (match.kwargs.get("milestone") or match.kwargs.get("obstacle"))
        if faults and match is not None
        else None,
        "marks": marks(),
    }
    return render(request, "followup/project.html", context, status=422 if faults else 200)


def _shown(found: Project) -> list[ReportShown]:
    """The reports, latest first, each as the project stood by its day."""
    reports = list(found.reports.select_related("person").order_by("-day", "-pk"))
    known, plan = reported([found.pk]).get(found.pk, []), plan_of(found)
    last = {report.day: max(one.pk for one in reports if one.day == report.day) for report in reports}
    shown = []
    for report in reports:
        by_then = [one for one in known if one.number <= report.pk or one.day < report.day]
        shown.append(ReportShown(report, standing(plan, by_then, report.day).measures, last[report.day] != report.pk))
    return shown


def _form(request: HttpRequest, desk: Desk, context: dict[str, Any], faults: Faults) -> HttpResponse:
    topic = context["topic"]
    units: Sequence[Node] = ()
    if topic.unit_id in desk.tree:
        units = desk.tree.subtree(desk.tree.by_unit(topic.unit_id))
    page = {"desk": desk, "faults": faults, "marks": marks(), "units": units, "measures": list(Measure), **context}
    return render(request, "followup/project_form.html", page, status=422 if faults else 200)
