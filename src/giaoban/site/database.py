"""Which database the settings name, made fit for hundreds of people at once: SQLite by default, or PostgreSQL."""

import importlib.util
import os
from pathlib import Path
from typing import Any, Final

import dj_database_url

from giaoban.site.environment import Workspace, WrongSetting, whole_number

SETTING: Final = "GIAOBAN_DATABASE_URL"
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
_WAY_OUT: Final = (
    "write sqlite:////path/to/file.sqlite3 or postgres://USER:PASSWORD@HOST:5432/NAME, "
    "or leave it away for the workspace's own SQLite file."
)
# recursive_triggers: without it INSERT OR REPLACE deletes rows past the triggers that refuse DELETE.
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    " PRAGMA recursive_triggers=ON; PRAGMA cache_size=-64000;"
)


def database(workspace: Workspace) -> dict[str, Any]:
    """Django's settings of the database that `GIAOBAN_DATABASE_URL` names; empty or absent is the workspace's SQLite.

    Raises `WrongSetting`, whose sentence never shows the address: it may hold a password.
    """
    address = os.environ.get(SETTING, "").strip()
    if not address:
        return _sqlite({"ENGINE": SQLITE}, workspace.database)
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(address, conn_health_checks=True))
    except ValueError as error:
        raise WrongSetting(f"{SETTING} is not the address of a database: {_WAY_OUT}") from error
    if found["ENGINE"] == SQLITE:
        return _sqlite(found, Path(found["NAME"]))
    if found["ENGINE"] == POSTGRESQL:
        return found | {"OPTIONS": found.get("OPTIONS", {}) | _pool()}
    raise WrongSetting(f"{SETTING} names a database of another kind ({found['ENGINE'].split('.')[-1]}): {_WAY_OUT}")


def _sqlite(found: dict[str, Any], file: Path) -> dict[str, Any]:
    if not file.is_absolute():
        raise WrongSetting(f"{SETTING} names the file {str(file)!r} without its folder: {_WAY_OUT}")
    # IMMEDIATE: with DEFERRED, 9 of 10 concurrent writes fail when a read transaction wants to write.
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _PRAGMAS}
    # Kept by its thread: to open a file, set its pragmas and read its tables anew costs more than a page's queries.
    return found | {"NAME": str(file), "OPTIONS": options, "CONN_MAX_AGE": None}


def _pool() -> dict[str, Any]:
    """A pool in each process, for the server's threads come and go; `GIAOBAN_DATABASE_POOL=0` goes without."""
    missing = [name for name in ("psycopg", "psycopg_pool") if importlib.util.find_spec(name) is None]
    if missing:
        raise WrongSetting(
            f"{SETTING} names a PostgreSQL server, but {' and '.join(missing)} is not installed: "
            "install giaoban[postgresql]."
        )
    size = whole_number("GIAOBAN_DATABASE_POOL", default=8)
    return {"pool": {"min_size": 0, "max_size": size, "timeout": 10}} if size else {}
