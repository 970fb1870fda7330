"""Queries that every page asks: their SQL is built once, with slots for what differs from time to time.

Django takes ten times as long to build such a query as the database to answer it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

from giaoban.units.among import one_parameter

Asked = int | str | date | Collection[int] | Collection[str]
"""What a slot is filled with: a word, a number, a day or an instant; or many words or numbers, for `Among`."""


class Slot(Expression):
    """Stands in a prepared query for the value of that name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", [self]


M = TypeVar("M", bound=Model)


class Prepared(Generic[M]):
    """A query with slots; `build` makes it once for each kind of database."""

    def __init__(self, build: Callable[[], QuerySet[M, Any]]) -> None:
        self._build = cache(lambda vendor: _built(build()))

    def rows(self, **values: Asked) -> list[tuple[Any, ...]]:
        """The rows of a query for values, as the driver gives them: fit for numbers and words, not for days."""
        return self._rows("{}", values)

    def count(self, **values: Asked) -> int:
        """How many rows it finds."""
        return sum(row[0] for row in self._rows("SELECT COUNT(*) FROM ({}) AS found", values))

    def objects(self, **values: Asked) -> list[M]:
        """The objects that it finds."""
        built = self._build(connection.vendor)
        return [built.object_of(list(row)) for row in self._rows("{}", values)]

    def _rows(self, around: str, values: dict[str, Asked]) -> list[tuple[Any, ...]]:
        built = self._build(connection.vendor)
        if _beyond(values):
            return []
        with connection.cursor() as cursor:
            cursor.execute(around.format(built.sql), _filled(built.slots, values))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


@dataclass(frozen=True, slots=True)
class _Built(Generic[M]):
    """A query as its database takes it, and how an object is made of a row."""

    model: type[M]
    sql: str
    slots: tuple[object, ...]
    columns: tuple[str, ...]
    converters: tuple[tuple[int, Callable[..., Any], Any], ...]
    """Place, function and column of what is not taken as the driver gives it."""

    def object_of(self, row: list[Any]) -> M:
        for place, convert, column in self.converters:
            row[place] = convert(row[place], column, connection)
        return self.model.from_db(connection.alias, self.columns, row)


def _built(found: QuerySet[M, Any]) -> _Built[M]:
    compiler: Any = found.query.get_compiler(connection.alias)
    sql, parameters = compiler.as_sql()
    selected = [column for column, _sql, _alias in compiler.select]
    columns = tuple(column.target.attname for column in selected if isinstance(column, Col))
    of_place = compiler.get_converters(selected).items()
    converters = tuple((place, one, column) for place, (several, column) in of_place for one in several)
    return _Built(found.model, sql, tuple(parameters), columns, converters)


def _beyond(values: dict[str, Asked]) -> bool:
    """Whether one is a number that no database knows, such as from the address of a page: nothing has it."""
    return any(isinstance(value, int) and value.bit_length() > 63 for value in values.values())


def _filled(parameters: Iterable[object], values: dict[str, Asked]) -> tuple[Any, ...]:
    return tuple(_fit(values[one.name]) if isinstance(one, Slot) else one for one in parameters)


def _fit(value: Asked) -> object:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value if isinstance(value, int | str) else one_parameter(value)
