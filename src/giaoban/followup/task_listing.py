"""Which tasks a list shows and in which order: the part that the person has in them, how they stand, unit, origin, topic, words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.followup.models import Task, TaskState, Topic
from giaoban.followup.statistic import STANDING_NAMES, Counts, Standing, count, rows_of, standing_condition
from giaoban.followup.task_life import ENDED, OPEN, RUNNING
from giaoban.language.text import bare
from giaoban.units.among import Among
from giaoban.units.tree import Node, Tree

SOON: Final = timedelta(days=7)
"""So long before its deadline a task is due soon."""


class Part(StrEnum):
    """The part that the person's own units have in a task: the word in the page's address."""

    ALL = "tat-ca"
    LED = "chu-tri"
    HELPED = "phoi-hop"
    GIVEN = "giao"


PART_NAMES: Final = {
    Part.ALL: _("Tất cả"),
    Part.LED: _("Đơn vị tôi chủ trì"),
    Part.HELPED: _("Phối hợp"),
    Part.GIVEN: _("Đơn vị tôi giao"),
}


class Only(StrEnum):
    """Which tasks beside those of one `Standing`: the word in the page's address."""

    SOON = "sap-den-han"
    DRAFT = "du-thao"
    ISSUED = "chua-nhan"
    WORKED_ON = "dang-lam"
    REPORTED = "cho-xac-nhan"
    EXTENSION = "xin-gia-han"
    LATE_MINE = "qua-han-chua-bao-cao"


ONLY_NAMES: Final = {
    Only.SOON: _("Sắp đến hạn (7 ngày)"),
    Only.LATE_MINE: _("Quá hạn, chưa báo cáo xong"),
    Only.ISSUED: _("Chưa nhận"),
    Only.WORKED_ON: _("Đã nhận, đang thực hiện"),
    Only.REPORTED: _("Chờ xác nhận hoàn thành"),
    Only.EXTENSION: _("Xin gia hạn, chờ trả lời"),
    Only.DRAFT: _("Dự thảo"),
}
WHICH_NAMES: Final[list[tuple[Standing | Only, str | Promise]]] = [*STANDING_NAMES.items(), *ONLY_NAMES.items()]
"""Every word that the filter of states knows."""


class Order(StrEnum):
    """In which order: the word in the page's address."""

    DEADLINE = "han"
    NEWEST = "moi"
    LEAD = "don-vi"


ORDER_NAMES: Final = {
    Order.DEADLINE: _("Thời hạn gần nhất"),
    Order.NEWEST: _("Mới giao nhất"),
    Order.LEAD: _("Đơn vị chủ trì"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What is wanted. `own` are the highest units of the person; `which` a `Standing` or `Only`.

    `under` is the lead or a unit above it, `given_by` the giver or a unit above it; with `alone` only that very unit.

    With `first` or `last` only tasks that were open or ended from the one to the other, as they stood on `last` or today.
    """

    own: frozenset[int] = frozenset()
    part: Part = Part.ALL
    which: Standing | Only | None = None
    under: Node | None = None
    given_by: Node | None = None
    alone: bool = False
    origin: str = ""
    origin_title: str = ""
    topic: Topic | None = None
    words: str = ""
    order: Order = Order.DEADLINE
    first: date | None = None
    last: date | None = None

    @property
    def has_period(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return self != Listing(own=self.own, order=self.order)


@dataclass(frozen=True, slots=True)
class Found:
    """The tasks in order, and how those that fit all but `which` stand."""

    tasks: QuerySet[Task]
    counts: Counts


def found(listing: Listing, seen: QuerySet[Task], tree: Tree, today: date) -> Found:
    """What the listing finds among the tasks that the person sees."""
    tasks = _named(seen.filter(_condition(listing, tree)), listing.words)
    if listing.has_period:
        return _in_period(listing, tasks, today)
    counts = Counts(**tasks.aggregate(**_tally(today)))
    return Found(_ordered(tasks.filter(_which(listing.which, today)), listing.order), counts)


def part_counts(seen: QuerySet[Task], own: frozenset[int]) -> Mapping[Part, int]:
    """How many tasks the person's own units have each part in. One query."""
    conditions = {part.name.lower(): Count("pk", filter=_part(part, own)) for part in Part}
    counted = seen.aggregate(**conditions)
    return {part: counted[part.name.lower()] for part in Part}


def _in_period(listing: Listing, tasks: QuerySet[Task], today: date) -> Found:
    rows = rows_of(tasks, listing.first or date.min, listing.last or today, today=today)
    wanted = [row.task_id for row in rows if not isinstance(listing.which, Standing) or row.standing is listing.which]
    kept = tasks.filter(Among("id", wanted))
    if isinstance(listing.which, Only):
        kept = kept.filter(_which(listing.which, today))
    return Found(_ordered(kept, listing.order), count(rows))


def _tally(today: date) -> dict[str, Count]:
    return {one.name.lower(): Count("pk", filter=standing_condition(one, today)) for one in Standing}


def _condition(listing: Listing, tree: Tree) -> Q:
    condition = _part(listing.part, listing.own)
    if listing.under is not None:
        condition &= Q(Among("lead_id", _units(listing.under, tree, alone=listing.alone)))
    if listing.given_by is not None:
        condition &= Q(Among("unit_id", _units(listing.given_by, tree, alone=listing.alone)))
    if listing.origin:
        condition &= Q(origin=listing.origin)
    if listing.origin_title:
        condition &= Q(origin_title=listing.origin_title)
    if listing.topic is not None:
        condition &= Q(topic=listing.topic)
    return condition


def _units(top: Node, tree: Tree, *, alone: bool) -> list[int]:
    return [top.unit_id] if alone else [node.unit_id for node in tree.subtree(top)]


def _part(part: Part, own: frozenset[int]) -> Q:
    match part:
        case Part.LED:
            return Q(Among("lead_id", own))
        case Part.HELPED:
            helps = Task.helpers.through.objects.filter(Among("unit_id", own), task_id=OuterRef("pk"))
            return Q(Exists(helps))
        case Part.GIVEN:
            return Q(Among("unit_id", own))
        case Part.ALL:
            return Q(pk__isnull=False)


def _which(which: Standing | Only | None, today: date) -> Q:
    if which is None:
        return Q(pk__isnull=False)
    if isinstance(which, Standing):
        return standing_condition(which, today)
    return {
        Only.SOON: Q(state__in=RUNNING, deadline__range=(today, today + SOON)),
        Only.LATE_MINE: Q(state__in=RUNNING, deadline__lt=today),
        Only.DRAFT: Q(state=TaskState.DRAFT),
        Only.ISSUED: Q(state=TaskState.ISSUED),
        Only.WORKED_ON: Q(state__in=[TaskState.ACKNOWLEDGED, TaskState.IN_PROGRESS]),
        Only.REPORTED: Q(state=TaskState.REPORTED),
        Only.EXTENSION: Q(state__in=OPEN, asked_deadline__isnull=False),
    }[which]


def _named(tasks: QuerySet[Task], words: str) -> QuerySet[Task]:
    """Those in which every word stands, marks and case aside: the database does not know Vietnamese letters."""
    asked = bare(words).split()
    if not asked:
        return tasks
    texts = tasks.values_list("pk", "what", "origin_title")
    fitting = [number for number, what, title in texts if all(word in bare(f"{what} {title}") for word in asked)]
    return tasks.filter(Among("id", fitting))


def _ordered(tasks: QuerySet[Task], order: Order) -> QuerySet[Task]:
    """What has ended comes after what is open, but where the newest are wanted."""
    ended = Case(When(state__in=ENDED, then=Value(1)), default=Value(0), output_field=IntegerField())
    tasks = tasks.annotate(has_ended=ended)
    match order:
        case Order.NEWEST:
            return tasks.order_by("-issued_on", "-pk")
        case Order.LEAD:
            return tasks.order_by("lead_id", "has_ended", "deadline", "pk")
        case Order.DEADLINE:
            return tasks.order_by("has_ended", "deadline", "pk")
