"""Database triggers that keep the events at the door append-only, on both databases.

A migration that alters the table raises them again as its last operation, because SQLite then makes the table anew.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "people_accessevent"
REFUSAL = "Nhật ký truy cập chỉ ghi thêm, không sửa, không xóa"

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION people_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}: % %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
"""


def raise_guards(connection: BaseDatabaseWrapper) -> None:
    """Puts every trigger in place, in place of an older one of the same name."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for name, statement in _statements(connection):
            cursor.execute(_drop(connection, name))
            cursor.execute(statement)


def lower_guards(connection: BaseDatabaseWrapper) -> None:
    """Takes every trigger away: for tests, which must empty the table between them."""
    with connection.cursor() as cursor:
        for name, _statement in _statements(connection):
            cursor.execute(_drop(connection, name))


def guard_names(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The names of the triggers that should stand."""
    return tuple(name for name, _statement in _statements(connection))


def _drop(connection: BaseDatabaseWrapper, name: str) -> str:
    return f"DROP TRIGGER IF EXISTS {name}" + (f" ON {TABLE}" if connection.vendor == "postgresql" else "")


def _statements(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    """Name and CREATE TRIGGER statement of each guard."""
    if connection.vendor == "postgresql":
        for event, scope in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            name = f"{TABLE}_no_{event.lower()}"
            yield (
                name,
                f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH {scope} EXECUTE FUNCTION people_refuse()",
            )
        return
    for event in ("update", "delete"):
        name = f"{TABLE}_no_{event}"
        action = f"SELECT RAISE(ABORT, '{REFUSAL}: {event} {TABLE}')"
        yield name, f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} BEGIN {action}; END"
