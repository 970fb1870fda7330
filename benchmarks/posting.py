"""Posting against what Django offers for many rows, and a snapshot of a million rows against fetching them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

import numpy as np
from django.db import connection, transaction

from benchmarks.ground import fresh_workspace
from benchmarks.made_books import HALF_YEARS, large, write
from benchmarks.result import Result, seconds
from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, Observation, Posting, SourceKind, State
from giaoban.figures.snapshot import snapshot
from giaoban.indicators.catalogue import Kind
from giaoban.indicators.packs import current
from giaoban.people.accounts import operator
from giaoban.people.models import Person
from giaoban.units.models import Unit

UNITS = 1_000
AT = datetime(2024, 7, 2, tzinfo=UTC)
COLUMNS = "posting_id, unit_id, indicator, breakdown, period, measure, state, value, text, place, recorded_at"
Way = Callable[[list[Entry], Person], object]


def run() -> Iterator[Result]:
    """The same figures, each way in a workspace of its own; the peers neither check nor chain what they write.

    A submission is a transaction of its own, on the disk before the next one begins.
    """
    for name, size in (("posting 60,000 rows at once", UNITS * 60), ("posting 300 submissions of 60 rows", 60)):
        submissions = 1 if size > 60 else 300
        ours = _time(_ours, size, submissions)
        for peer, way in (("bulk_create", _bulk_create), ("executemany", _executemany)):
            yield Result(name, ours, peer, _time(way, size, submissions), size * submissions, "rows")
    yield from _snapshots()


def _time(way: Way, size: int, submissions: int) -> float:
    """Seconds to post, after a first submission that warms the caches."""
    with fresh_workspace():
        units = Unit.objects.bulk_create([Unit(key=f"U{number}:2020-01-01") for number in range(UNITS)])
        figures = _figures([unit.pk for unit in units])
        by = operator()
        way([next(figures) for _ in range(60)], by)
        made = [[next(figures) for _ in range(size)] for _ in range(submissions)]
        return seconds(lambda: [way(entries, by) for entries in made])


def _figures(units: list[int]) -> Iterator[Entry]:
    """Figures without end, unit by unit as workbooks bring them, month after month."""
    counted = [one.code for one in current().indicators if one.kind is not Kind.TEXT and one.numerator is None][:60]
    for month in count():
        period = f"{2000 + month // 12}-{month % 12 + 1:02}"
        for unit in units:
            for row, code in enumerate(counted):
                yield Entry(unit, code, "", period, Measure.ACTUAL, Decimal(row), place=f"Số liệu!E{row}")


def _ours(entries: list[Entry], by: Person) -> object:
    return post(entries, by=by, source=Source(SourceKind.IMPORT), at=AT)


def _bulk_create(entries: list[Entry], by: Person) -> object:
    with transaction.atomic():
        posting = _bare_posting(len(entries), by)
        return Observation.objects.bulk_create(
            [
                Observation(
                    posting=posting,
                    unit_id=one.unit_id,
                    indicator=one.indicator,
                    period=one.period,
                    measure=one.measure,
                    state=State.REPORTED,
                    value=Decimal(one.value or 0),
                    place=one.place,
                    recorded_at=posting.recorded_at,
                )
                for one in entries
            ]
        )


def _executemany(entries: list[Entry], by: Person) -> object:
    with transaction.atomic(), connection.cursor() as cursor:
        posting = _bare_posting(len(entries), by)
        at = connection.ops.adapt_datetimefield_value(posting.recorded_at)
        rows = [
            (posting.pk, one.unit_id, one.indicator, "", one.period, "actual", "reported", 10_000, "", one.place, at)
            for one in entries
        ]
        holes = ", ".join(["%s"] * 11)
        return cursor.executemany(f"INSERT INTO figures_observation ({COLUMNS}) VALUES ({holes})", rows)


def _bare_posting(rows: int, by: Person) -> Posting:
    number = (Posting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    at = AT.replace(microsecond=number)
    return Posting.objects.create(recorded_at=at, author=by, source_kind=SourceKind.IMPORT, rows=rows, hash=str(number))


def _snapshots() -> Iterator[Result]:
    with fresh_workspace():
        write(large(current()))
        periods = [*HALF_YEARS, "2024", "2024-07"]
        rows = len(snapshot(periods=periods))
        now = seconds(lambda: snapshot(periods=periods), rounds=3)
        then = seconds(lambda: snapshot(periods=periods, known_at=datetime.now(UTC)), rounds=3)
        fetched = seconds(lambda: _fetched(periods))
        yield Result("snapshot, now", now, "cursor.fetchall and np.array", fetched, rows, "rows")
        yield Result("snapshot, known at an instant", then, "cursor.fetchall and np.array", fetched, rows, "rows")
        yield Result("snapshot, now", now, "values_list and np.array", seconds(lambda: _listed(periods)), rows, "rows")


def _fetched(periods: list[str]) -> object:
    """The rows as tuples, their codes made into numbers by NumPy."""
    with connection.cursor() as cursor:
        holes = ", ".join(["%s"] * len(periods))
        cursor.execute(
            "SELECT id, unit_id, value, indicator, breakdown, period, measure FROM figures_observation"
            f" WHERE superseded_at IS NULL AND value IS NOT NULL AND period IN ({holes})",
            periods,
        )
        return _as_columns(cursor.fetchall())


def _listed(periods: list[str]) -> object:
    rows = Observation.objects.filter(superseded_at=None, value__isnull=False, period__in=periods)
    return _as_columns(
        [
            (number, unit, int((value or 0) * 10_000), *codes)
            for number, unit, value, *codes in rows.values_list(
                "id", "unit_id", "value", "indicator", "breakdown", "period", "measure"
            )
        ]
    )


def _as_columns(rows: list[tuple[object, ...]]) -> list[object]:
    columns = list(zip(*rows, strict=True))
    numbers: list[object] = [np.array(column, dtype=np.int64) for column in columns[:3]]
    return numbers + [np.unique(np.array(column), return_inverse=True) for column in columns[3:]]
