"""The page of what waits for a person: sheets to fill in by period, to approve, to accept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from giaoban.collection.pages.shown import Shown, due_shown, state_shown
from giaoban.collection.sheet import Sheet
from giaoban.collection.worklist import Task, Waiting, is_due, own_units, tasks, to_accept, to_approve
from giaoban.indicators import packs
from giaoban.indicators.forms import forms_for
from giaoban.language.locales import Language, language_of
from giaoban.people.access import Verb, top_units, units_where
from giaoban.people.request import TimedRequest
from giaoban.periods.period import Period
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node

UNIT = "don-vi"
"""Query parameter: fill in for another unit of one's scope."""


@dataclass(frozen=True, slots=True)
class Item:
    """One sheet in a list; `urgent` where it is to be worked on now."""

    sheet: Sheet
    state: Shown
    due: Shown
    due_on: date
    is_estimate: bool
    urgent: bool
    done: bool

    @property
    def words(self) -> tuple[str, str, str]:
        return self.sheet.unit.code, self.sheet.form.code, self.sheet.period.code


@dataclass(frozen=True, slots=True)
class PeriodItems:
    """The sheets of one period, and how many of them are done."""

    period: Period
    items: tuple[Item, ...]

    @property
    def done(self) -> int:
        return sum(item.done for item in self.items)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == len(self.items)

    @property
    def rank(self) -> tuple[int, int]:
        """Where the period stands in the list: what is over keeps its place, latest first."""
        if self.is_over:
            return 2, 0
        soonest = min(item.due_on.toordinal() for item in self.items if not item.done)
        return (0 if any(item.urgent for item in self.items) else 1), soonest


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """What this person has to fill in, to approve and to accept."""
    timed = cast("TimedRequest", request)
    person, today, pack = timed.user, localdate(timed.now), packs.current()
    language = language_of(get_language() or "vi")
    own = [unit for unit in own_units(person, today) if forms_for(pack, unit.kind)]
    others = _others(units_where(person, Verb.REPORT, today) - {unit.unit_id for unit in own}, today)
    asked = next((unit for unit in others if unit.code == request.GET.get(UNIT)), None)
    units = [asked] if asked is not None else own
    found = (
        [_item(task, is_due(task, pack, today), today, language) for task in tasks(units, pack, today)] if units else []
    )
    context: dict[str, Any] = {
        "units": units,
        "asked": asked,
        "others": others,
        "groups": by_period(found),
        "approving": [_waiting(one, today, language) for one in to_approve(person, today)],
        "accepting": [_waiting(one, today, language) for one in to_accept(person, today)],
        "may_approve": bool(top_units(person, Verb.APPROVE, today)),
        "may_accept": bool(top_units(person, Verb.COMPILE, today)),
    }
    return render(request, "collection/worklist.html", context)


def by_period(items: Iterable[Item]) -> Sequence[PeriodItems]:
    """The items under their periods: what is to be done now first, then what is running, then what is done, latest first."""
    groups = [PeriodItems(period, tuple(some)) for period, some in groupby(items, key=lambda item: item.sheet.period)]
    return sorted(groups, key=lambda group: group.rank)


def _others(unit_ids: frozenset[int], today: date) -> list[Node]:
    """The units for which somebody may fill in besides their own, in the order of the tree, if they report at all."""
    pack = packs.current()
    return [node for node in tree_at(today) if node.unit_id in unit_ids and forms_for(pack, node.kind)]


def _item(task: Task, urgent: bool, today: date, language: Language) -> Item:
    in_books = task.submission is None and task.in_books
    state = state_shown(task.submission, in_books=in_books)
    if task.submission is None and task.is_open and not urgent:
        state = replace(state, tone="plain", icon="circle-dashed")
    return Item(
        sheet=task.sheet,
        state=state,
        due_on=task.due,
        due=due_shown(task.due, today, task.submission, language, in_books=in_books),
        is_estimate=task.submission is not None and task.submission.is_estimate,
        urgent=urgent,
        done=not task.is_open,
    )


def _waiting(one: Waiting, today: date, language: Language) -> Item:
    return Item(
        sheet=one.sheet,
        state=state_shown(one.submission, in_books=False),
        due_on=one.due,
        due=due_shown(one.due, today, one.submission, language, in_books=False),
        is_estimate=one.submission.is_estimate,
        urgent=True,
        done=False,
    )
