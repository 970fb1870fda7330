"""What the database itself refuses in the versions of units, on SQLite and on PostgreSQL.

No unit is two things at once, no code belongs to two units at once, no day has two roots, no unit hangs below itself.
Rows that break these raise `IntegrityError` whoever writes them. That a parent holds as long as its child is not
refused here, since rows come one after another: `consistency.py` sees to it for whole files.

Django rebuilds a table on SQLite to alter it and loses its triggers: a later migration that alters `UnitVersion`
ends with `put_on` again.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_OVERLAPS = "other.valid_from < {far_new} AND NEW.valid_from < {far_other}"

_RULES = {
    "unit_is_one_thing_at_once": """EXISTS (
        SELECT 1 FROM units_unitversion other
        WHERE other.unit_id = NEW.unit_id AND other.id <> NEW.id AND {overlaps})""",
    "code_belongs_to_one_unit_at_once": """EXISTS (
        SELECT 1 FROM units_unitversion other
        WHERE other.code = NEW.code AND other.unit_id <> NEW.unit_id AND {overlaps})""",
    "one_root_at_once": """NEW.parent_id IS NULL AND EXISTS (
        SELECT 1 FROM units_unitversion other
        WHERE other.parent_id IS NULL AND other.id <> NEW.id AND {overlaps})""",
    "no_unit_below_itself": """EXISTS (
        WITH RECURSIVE above (unit_id, since, until) AS (
            SELECT NEW.parent_id, NEW.valid_from, {far_new}
            UNION
            SELECT other.parent_id, {later}(above.since, other.valid_from), {earlier}(above.until, {far_other})
            FROM above JOIN units_unitversion other ON other.unit_id = above.unit_id
            WHERE above.unit_id <> NEW.unit_id AND other.parent_id IS NOT NULL
                AND other.valid_from < above.until AND above.since < {far_other}
        )
        SELECT 1 FROM above WHERE above.unit_id = NEW.unit_id)""",
}
"""The name of each rule, which is the message of its `IntegrityError`, and when it is broken."""

_DIALECTS = {
    "sqlite": {
        "far_new": "COALESCE(NEW.valid_to, '9999-12-31')",
        "far_other": "COALESCE(other.valid_to, '9999-12-31')",
        "later": "max",
        "earlier": "min",
    },
    "postgresql": {
        "far_new": "COALESCE(NEW.valid_to, 'infinity'::date)",
        "far_other": "COALESCE(other.valid_to, 'infinity'::date)",
        "later": "greatest",
        "earlier": "least",
    },
}

_SQLITE_STAMP = "INSERT OR REPLACE INTO units_treestamp (id, value) VALUES (1, lower(hex(randomblob(16))));"

# Before the rows, and by writing the one stamp row: two transactions that change units wait for each other there,
# so that neither misses the uncommitted rows of the other.
_POSTGRESQL_STAMP = """
CREATE FUNCTION units_renew_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO units_treestamp (id, value) VALUES (1, gen_random_uuid()::text)
    ON CONFLICT (id) DO UPDATE SET value = excluded.value;
    RETURN NULL;
END $$;
CREATE TRIGGER units_renew_stamp BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON units_unitversion
FOR EACH STATEMENT EXECUTE FUNCTION units_renew_stamp();
"""

# A whole statement at a time, planned afresh each time, and by the indexes: while a first file is being taken the
# planner still believes the table to be small, and would read all of it for every row.
_POSTGRESQL_REFUSAL = """
CREATE FUNCTION units_refuse() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    broken boolean;
BEGIN
    {refusals}
    RETURN NULL;
END $$;
CREATE TRIGGER units_refuse_insert AFTER INSERT ON units_unitversion REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION units_refuse();
CREATE TRIGGER units_refuse_update AFTER UPDATE ON units_unitversion REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION units_refuse();
"""

_POSTGRESQL_RULE = """
    EXECUTE $rule$ SELECT EXISTS (SELECT 1 FROM fresh AS new WHERE {broken}) $rule$ INTO broken;
    IF broken THEN
        RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
"""


_NAMES = {
    "sqlite": ("units_insert", "units_update", "units_delete"),
    "postgresql": ("units_renew_stamp", "units_refuse_insert", "units_refuse_update"),
}


def guard_names(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The names of the triggers that should stand."""
    return _NAMES[connection.vendor]


def _rules(vendor: str) -> list[tuple[str, str]]:
    dialect = _DIALECTS[vendor]
    overlaps = _OVERLAPS.format(**dialect)
    return [(name, broken.format(overlaps=overlaps, **dialect)) for name, broken in _RULES.items()]


def _sqlite() -> list[str]:
    refusals = " ".join(f"SELECT RAISE(ABORT, '{name}') WHERE {broken};" for name, broken in _rules("sqlite"))
    events = {"insert": refusals, "update": refusals, "delete": ""}
    return [
        f"CREATE TRIGGER units_{event} AFTER {event.upper()} ON units_unitversion BEGIN {refused} {_SQLITE_STAMP} END"
        for event, refused in events.items()
    ]


def _postgresql() -> list[str]:
    refusals = "".join(_POSTGRESQL_RULE.format(name=name, broken=broken) for name, broken in _rules("postgresql"))
    return [_POSTGRESQL_STAMP, _POSTGRESQL_REFUSAL.format(refusals=refusals)]


def put_on(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers on the table of versions."""
    _run(connection, _sqlite() if connection.vendor == "sqlite" else _postgresql())


def take_off(connection: BaseDatabaseWrapper) -> None:
    """Takes the triggers off again."""
    if connection.vendor == "sqlite":
        _run(connection, [f"DROP TRIGGER units_{event}" for event in ("insert", "update", "delete")])
    else:
        _run(connection, [f"DROP FUNCTION {name} CASCADE" for name in ("units_renew_stamp", "units_refuse")])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
