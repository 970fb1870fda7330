"""Made trees and observations, written straight into a database: a benchmark of reading needs no posting."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection, transaction

from giaoban.figures.models import Posting, SourceKind
from giaoban.indicators.catalogue import Indicator, Kind, Pack
from giaoban.indicators.forms import asked_by
from giaoban.people.accounts import operator
from giaoban.units.registry import Version

ADDED = {Kind.FLOW, Kind.STOCK}
LONG_AGO = date(2020, 1, 1)
RECORDED_AT = datetime(2024, 7, 1, tzinfo=UTC)
KINDS = ("province_committee", "district_committee", "grassroots_organisation", "cell")
HALF_YEARS = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 7)]
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)][:18]

Row = tuple[int, str, str, str, int]
"""Unit, indicator, period, measure and value in ten-thousandths."""


@dataclass(frozen=True)
class Made:
    """A made tree and what its units said."""

    versions: tuple[Version, ...]
    rows: tuple[Row, ...]
    indicators: tuple[str, ...]


def province(pack: Pack) -> Made:
    """A root with 14 units, each reporting 60 indicators for 18 months."""
    chance = random.Random(1)
    versions = tuple(_version(number, None if number == 1 else 1, min(1, number - 1)) for number in range(1, 16))
    indicators = _monthly(pack)[:60]
    rows = [
        (unit, one.code, month, "actual", chance.randrange(500) * 10_000)
        for unit in range(2, 16)
        for one in indicators
        for month in MONTHS
    ]
    rows += [
        (unit, one.code, "2024", "target", chance.randrange(1, 5000) * 10_000)
        for unit in range(2, 16)
        for one in indicators
        if one.target == "year"
    ]
    return Made(versions, tuple(rows), tuple(one.code for one in indicators))


def large(pack: Pack, *, leaves: int = 40_000) -> Made:
    """A tree of 50,000 units in four levels whose leaves each report 2 of 20 indicators for 12 months: a million rows."""
    chance = random.Random(2)
    versions = list(_versions(districts=700, organisations=9_299, leaves=leaves))
    indicators = _monthly(pack)[:20]
    rows: list[Row] = []
    for version in versions[-leaves:]:
        for one in chance.sample(indicators, 2):
            rows += [
                (version.unit_id, one.code, month, "actual", chance.randrange(500) * 10_000) for month in HALF_YEARS
            ]
            if one.target == "year":
                rows.append((version.unit_id, one.code, "2024", "target", chance.randrange(1, 5000) * 10_000))
    for version in versions[-leaves:]:
        if len(rows) >= 1_000_000:
            break
        rows.append((version.unit_id, "members.cards_issued", "2024-07", "actual", 10_000))
    return Made(tuple(versions), tuple(rows), tuple(one.code for one in indicators))


def write(made: Made) -> None:
    """The tree and the rows into the database of the workspace, under one posting."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO units_unit (id, key) VALUES (%s, %s)", [(one.unit_id, one.key) for one in made.versions]
        )
        cursor.executemany(
            "INSERT INTO units_unitversion (unit_id, code, name, kind, parent_id, position, valid_from)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [
                (one.unit_id, one.code, one.name, one.kind, one.parent_id, one.position, one.valid_from.isoformat())
                for one in made.versions
            ],
        )
        posting = Posting.objects.create(
            recorded_at=RECORDED_AT,
            author=operator(),
            source_kind=SourceKind.REGISTER,
            rows=len(made.rows),
            hash="made",
        )
        cursor.executemany(
            "INSERT INTO figures_observation (posting_id, unit_id, indicator, period, measure, value, recorded_at,"
            " breakdown, state, text, place) VALUES (%s, %s, %s, %s, %s, %s, %s, '', 'reported', '', '')",
            _observations(made.rows, posting),
        )


def _observations(rows: Iterable[Row], posting: Posting) -> list[tuple[int | str | None, ...]]:
    at = connection.ops.adapt_datetimefield_value(posting.recorded_at)
    return [(posting.pk, *row, at) for row in rows]


def _monthly(pack: Pack) -> list[Indicator]:
    """The indicators that are reported every month and add up over units."""
    asked = {code for form in pack.forms if form.every == "month" for code in asked_by(form)}
    return [one for one in pack.indicators if one.code in asked and one.kind in ADDED and one.over_units == "sum"]


def _versions(*, districts: int, organisations: int, leaves: int) -> Iterator[Version]:
    yield _version(1, None, 0)
    above = [1]
    number = 1
    for level, count in enumerate((districts, organisations, leaves), start=1):
        here = []
        for place in range(count):
            number += 1
            here.append(number)
            yield _version(number, above[place % len(above)], level)
        above = here


def _version(number: int, parent: int | None, level: int) -> Version:
    code = f"U{number}"
    return Version(number, f"{code}:{LONG_AGO}", code, f"Đơn vị {number}", KINDS[level], parent, number, LONG_AGO, None)
