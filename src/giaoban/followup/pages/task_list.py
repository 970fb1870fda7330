"""The list of tasks: the two by two above, what is asked for below, and the same rows to take away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from giaoban.figures.acceptance import UNKEEPABLE
from giaoban.followup.models import Task, TaskOrigin, Topic
from giaoban.followup.pages.desk import Desk, day_asked
from giaoban.followup.pages.listed import Choice, address_with, kept, page_of
from giaoban.followup.statistic import Counts, Standing
from giaoban.followup.task_listing import (
    ONLY_NAMES,
    ORDER_NAMES,
    PART_NAMES,
    WHICH_NAMES,
    Found,
    Listing,
    Only,
    Order,
    Part,
    found,
    part_counts,
)
from giaoban.followup.task_sight import tasks_seen
from giaoban.followup.topic_rows import topics_seen
from giaoban.language.dates import write_date
from giaoban.language.rounding import percent
from giaoban.people.access import Verb, top_units
from giaoban.people.downloads import Sheet, Value, answer
from giaoban.units.among import Among
from giaoban.units.tree import Node

PART, WHICH, UNDER, GIVER, ALONE, ORIGIN, TITLE, TOPIC, WORDS, ORDER, FIRST, LAST = (
    "vai", "loc", "don-vi", "giao", "rieng", "nguon", "van-ban", "chuyen-de", "tim", "xep", "tu", "den",
)  # fmt: skip
"""Query parameters of the list."""


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task with the names of its units."""

    task: Task
    giver: str
    lead: str
    helpers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the two by two: how many, their share of all in percent, and the list of them."""

    standing: Standing
    count: int
    share: Decimal
    address: str
    is_current: bool


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The tasks that the person sees, and how they stand."""
    desk = Desk(request)
    listing = listing_of(request, desk)
    seen = tasks_seen(desk.person, desk.today)
    answered = found(listing, seen, desk.tree, desk.today)
    page = page_of(request, answered.tasks)
    context = {
        "desk": desk,
        "page": page,
        "rows": shown(list(page), desk),
        "listing": listing,
        "counts": answered.counts,
        "cells": cells(request, answered, listing),
        "parts": _parts(request, desk, listing),
        "which": [(one.value, name, one is listing.which) for one, name in WHICH_NAMES],
        "orders": [(one.value, name, one is listing.order) for one, name in ORDER_NAMES.items()],
        "origins": [(value, name, value == listing.origin) for value, name in TaskOrigin.choices],
        "topics": _topics(seen),
        "leads": _leads(seen, desk, listing),
        "may_give": bool(desk.units_where(Verb.COMPILE)),
        "kept": kept(request),
        "counted_on": min(listing.last, desk.today) if listing.last else desk.today,
    }
    return render(request, "followup/tasks.html", context)


@require_safe
def tasks_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same rows, all of them, as a table to take away."""
    desk = Desk(request)
    answered = found(listing_of(request, desk), tasks_seen(desk.person, desk.today), desk.tree, desk.today)
    heads = (
        pgettext("số ít", "Nhiệm vụ"), _("Chủ trì"), _("Phối hợp"), _("Đơn vị giao"), _("Nguồn giao"), _("Văn bản, cuộc họp"),
        _("Cách báo cáo"), _("Giao ngày"), _("Thời hạn ban đầu"), _("Thời hạn"), _("Trạng thái"),
        _("Báo cáo hoàn thành ngày"), _("Xác nhận ngày"),
    )  # fmt: skip
    rows = [_exported(one, desk) for one in shown(list(answered.tasks), desk)]
    return answer(Sheet(f"nhiem-vu-{desk.today:%Y-%m-%d}", _("Nhiệm vụ"), heads, rows), form, desk.now)


def listing_of(request: HttpRequest, desk: Desk) -> Listing:
    """What the address asks for; words that are none of ours ask for the usual. 404 for a unit out of sight."""
    asked = request.GET
    part, which, order, under, giver = (asked.get(name, "") for name in (PART, WHICH, ORDER, UNDER, GIVER))
    topic = _kept(asked.get(TOPIC, ""))
    return Listing(
        own=frozenset(node.unit_id for node in top_units(desk.person, Verb.SEE, desk.today)),
        part=Part(part) if part in set(Part) else Part.ALL,
        which=_which(which),
        under=desk.unit(under) if under else None,
        given_by=desk.unit(giver) if giver else None,
        alone=ALONE in asked,
        origin=origin if (origin := asked.get(ORIGIN, "")) in TaskOrigin.values else "",
        origin_title=_kept(asked.get(TITLE, "")),
        topic=next((one for one in topics_seen(desk.person, desk.today).filter(code=topic)), None) if topic else None,
        words=asked.get(WORDS, "").strip()[:100],
        order=Order(order) if order in set(Order) else Order.DEADLINE,
        first=day_asked(asked.get(FIRST), desk.language),
        last=day_asked(asked.get(LAST), desk.language),
    )


def shown(tasks: Sequence[Task], desk: Desk) -> list[ShownTask]:
    """The tasks with the names of their units; two queries, however many there are."""
    helpers = helpers_of([task.pk for task in tasks])
    names = desk.names(one for task in tasks for one in (task.unit_id, task.lead_id, *helpers.get(task.pk, ())))
    return [
        ShownTask(
            task=task,
            giver=names[task.unit_id],
            lead=names[task.lead_id],
            helpers=tuple(names[one] for one in helpers.get(task.pk, ())),
        )
        for task in tasks
    ]


def helpers_of(task_ids: Sequence[int]) -> Mapping[int, list[int]]:
    """The units that help, by task. One query."""
    helpers: dict[int, list[int]] = {}
    rows = Task.helpers.through.objects.filter(Among("task_id", task_ids)).order_by("pk")
    for task_id, unit_id in rows.values_list("task_id", "unit_id"):
        helpers.setdefault(task_id, []).append(unit_id)
    return helpers


def cells(request: HttpRequest, answered: Found, listing: Listing) -> dict[str, Cell]:
    """The two by two and what stands beside it, each with the address of what it counts."""
    return {
        one.name.lower(): Cell(
            standing=one,
            count=answered.counts.of(one),
            share=share_of(answered.counts, one),
            address=address_with(request, **{WHICH: "" if one is listing.which else one.value}),
            is_current=one is listing.which,
        )
        for one in Standing
    }


def share_of(counts: Counts, standing: Standing) -> Decimal:
    """Percent of the two by two; of nothing, nothing."""
    return percent(Decimal(counts.of(standing)), Decimal(counts.done + counts.open), 1) or Decimal(0)


def _kept(text: str) -> str:
    """What was asked for, without what no database keeps."""
    return UNKEEPABLE.sub("", text).strip()[:300]


def _which(word: str) -> Standing | Only | None:
    if word in set(Standing):
        return Standing(word)
    return Only(word) if word in ONLY_NAMES else None


def _parts(request: HttpRequest, desk: Desk, listing: Listing) -> list[Choice]:
    counted = part_counts(tasks_seen(desk.person, desk.today), listing.own)
    return [
        Choice(name, address_with(request, **{PART: "" if part is Part.ALL else part.value}), part is listing.part, counted[part])
        for part, name in PART_NAMES.items()
    ]  # fmt: skip


def _topics(seen: QuerySet[Task]) -> list[Topic]:
    """The topics of the tasks that the person sees, to choose from."""
    return list(Topic.objects.filter(tasks__in=seen.values("pk")).distinct())


def _leads(seen: QuerySet[Task], desk: Desk, listing: Listing) -> list[Node]:
    """The units that lead tasks in sight, of those that the person sees, and the one asked for."""
    leads = set(Task.objects.filter(pk__in=seen.values("pk")).values_list("lead_id", flat=True).distinct())
    if listing.under is not None:
        leads.add(listing.under.unit_id)
    return list(desk.nodes(leads & desk.units_where(Verb.SEE)))


def _exported(one: ShownTask, desk: Desk) -> tuple[Value, ...]:
    def day(value: date | None) -> str | None:
        return write_date(value, desk.language) if value else None

    task = one.task
    return (
        task.what, one.lead, "; ".join(one.helpers), one.giver, task.get_origin_display(), task.origin_title,
        task.reporting, day(task.issued_on), day(task.first_deadline), day(task.deadline), task.get_state_display(),
        day(task.reported_on), day(task.confirmed_on),
    )  # fmt: skip
