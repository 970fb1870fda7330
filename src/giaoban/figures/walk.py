"""What `verify` reads: the rows of each posting in order, and the rows whose instants do not fit together."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.db.models import BigIntegerField, F, Q, Window
from django.db.models.functions import Cast, Lead

from giaoban.figures.chain import ChainRow
from giaoban.figures.models import Observation

AT_A_TIME = 10_000
CELL = ("unit", "indicator", "breakdown", "period", "measure")


def posted_rows() -> Iterator[tuple[int, list[ChainRow]]]:
    """The rows of each posting that has any, in order of posting and number."""
    rows = (
        Observation.objects.order_by("posting_id", "pk")
        .annotate(whole=Cast("value", BigIntegerField()))
        .values_list("posting_id", "pk", "unit__key", *CELL[1:], "state", "whole", "text", "place")
        .iterator(AT_A_TIME)
    )
    for posting, group in groupby(rows, key=itemgetter(0)):
        yield posting, [row[1:] for row in group]


def misplaced_rows() -> Iterator[tuple[int, int]]:
    """Posting and number of each row that does not carry its posting's instant."""
    wrong = Observation.objects.exclude(recorded_at=F("posting__recorded_at")).order_by("pk")
    yield from wrong.values_list("posting_id", "pk").iterator(AT_A_TIME)


def unsucceeded_rows() -> Iterator[tuple[int, int]]:
    """Posting and number of each row that is not superseded at the very instant at which its cell's next row was recorded.

    The last row of a cell must not be superseded at all.
    """
    following = Window(Lead("recorded_at"), partition_by=[F(part) for part in CELL], order_by=F("pk").asc())
    open_end = Q(superseded_at__isnull=True, following__isnull=True)
    met = Q(superseded_at__isnull=False, following__isnull=False, superseded_at=F("following"))
    wrong = Observation.objects.annotate(following=following).exclude(open_end | met).order_by("pk")
    yield from wrong.values_list("posting_id", "pk").iterator(AT_A_TIME)
