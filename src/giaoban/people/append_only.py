"""Database triggers that keep tables append-only: no row is changed or taken away, whoever asks; on both databases.

SQLite makes a table anew to alter it and loses its triggers: a migration that alters a guarded table raises them again
as its last operation.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """The guards of one room's tables. `refusal` is what the database says; `room` names the function on PostgreSQL."""

    room: str
    tables: tuple[str, ...]
    refusal: str

    def raise_guards(self, connection: BaseDatabaseWrapper) -> None:
        """Puts every trigger in place, in place of an older one of the same name; a table still to come has its own migration."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(self._function())
            tables = set(connection.introspection.table_names(cursor))
            for name, table, statement in self._statements(connection):
                if table in tables:
                    cursor.execute(_drop(connection, name, table))
                    cursor.execute(statement)

    def lower_guards(self, connection: BaseDatabaseWrapper) -> None:
        """Takes every trigger away: for tests, which must empty the tables between them."""
        with connection.cursor() as cursor:
            for name, table, _statement in self._statements(connection):
                cursor.execute(_drop(connection, name, table))

    def guard_names(self, connection: BaseDatabaseWrapper) -> tuple[str, ...]:
        """The names of the triggers that should stand."""
        return tuple(name for name, _table, _statement in self._statements(connection))

    def _function(self) -> str:
        return f"""
CREATE OR REPLACE FUNCTION {self.room}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{self.refusal}: % %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
"""

    def _statements(self, connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str, str]]:
        """Name, table and CREATE TRIGGER statement of each guard."""
        for table in self.tables:
            if connection.vendor == "postgresql":
                for event, scope in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
                    name = f"{table}_no_{event}"
                    action = f"FOR EACH {scope} EXECUTE FUNCTION {self.room}_refuse()"
                    yield name, table, f"CREATE TRIGGER {name} BEFORE {event} ON {table} {action}"
                continue
            for event in ("update", "delete"):
                name = f"{table}_no_{event}"
                action = f"SELECT RAISE(ABORT, '{self.refusal}: {event} {table}')"
                yield name, table, f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN {action}; END"


def _drop(connection: BaseDatabaseWrapper, name: str, table: str) -> str:
    return f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
