"""The statistic of tasks in a page: for a period, by the lead, the giver, the origin or the topic; and as a table to take away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from giaoban.followup.models import TaskOrigin, Topic
from giaoban.followup.pages.desk import Desk, day_asked
from giaoban.followup.pages.listed import Choice, address_with
from giaoban.followup.pages.task_list import ALONE, GIVER, UNDER, share_of
from giaoban.followup.statistic import (
    STANDING_NAMES,
    Counts,
    Standing,
    TaskRow,
    by_giver,
    by_lead,
    by_origin,
    by_topic,
    count,
    grouped,
    rows_of,
)
from giaoban.followup.task_sight import tasks_seen
from giaoban.language.dates import write_date
from giaoban.people.access import Verb
from giaoban.people.downloads import Sheet, Value, answer

GROUP, FIRST, LAST = "nhom", "tu", "den"
"""Query parameters of the statistic."""


class By(StrEnum):
    """By what is counted: the word in the page's address."""

    LEAD = "chu-tri"
    GIVER = "don-vi-giao"
    ORIGIN = "nguon"
    TOPIC = "chuyen-de"


BY_NAMES: Final = {
    By.LEAD: gettext_lazy("Đơn vị chủ trì"),
    By.GIVER: gettext_lazy("Đơn vị giao"),
    By.ORIGIN: gettext_lazy("Nguồn giao"),
    By.TOPIC: pgettext_lazy("số ít", "Chuyên đề"),
}
_KEYS: Final[Mapping[By, Callable[[TaskRow], Any]]] = {
    By.LEAD: by_lead,
    By.GIVER: by_giver,
    By.ORIGIN: by_origin,
    By.TOPIC: by_topic,
}


@dataclass(frozen=True, slots=True)
class Group:
    """One line of the table: a name, a line below it, the counts, and the list of what is counted (empty: there is none)."""

    name: str
    note: str
    counts: Counts
    query: str

    @property
    def cells(self) -> list[tuple[Standing, int, str]]:
        """Each standing with its count and the address of what it counts."""
        lists = reverse("tasks")
        return [
            (one, self.counts.of(one), f"{lists}?{self.query}&{urlencode({'loc': one.value})}" if self.query else "")
            for one in Standing
        ]


@dataclass(frozen=True, slots=True)
class Asked:
    """The period and by what is counted; `on` is the day as of which everything is told."""

    by: By
    first: date
    last: date
    on: date


@require_safe
def task_statistic(request: HttpRequest) -> HttpResponse:
    """The two by two of the tasks in sight, and line by line."""
    desk = Desk(request)
    asked = asked_for(request, desk)
    rows = rows_of(tasks_seen(desk.person, desk.today), asked.first, asked.last, today=desk.today)
    total = count(rows)
    context = {
        "desk": desk,
        "asked": asked,
        "total": Group("", "", total, _period(asked)),
        "shares": [(one, share_of(total, one)) for one in Standing],
        "groups": groups(rows, asked, desk),
        "standings": list(STANDING_NAMES.values()),
        "choices": [Choice(name, address_with(request, **{GROUP: by.value}), by is asked.by) for by, name in BY_NAMES.items()],
        "periods": _periods(request, desk, asked),
        "query": request.GET.urlencode(),
        "group_name": BY_NAMES[asked.by],
    }  # fmt: skip
    return render(request, "followup/task_statistic.html", context)


@require_safe
def task_statistic_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same lines as a table to take away."""
    desk = Desk(request)
    asked = asked_for(request, desk)
    rows = rows_of(tasks_seen(desk.person, desk.today), asked.first, asked.last, today=desk.today)
    heads = (str(BY_NAMES[asked.by]), _("Tổng số"), *map(str, STANDING_NAMES.values()))
    lines = [_line(group) for group in groups(rows, asked, desk)]
    title = _("Thống kê nhiệm vụ từ %(first)s đến %(last)s, tính đến %(on)s") % {
        "first": write_date(asked.first, desk.language),
        "last": write_date(asked.last, desk.language),
        "on": write_date(asked.on, desk.language),
    }
    return answer(Sheet(f"thong-ke-nhiem-vu-{asked.on:%Y-%m-%d}", title, heads, lines), form, desk.now)


def _line(group: Group) -> list[Value]:
    name = f"{group.note}: {group.name}" if group.note else group.name
    return [name, group.counts.all, *(group.counts.of(one) for one in Standing)]


def asked_for(request: HttpRequest, desk: Desk) -> Asked:
    """What the address asks for; without a period, the year until today. An end before the beginning is taken as its day."""
    by = request.GET.get(GROUP, "")
    last = day_asked(request.GET.get(LAST), desk.language) or desk.today
    first = day_asked(request.GET.get(FIRST), desk.language) or last.replace(month=1, day=1)
    last = max(first, last)
    return Asked(By(by) if by in set(By) else By.LEAD, first, last, min(last, desk.today))


def groups(rows: tuple[TaskRow, ...], asked: Asked, desk: Desk) -> list[Group]:
    """The lines of the table: units in the order of the tree, everything else by how much there is of it."""
    counted = grouped(rows, _KEYS[asked.by])
    period = _period(asked)
    match asked.by:
        case By.LEAD | By.GIVER:
            return _units(counted, asked, desk, period)
        case By.ORIGIN:
            kinds = dict(TaskOrigin.choices)
            found = [
                Group(title, str(kinds[kind]), counts, f"{period}&{urlencode({'nguon': kind, 'van-ban': title})}")
                for (kind, title), counts in counted.items()
            ]
        case By.TOPIC:
            topics = Topic.objects.in_bulk([one for one in counted if one is not None])
            found = [
                Group(topics[one].name, "", counts, f"{period}&{urlencode({'chuyen-de': topics[one].code})}")
                if one is not None
                else Group(_("Không thuộc chuyên đề nào"), "", counts, "")
                for one, counts in counted.items()
            ]
    return sorted(found, key=lambda group: (-group.counts.all, group.name))


def _units(counted: Mapping[int, Counts], asked: Asked, desk: Desk, period: str) -> list[Group]:
    names = desk.names(counted)
    nodes = {node.unit_id: node for node in desk.nodes(counted)}
    word = UNDER if asked.by is By.LEAD else GIVER
    queries = {
        one: f"{period}&{urlencode({word: node.code, ALONE: '1'})}"
        for one, node in nodes.items()
        if desk.may(Verb.SEE, one)
    }
    return [
        Group(names[one], "", counted[one], queries.get(one, ""))
        for one in sorted(counted, key=lambda one: nodes[one].index if one in nodes else len(desk.tree))
    ]


def _period(asked: Asked) -> str:
    return urlencode({FIRST: asked.first.isoformat(), LAST: asked.last.isoformat()})


def _periods(request: HttpRequest, desk: Desk, asked: Asked) -> list[Choice]:
    """The periods that are asked for most."""
    today = desk.today
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    offered = (
        (_("Tháng này"), today.replace(day=1)),
        (_("Quý này"), quarter),
        (_("Từ đầu năm"), today.replace(month=1, day=1)),
    )
    return [
        Choice(name, address_with(request, **{FIRST: first.isoformat(), LAST: today.isoformat()}), (first, today) == (asked.first, asked.last))
        for name, first in offered
    ]  # fmt: skip
