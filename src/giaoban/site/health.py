"""Whether the server lives and whether it is fit to answer: for the machine that watches it, without any data."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from giaoban.collection import guards as submission_guards
from giaoban.figures import guards as book_guards
from giaoban.followup import guards as followup_guards
from giaoban.meetings import guards as meeting_guards
from giaoban.people import guards as door_guards
from giaoban.site.environment import Workspace
from giaoban.units import triggers as unit_guards

GUARDS = (unit_guards, door_guards, book_guards, submission_guards, followup_guards, meeting_guards)
_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}


@login_not_required
@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked, so that a slow database does not get it restarted."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Each thing that the server needs, `true` or `false`; 503 unless all are true."""
    standing = dict(_standing())
    return JsonResponse(standing, status=200 if all(standing.values()) else 503)


def _standing() -> Iterator[tuple[str, bool]]:
    for name, holds in CHECKS.items():
        try:
            yield name, holds()
        except (Error, OSError):
            yield name, False


def database_answers() -> bool:
    """Whether a query gets through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations_applied() -> bool:
    """Whether the tables are those of this version of the product."""
    return _migrations() <= MigrationRecorder(connection).applied_migrations().keys()


def guards_stand() -> bool:
    """Whether every trigger that keeps the books and the tree right is there and switched on."""
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return all(standing.issuperset(room.guard_names(connection)) for room in GUARDS)


def disk_has_space() -> bool:
    """Whether the workspace can be written and has `settings.SMALLEST_DISK` bytes free."""
    workspace: Workspace = settings.WORKSPACE
    return os.access(workspace.path, os.W_OK) and shutil.disk_usage(workspace.path).free >= settings.SMALLEST_DISK


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_applied,
    "guards": guards_stand,
    "disk": disk_has_space,
}


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """Every migration that this version brings along; they do not change while it runs."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
