"""The hot way into the tables, on SQLite and on PostgreSQL: one statement a table, one parameter for many cells."""

# ruff: noqa: S608 — the only texts put into a statement are the names of columns in this file.

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

Row = tuple[str, str, str, str, str]
"""Indicator, breakdown, measure, typed, reason."""

_FIELDS = ("indicator", "breakdown", "measure", "typed", "reason")
_CHANGED = ("typed", "reason", "revision", "changed_by_id", "changed_at")


def keep_cells(submission_id: int, rows: Sequence[Row], *, revision: int, person_id: int, at: datetime) -> None:
    """Writes the cells of one submission; one that stands already is replaced."""
    on_sqlite = connection.vendor == "sqlite"
    pick = "json_extract(value, '$[{}]')" if on_sqlite else "value->>{}"
    given = ", ".join(pick.format(place) for place in range(len(_FIELDS)))
    each = "json_each(%s)" if on_sqlite else "json_array_elements(%s::json)"
    replaced = ", ".join(f"{column} = excluded.{column}" for column in _CHANGED)
    # WHERE true: without it SQLite takes ON CONFLICT for the ON of a join.
    statement = f"""INSERT INTO collection_draftcell (submission_id, {", ".join(_FIELDS + _CHANGED[2:])})
        SELECT %s, {given}, %s, %s, %s FROM {each} AS given (value) WHERE true
        ON CONFLICT (submission_id, indicator, breakdown, measure) DO UPDATE SET {replaced}"""
    if on_sqlite:
        statement = statement.replace(" AS given (value)", "")
    values = json.dumps(rows, ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(statement, [submission_id, revision, person_id, _instant(at), values])


def hand_in(unit_id: int, form: str, period: str, *, state: str, at: datetime) -> int | None:
    """Adds a submission that is handed in as it is opened, and gives its number; None where the sheet has one already."""
    statement = """INSERT INTO collection_submission
        (unit_id, form, period, state, is_estimate, revision, changed_at, submitted_at)
        VALUES (%s, %s, %s, %s, %s, 1, %s, %s) ON CONFLICT (period, form, unit_id) DO NOTHING RETURNING id"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [unit_id, form, period, state, False, _instant(at), _instant(at)])
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def _instant(at: datetime) -> Any:
    """An aware instant as the database keeps it; in a statement of our own Django does not convert it for SQLite."""
    return connection.ops.adapt_datetimefield_value(at)
