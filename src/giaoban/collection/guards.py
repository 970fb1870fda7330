"""Database triggers that keep what was done to submissions append-only; on both databases.

They refuse with the same words and, on PostgreSQL, by the same function as the triggers of the ledger. A migration
that alters a guarded table raises them again as its last operation, because SQLite then makes the table anew.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from giaoban.figures.guards import REFUSAL

GUARDED = ("collection_submissionevent", "collection_extension", "collection_findingnote")


def raise_guards(connection: BaseDatabaseWrapper) -> None:
    """Puts every trigger in place, in place of an older one of the same name; a table still to come has its own migration."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for name, table, statement in _statements(connection):
            if table in tables:
                cursor.execute(_drop(connection, name, table))
                cursor.execute(statement)


def lower_guards(connection: BaseDatabaseWrapper) -> None:
    """Takes every trigger away: for tests, which must empty the tables between them."""
    with connection.cursor() as cursor:
        for name, table, _statement in _statements(connection):
            cursor.execute(_drop(connection, name, table))


def guard_names(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The names of the triggers that should stand."""
    return tuple(name for name, _table, _statement in _statements(connection))


def _drop(connection: BaseDatabaseWrapper, name: str, table: str) -> str:
    return f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")


def _statements(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str, str]]:
    """Name, table and CREATE TRIGGER statement of each guard."""
    for table in GUARDED:
        for event in ("update", "delete"):
            name = f"{table}_no_{event}"
            if connection.vendor == "postgresql":
                action = "FOR EACH ROW EXECUTE FUNCTION figures_refuse()"
            else:
                action = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {event} {table}'); END"
            yield name, table, f"CREATE TRIGGER {name} BEFORE {event} ON {table} {action}"
        if connection.vendor == "postgresql":
            name = f"{table}_no_truncate"
            action = "FOR EACH STATEMENT EXECUTE FUNCTION figures_refuse()"
            yield name, table, f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} {action}"
