"""Database triggers that keep the books append-only, in both dialects.

A posted row refuses every UPDATE but the one-time setting of `superseded_at`, and every DELETE; on PostgreSQL also
TRUNCATE. A request for explanation takes its answer once and is closed once. On SQLite INSERT OR REPLACE fires the triggers of its silent DELETE because the settings switch
`recursive_triggers` on; `verify` finds what came in through a connection without it. The triggers are written from the tables as they are:
a migration that alters a guarded table raises them again as its last operation, because SQLite then makes the table anew.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED = ("figures_observation", "figures_posting", "figures_sourcefile", "figures_explanation")
SET_ONCE = {"figures_observation": "superseded_at"}
ASKED = ("id", "unit_id", "indicator", "breakdown", "period", "value", "question", "asked_by_id", "asked_at")
SETTLED = (("answered_at", "answered_by_id", "answer"), ("closed_at", "closed_by_id"))
"""Columns of an explanation: what never changes, and what is set together once, each under an instant."""
REFUSAL = "Sổ chỉ ghi thêm, không sửa, không xóa"

_POSTGRESQL_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION figures_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}: % %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE OR REPLACE FUNCTION figures_set_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.superseded_at IS NULL AND NEW.superseded_at IS NOT NULL THEN
    OLD.superseded_at := NEW.superseded_at;
    IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '{REFUSAL}: % %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def raise_guards(connection: BaseDatabaseWrapper) -> None:
    """Puts every trigger in place, in place of an older one of the same name; a table still to come has its own migration."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTIONS)
        tables = set(connection.introspection.table_names(cursor))
        for name, table, statement in _statements(connection):
            if table in tables:
                cursor.execute(_drop(connection, name, table))
                cursor.execute(statement)


def lower_guards(connection: BaseDatabaseWrapper) -> None:
    """Takes every trigger away: for tests, which must empty the books between them."""
    with connection.cursor() as cursor:
        for name, table, _statement in _statements(connection):
            cursor.execute(_drop(connection, name, table))


def guard_names(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The names of the triggers that should stand."""
    return tuple(name for name, _table, _statement in _statements(connection))


def missing_guards(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The names of the triggers that should stand and do not, or are switched off."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {name for (name,) in cursor.fetchall()}
    return tuple(name for name in guard_names(connection) if name not in standing)


def _drop(connection: BaseDatabaseWrapper, name: str, table: str) -> str:
    return f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")


def _statements(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str, str]]:
    """Name, table and CREATE TRIGGER statement of each guard."""
    for table in GUARDED:
        if connection.vendor == "postgresql":
            yield from _postgresql(table)
        else:
            yield from _sqlite(connection, table)


def _postgresql(table: str) -> Iterator[tuple[str, str, str]]:
    on_update = "figures_set_once" if table in SET_ONCE else "figures_refuse"
    when = f" WHEN ({_explanation_change('IS DISTINCT FROM')})" if table == "figures_explanation" else ""
    for event, scope, function in (
        ("update", f"FOR EACH ROW{when}", on_update),
        ("delete", "FOR EACH ROW", "figures_refuse"),
        ("truncate", "FOR EACH STATEMENT", "figures_refuse"),
    ):
        name = f"{table}_no_{event}"
        yield name, table, f"CREATE TRIGGER {name} BEFORE {event} ON {table} {scope} EXECUTE FUNCTION {function}()"


def _sqlite(connection: BaseDatabaseWrapper, table: str) -> Iterator[tuple[str, str, str]]:
    for event, condition in (
        ("update", _sqlite_change(connection, table)),
        ("delete", ""),
    ):
        name = f"{table}_no_{event}"
        action = f"SELECT RAISE(ABORT, '{REFUSAL}: {event} {table}')"
        yield name, table, f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition} BEGIN {action}; END"


def _sqlite_change(connection: BaseDatabaseWrapper, table: str) -> str:
    """The WHEN of an update that is refused: any, or any but the one that sets the set-once column alone."""
    if table == "figures_explanation":
        return f"WHEN {_explanation_change('IS NOT')}"
    once = SET_ONCE.get(table)
    if once is None:
        return ""
    with connection.cursor() as cursor:
        # Django's own description of a table takes ten milliseconds: it reads the statement that made it.
        cursor.execute(f"PRAGMA table_info({table})")
        columns = [name for _place, name, *_more in cursor.fetchall()]
    changed = [f"NEW.{column} IS NOT OLD.{column}" for column in columns if column != once]
    return f"WHEN OLD.{once} IS NOT NULL OR NEW.{once} IS NULL OR {' OR '.join(changed)}"


def _explanation_change(differs: str) -> str:
    """The condition of an update that is refused: of the question, or of an answer or a closing that stands already."""
    asked = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in ASKED)
    settled = [
        f"(OLD.{instant} IS NOT NULL AND (" + " OR ".join(f"NEW.{one} {differs} OLD.{one}" for one in group) + "))"
        for group in SETTLED
        for instant in group[:1]
    ]
    return " OR ".join([asked, *settled])
