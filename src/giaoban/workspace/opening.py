"""An empty workspace: its folder, its settings file, its key and its database."""

import os
import secrets
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from giaoban.people.accounts import operator
from giaoban.site.environment import Workspace


class WorkspaceExists(Exception):
    """The folder already holds a workspace, or other things."""


def create(path: Path, *, pack: str, demonstration: bool = False, today: date | None = None) -> Workspace:
    """Makes the workspace in `path`, which must not exist or be empty, with its database migrated.

    The key is readable by its owner alone. Raises `WorkspaceExists`.
    """
    if path.exists() and any(path.iterdir()):
        raise WorkspaceExists(str(path))
    path.mkdir(parents=True, exist_ok=True)
    workspace = replace(settings.WORKSPACE, path=path.resolve(), pack=pack, demonstration=demonstration, today=today)
    workspace.sources.mkdir()
    descriptor = os.open(workspace.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    settings.WORKSPACE = workspace
    if connection.vendor == "sqlite":
        connection.close()
        connection.settings_dict["NAME"] = str(workspace.database)
    call_command("migrate", verbosity=0)
    operator()
    # Written last: a folder with a settings file is a whole workspace.
    lines = [f'pack = "{pack}"', f"demonstration = {str(demonstration).lower()}"]
    if today is not None:
        lines.append(f"today = {today.isoformat()}")
    workspace.settings_file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return workspace
