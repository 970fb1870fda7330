"""One of many: a set of units, persons or whatever else as one parameter of a query, on both databases."""

import json
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Value
from django.db.models.sql.compiler import SQLCompiler


class Among(Func):
    """The condition that a column holds one of many values, given as one parameter: a set may have any size."""

    output_field = BooleanField()

    def __init__(self, column: str, values: Collection[int] | Collection[str] | Expression) -> None:
        super().__init__(F(column), values if isinstance(values, Expression) else Value(one_parameter(values)))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> tuple[str, Any]:
        set_of = " IN (SELECT value FROM json_each("
        return self.as_sql(compiler, connection, template="%(expressions)s))", arg_joiner=set_of, **more)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(", **more)


def one_parameter(values: Collection[int] | Collection[str]) -> object:
    """All of them as the database at hand takes them in one parameter."""
    many: object = list(values)
    return json.dumps(many) if connection.vendor == "sqlite" else many
