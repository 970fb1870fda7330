"""What SQLite and PostgreSQL say differently: one statement a table and one parameter a set, however many values."""

# ruff: noqa: S608 — the only texts put into a statement are the names of columns in this file.

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, cast

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Aggregate, TextField
from django.db.models.sql.compiler import SQLCompiler

from giaoban.figures.chain import ChainRow
from giaoban.figures.models import Posting

Sheet = tuple[int, str]
"""A unit and a period."""
Standing = tuple[int, str, str, str, str, int, str, int | None, str]
"""A current row: the five parts of its cell, its number, state, ten-thousandths, text."""

_COLUMNS = "posting_id, recorded_at, id, unit_id, indicator, breakdown, period, measure, state, value, text, place"
_FROM_ROW = "%s, %s, given.id, units_unit.id, indicator, breakdown, period, measure, state, value, text, place"
_SAME_SHEET = "o.unit_id = given.unit_id AND o.period = given.period AND o.superseded_at IS NULL"
_STANDING = "o.unit_id, o.indicator, o.breakdown, o.period, o.measure, o.id, o.state, o.value, o.text"


class Joined(Aggregate):
    """The whole numbers of a group as one text with commas; two of them in a query have the same order."""

    template = "group_concat(%(expressions)s)"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="string_agg((%(expressions)s)::text, ',')", **more)


class Dialect(Protocol):
    """How one kind of database looks up and takes in many rows at once."""

    def standing(self, cursor: CursorWrapper, sheets: Collection[Sheet]) -> list[Standing]:
        """Every current row of those units and periods: far fewer look-ups than one for each cell."""

    def insert(self, cursor: CursorWrapper, posting: Posting, rows: Sequence[ChainRow], text: str) -> None:
        """Writes the rows of a posting; `text` is their JSON."""


class Sqlite:
    """Many values go in as one JSON text."""

    def standing(self, cursor: CursorWrapper, sheets: Collection[Sheet]) -> list[Standing]:
        # CROSS JOIN: SQLite then walks the few given sheets and looks each up, never the other way round.
        cursor.execute(
            f"""SELECT {_STANDING} FROM (SELECT {_extract(_SHEET_FIELDS)} FROM json_each(%s)) AS given
            CROSS JOIN figures_observation AS o ON {_SAME_SHEET}""",
            [json.dumps(list(sheets))],
        )
        return cast("list[Standing]", cursor.fetchall())

    def insert(self, cursor: CursorWrapper, posting: Posting, rows: Sequence[ChainRow], text: str) -> None:
        # The very text that was hashed. LEFT JOIN: SQLite then goes through it in order and looks each unit up.
        at = connection.ops.adapt_datetimefield_value(posting.recorded_at)
        cursor.execute(
            f"""INSERT INTO figures_observation ({_COLUMNS})
            SELECT {_FROM_ROW} FROM (SELECT {_extract(_ROW_FIELDS)} FROM json_each(%s)) AS given
            LEFT JOIN units_unit ON units_unit.key = given.unit_key""",
            [posting.pk, at, text],
        )


class Postgresql:
    """Many values go in as JSON, one text for each column: far cheaper to write and read than arrays of text."""

    def standing(self, cursor: CursorWrapper, sheets: Collection[Sheet]) -> list[Standing]:
        given, values = _side_by_side(list(sheets), _SHEET_FIELDS)
        cursor.execute(f"SELECT {_STANDING} FROM {given} JOIN figures_observation AS o ON {_SAME_SHEET}", values)
        return cast("list[Standing]", cursor.fetchall())

    def insert(self, cursor: CursorWrapper, posting: Posting, rows: Sequence[ChainRow], text: str) -> None:
        given, columns = _side_by_side(rows, _ROW_FIELDS)
        cursor.execute(
            f"""INSERT INTO figures_observation ({_COLUMNS})
            SELECT {_FROM_ROW} FROM {given} LEFT JOIN units_unit ON units_unit.key = given.unit_key""",
            [posting.pk, posting.recorded_at, *columns],
        )


_SHEET_FIELDS = ("unit_id", "period")
_ROW_FIELDS = (
    "id",
    "unit_key",
    "indicator",
    "breakdown",
    "period",
    "measure",
    "state",
    "value",
    "text",
    "place",
)
_WHOLE = {"id", "unit_id", "value"}
_DIALECTS: dict[str, Dialect] = {"sqlite": Sqlite(), "postgresql": Postgresql()}


def dialect() -> Dialect:
    """The dialect of the database in use."""
    return _DIALECTS[connection.vendor]


@contextmanager
def standing_still() -> Iterator[None]:
    """Everything read inside is of one instant, while others may go on writing; inside a transaction, of that one."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Not `atomic`: its BEGIN IMMEDIATE would keep every posting waiting.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _extract(fields: Sequence[str]) -> str:
    """SQL that takes the elements of a JSON array apart."""
    return ", ".join(f"json_extract(value, '$[{place}]') AS {name}" for place, name in enumerate(fields))


def _side_by_side(rows: Sequence[tuple[object, ...]], fields: Sequence[str]) -> tuple[str, list[str]]:
    """SQL of a table `given` made of JSON columns read side by side, and the columns."""
    columns = [json.dumps([row[place] for row in rows], ensure_ascii=False) for place in range(len(fields))]
    each = ", ".join("json_array_elements_text(%s::json)" for _field in fields)
    typed = ", ".join(f"{name}::bigint" if name in _WHOLE else name for name in fields)
    return f"(SELECT {typed} FROM ROWS FROM ({each}) AS columns ({', '.join(fields)})) AS given", columns
