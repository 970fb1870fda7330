"""Which recommendations somebody looks for, and in which order; nothing here says who may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.followup.models import DecidingLevel, Recommendation
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_listing import By, counted, overdue, was_open_at
from giaoban.language.text import bare
from giaoban.units.among import Among


class Order(StrEnum):
    """In which order: the word in the page's address."""

    NEWEST = "moi"
    OLDEST = "cu"
    DUE = "han"
    CHANGED = "cap-nhat"


ORDER_NAMES = {
    Order.NEWEST: _("Mới nêu nhất"),
    Order.OLDEST: _("Nêu lâu nhất"),
    Order.DUE: _("Hạn trả lời gần nhất"),
    Order.CHANGED: _("Mới cập nhật"),
}
_COLUMNS = {
    Order.NEWEST: ("-received_on", "-pk"),
    Order.OLDEST: ("received_on", "origin_title", "pk"),
    Order.DUE: (F("due").asc(nulls_last=True), "pk"),
    Order.CHANGED: ("-changed_at", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; None and empty ask for everything. Days are included.

    `unit_ids` are those that raised it. `owner_id` and `overdue_on` are asked of the parts too where wholes are counted;
    `carried_to` leaves what was raised before that day and was open when it began.
    """

    by: By = By.WHOLE
    state: State | None = None
    unit_ids: Collection[int] | None = None
    owner_id: int | None = None
    level: DecidingLevel | None = None
    field: str = ""
    words: str = ""
    raised_from: date | None = None
    raised_to: date | None = None
    closed_from: date | None = None
    closed_to: date | None = None
    overdue_on: date | None = None
    carried_to: date | None = None
    order: Order = Order.NEWEST

    def of(self, rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        """Those of the rows that are looked for, in order."""
        found = rows.filter(pk__in=counted(self.by).values("pk")).filter(self._plain())
        if self.unit_ids is not None:
            found = found.filter(Among("unit_id", self.unit_ids))
        if self.owner_id is not None:
            found = found.filter(_itself_or_a_part(Q(owner_id=self.owner_id)))
        if self.overdue_on is not None:
            found = found.filter(_itself_or_a_part(overdue(self.overdue_on)))
        if self.carried_to is not None:
            found = found.filter(was_open_at(self.carried_to), received_on__lt=self.carried_to)
        if self.words.strip():
            found = found.filter(Among("pk", self._worded(found)))
        return found.order_by(*_COLUMNS[self.order])

    def _plain(self) -> Q:
        """The conditions on one column each."""
        asked = {
            "state": self.state,
            "level": self.level,
            "field": self.field or None,
            "received_on__gte": self.raised_from,
            "received_on__lte": self.raised_to,
            "closed_on__gte": self.closed_from,
            "closed_on__lte": self.closed_to,
        }
        return Q(**{column: value for column, value in asked.items() if value is not None})

    def _worded(self, rows: QuerySet[Recommendation]) -> list[int]:
        """Those that have every word, typed with or without marks: a database knows no Vietnamese."""
        words = bare(self.words).split()
        texts = rows.values_list("pk", "text", "field", "origin_title")
        return [number for number, *said in texts if all(word in bare(" ".join(said)) for word in words)]


def _itself_or_a_part(condition: Q) -> Q:
    return condition | Q(Exists(Recommendation.objects.filter(condition, parent=OuterRef("pk"))))
