"""One task: the five clears, its deadline and what became of it, its story, and what this person may do now."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.followup import task_acts
from giaoban.followup.models import Task, TaskAct
from giaoban.followup.pages.desk import Desk, day_typed, refused_page, revision_of
from giaoban.followup.pages.task_list import shown
from giaoban.followup.secrecy import SecretRefused
from giaoban.followup.task_clears import TaskRefused
from giaoban.followup.task_life import IllegalMove
from giaoban.followup.task_offers import LOOKS, Typed, moves_open, offers
from giaoban.followup.task_sight import task_seen
from giaoban.followup.task_story import deadlines, story
from giaoban.followup.topic_rows import topics_seen
from giaoban.language.dates import DateError
from giaoban.people.access import Verb

TEXT, DAY = "noi-dung", "han"
"""Fields of an act's form."""
Carry = Callable[[Task, Desk, int, str, date | None], Task]
"""An act carried out: the task, who does it and when, the revision seen, what is said, the day asked for."""


@require_safe
def task(request: HttpRequest, number: int) -> HttpResponse:
    """The page of one task."""
    desk = Desk(request)
    return render(request, "followup/task.html", context_of(task_seen(desk.person, number, desk.today), desk))


def context_of(found: Task, desk: Desk, typed: Typed | None = None) -> dict[str, Any]:
    """What the page shows; with `typed` an act that could not be done, its words kept."""
    offered = offers(found, desk.person, desk.today, typed)
    told = story(found, with_drafting=desk.may(Verb.COMPILE, found.unit_id))
    return {
        "desk": desk,
        "shown": shown([found], desk)[0],
        "task": found,
        "story": told,
        "deadlines": deadlines(found, told),
        "offers": [one for one in offered if not one.for_lead],
        "offers_for_lead": [one for one in offered if one.for_lead],
        "opens_for_lead": any(one.is_open for one in offered if one.for_lead),
        "may_revise": any(move.act is TaskAct.REVISED for move in moves_open(found, desk.person, desk.today)),
        "sees_topic": found.topic is not None
        and topics_seen(desk.person, desk.today).filter(pk=found.topic.pk).exists(),
    }


def act_page(act: TaskAct, done: str | Promise, carry: Carry) -> Callable[..., HttpResponse]:
    """The page that an act is sent to: back to the task with what was done; 409 with why not; 422 with what was typed."""

    @require_POST
    def carried_out(request: HttpRequest, number: int) -> HttpResponse:
        desk = Desk(request)
        found = task_seen(desk.person, number, desk.today)
        text, day = request.POST.get(TEXT, ""), request.POST.get(DAY, "")
        try:
            carry(found, desk, revision_of(request), text, day_typed(day, desk.language) if day.strip() else None)
        except (TaskRefused, SecretRefused, DateError) as refused:
            context = context_of(found, desk, Typed(act, text, day, faults_of(refused)))
            return render(request, "followup/task.html", context, status=422)
        except IllegalMove as refused:
            return refused_page(request, refused, reverse("task", args=[number]))
        messages.success(request, str(done))
        return redirect("task", number)

    return carried_out


def faults_of(refused: TaskRefused | SecretRefused | DateError) -> dict[str, str]:
    """A sentence by field; a mark of secrecy belongs to the text, a day to the deadline."""
    if isinstance(refused, TaskRefused):
        return refused.faults
    return {"text" if isinstance(refused, SecretRefused) else "deadline": str(refused)}


def _said(act: Callable[..., Task]) -> Carry:
    """An act that takes a text."""
    return lambda task, desk, seen, text, _day: act(task, text, by=desk.person, at=desk.now, revision=seen)


def _dated(act: Callable[..., Task]) -> Carry:
    """An act that takes a text and may take a day."""
    return lambda task, desk, seen, text, day: act(task, text, by=desk.person, at=desk.now, revision=seen, deadline=day)


def _issued(task: Task, desk: Desk, seen: int, _text: str, _day: date | None) -> Task:
    return task_acts.issue(task, by=desk.person, at=desk.now, revision=seen)


def _asked(task: Task, desk: Desk, seen: int, text: str, day: date | None) -> Task:
    return task_acts.ask_extension(task, day, text, by=desk.person, at=desk.now, revision=seen)


_DONE: tuple[tuple[TaskAct, str | Promise, Carry], ...] = (
    (TaskAct.ISSUED, _("Đã giao nhiệm vụ; đơn vị chủ trì và phối hợp được báo."), _issued),
    (TaskAct.ACKNOWLEDGED, _("Đã nhận nhiệm vụ."), _said(task_acts.acknowledge)),
    (TaskAct.STARTED, _("Đã ghi nhận bắt đầu thực hiện."), _said(task_acts.start)),
    (TaskAct.PROGRESSED, _("Đã ghi tiến độ."), _said(task_acts.progress)),
    (TaskAct.REPORTED, _("Đã báo cáo hoàn thành, chờ đơn vị giao xác nhận."), _said(task_acts.report_done)),
    (TaskAct.CONFIRMED, _("Đã xác nhận hoàn thành."), _said(task_acts.confirm)),
    (TaskAct.SENT_BACK, _("Đã yêu cầu làm tiếp."), _said(task_acts.send_back)),
    (TaskAct.EXTENSION_ASKED, _("Đã gửi lời xin gia hạn."), _asked),
    (TaskAct.EXTENSION_GRANTED, _("Đã gia hạn."), _dated(task_acts.grant_extension)),
    (TaskAct.EXTENSION_REFUSED, _("Đã trả lời không gia hạn."), _said(task_acts.refuse_extension)),
    (TaskAct.SUSPENDED, _("Đã tạm dừng nhiệm vụ."), _said(task_acts.suspend)),
    (TaskAct.RESUMED, _("Nhiệm vụ tiếp tục."), _dated(task_acts.resume)),
    (TaskAct.CANCELLED, _("Đã hủy nhiệm vụ."), _said(task_acts.cancel)),
)
ACT_PAGES = {LOOKS[act].route: act_page(act, done, carry) for act, done, carry in _DONE}
"""The pages of the acts by the name of their route."""
