"""A draft as it is typed: the five clears asked one by one, what it comes from, its mark; kept as a draft or issued at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.followup import task_acts
from giaoban.followup.models import Task, TaskAct, TaskOrigin
from giaoban.followup.pages.desk import Desk, day_asked, hidden, refused_page, revision_of
from giaoban.followup.secrecy import Mark, SecretRefused
from giaoban.followup.task_clears import NewTask, TaskRefused, deadline_remark
from giaoban.followup.task_life import IllegalMove
from giaoban.followup.task_offers import moves_open
from giaoban.followup.task_sight import task_seen
from giaoban.followup.topic_rows import topics_seen
from giaoban.indicators.due import days_off
from giaoban.indicators.packs import current
from giaoban.people.access import NotYourRole, Verb, top_units
from giaoban.units.tree import Node

MOST_OFFERED: Final = 400
"""So many units are offered to choose from; of a larger tree only those right below the giver and one level further."""
NOBODY, KEEP, ISSUE = "khong-phoi-hop", "giu-han", "giao"
"""Boxes: nobody helps, the deadline stays on a day off; and the button that issues at once."""


@dataclass(frozen=True)
class Sheet:
    """The form as it stands: what is typed by field, what is wrong, and what is asked about the deadline."""

    typed: Mapping[str, Any]
    faults: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def new_task(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    desk = Desk(request)
    tops = top_units(desk.person, Verb.COMPILE, desk.today)
    if not tops:
        raise NotYourRole(_("Chỉ văn phòng của đơn vị giao được nhiệm vụ."))
    giver = desk.unit(code, Verb.COMPILE) if (code := _giver(request)) else tops[0]
    if request.method != "POST":
        return _page(request, desk, giver, Sheet(_blank(request, desk)))
    return _sent(request, desk, giver, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_task(request: HttpRequest, number: int) -> HttpResponse:
    """A draft that is revised until it is issued."""
    desk = Desk(request)
    task = task_seen(desk.person, number, desk.today)
    if not desk.may(Verb.COMPILE, task.unit_id):
        raise NotYourRole(_("Việc này không thuộc vai trò của bạn ở đơn vị này."))
    if not any(move.act is TaskAct.REVISED for move in moves_open(task, desk.person, desk.today)):
        refused = IllegalMove(
            _("Nhiệm vụ đã giao thì không sửa được: hãy gia hạn, tạm dừng hoặc hủy rồi giao nhiệm vụ mới.")
        )
        return refused_page(request, refused, reverse("task", args=[number]))
    if task.unit_id not in desk.tree:
        raise hidden()
    giver = desk.tree.by_unit(task.unit_id)
    if request.method != "POST":
        return _page(request, desk, giver, Sheet(_of(task, desk)), task)
    return _sent(request, desk, giver, task)


def _sent(request: HttpRequest, desk: Desk, giver: Node, task: Task | None) -> HttpResponse:
    """Keeps what was typed, and issues it where that was asked; else the form again with what is wrong, 422."""
    new = _read(request.POST, desk, giver)
    remark = "" if new.deadline is None or request.POST.get(KEEP) else _remark(new, desk)
    if remark:
        # Asked, not refused: the form comes back once with the question.
        return _page(request, desk, giver, Sheet(_again(request.POST), remark=remark), task, status=422)
    try:
        kept = _carried_out(request, desk, new, task)
    except (TaskRefused, SecretRefused) as refused:
        faults = refused.faults if isinstance(refused, TaskRefused) else {"mark": str(refused)}
        return _page(request, desk, giver, Sheet(_again(request.POST), faults), task, status=422)
    except IllegalMove as refused:
        return refused_page(request, refused, reverse("task", args=[task.pk]) if task else reverse("new_task"))
    issued = kept.issued_on is not None
    done = _("Đã giao nhiệm vụ; đơn vị chủ trì và phối hợp được báo.") if issued else _("Đã lưu dự thảo.")
    messages.success(request, done)
    return redirect("task", kept.pk)


def _carried_out(request: HttpRequest, desk: Desk, new: NewTask, task: Task | None) -> Task:
    by, at, issues = desk.person, desk.now, ISSUE in request.POST
    if task is None:
        return task_acts.draft_and_issue(new, by=by, at=at) if issues else task_acts.draft(new, by=by, at=at)
    if issues:
        return task_acts.revise_and_issue(task, new, by=by, at=at, revision=revision_of(request))
    return task_acts.revise(task, new, by=by, at=at, revision=revision_of(request))


def _read(typed: QueryDict, desk: Desk, giver: Node) -> NewTask:
    """What was typed, as values; what is no unit, day or topic counts as not said."""
    units = {node.code: node.unit_id for node in desk.tree.subtree(giver)}
    helpers = tuple(units[code] for code in typed.getlist("helpers") if code in units)
    topic = typed.get("topic", "")
    return NewTask(
        unit_id=giver.unit_id,
        lead_id=units.get(typed.get("lead", "")),
        helper_ids=helpers if helpers or typed.get(NOBODY) else None,
        what=typed.get("what", ""),
        deadline=day_asked(typed.get("deadline"), desk.language),
        reporting=typed.get("reporting", ""),
        origin=typed.get("origin", ""),
        origin_title=typed.get("origin_title", ""),
        origin_on=day_asked(typed.get("origin_on"), desk.language),
        topic_id=int(topic) if topic.isascii() and topic.isdigit() and len(topic) < 10 else None,
        mark=typed.get("mark", ""),
    )


def _remark(new: NewTask, desk: Desk) -> str:
    if new.deadline is None:
        return ""
    return deadline_remark(new.deadline, days_off(current(), new.deadline.year), desk.language)


def _page(
    request: HttpRequest, desk: Desk, giver: Node, sheet: Sheet, task: Task | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "desk": desk,
        "task": task,
        "sheet": sheet,
        "typed": sheet.typed,
        "faults": sheet.faults,
        "giver": giver,
        "givers": desk.nodes({node.unit_id for node in top_units(desk.person, Verb.COMPILE, desk.today)}),
        "units": _offered(desk, giver),
        "topics": topics_seen(desk.person, desk.today).filter(closed_on=None),
        "origins": TaskOrigin.choices,
        "marks": Mark.choices,
    }
    return render(request, "followup/task_form.html", context, status=status)


def _offered(desk: Desk, giver: Node) -> list[tuple[Node, int]]:
    """The units that may lead or help, each with how far it lies below the giver."""
    nodes = desk.tree.subtree(giver)
    near = nodes if len(nodes) <= MOST_OFFERED else [node for node in nodes if node.level <= giver.level + 2]
    return [(node, node.level - giver.level) for node in near]


def _giver(request: HttpRequest) -> str:
    return request.POST.get("giver", "") or request.GET.get("don-vi-giao", "")


def _blank(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """A form of which nothing is guessed but the day; a page that leads here may say what it is about."""
    given = request.GET
    return {
        "lead": given.get("chu-tri", ""),
        "helpers": (),
        "what": given.get("noi-dung", ""),
        "origin": given.get("nguon", ""),
        "origin_title": given.get("van-ban", ""),
        "origin_on": given.get("ngay", "") or desk.today.isoformat(),
        "topic": given.get("chuyen-de", ""),
        "mark": Mark.OPEN.value,
    }


def _of(task: Task, desk: Desk) -> dict[str, Any]:
    """The fields of a draft."""
    codes = {node.unit_id: node.code for node in desk.tree}
    helpers = [codes[one] for one in task.helpers.values_list("pk", flat=True) if one in codes]
    return {
        "lead": codes.get(task.lead_id, ""),
        "helpers": helpers,
        "nobody": not helpers,
        "what": task.what,
        "deadline": task.deadline.isoformat(),
        "reporting": task.reporting,
        "origin": task.origin,
        "origin_title": task.origin_title,
        "origin_on": task.origin_on.isoformat(),
        "topic": str(task.topic_id or ""),
        "mark": Mark.OPEN.value,
    }


def _again(typed: QueryDict) -> dict[str, Any]:
    """Everything that was typed, as it was typed."""
    names = ("lead", "what", "deadline", "reporting", "origin", "origin_title", "origin_on", "topic", "mark")
    kept: dict[str, Any] = {name: typed.get(name, "") for name in names}
    return kept | {"helpers": typed.getlist("helpers"), "nobody": bool(typed.get(NOBODY))}
