"""Tasks in pages: one task."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giaoban.followup.pages.desk import Desk
from giaoban.followup.task_sight import task_seen


@require_safe
def task(request: HttpRequest, number: int) -> HttpResponse:
    """One task."""
    desk = Desk(request)
    return render(request, "followup/task.html", {"task": task_seen(desk.person, number, desk.today)})
