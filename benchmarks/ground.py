"""The ground that benchmarks stand on: Django set up, and workspaces that vanish afterwards. Import it before any room."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
os.environ.setdefault("GIAOBAN_WORKSPACE", str(Path(tempfile.gettempdir()) / "giaoban-benchmarks"))
django.setup()


@contextmanager
def fresh_workspace(pack: str = "party_committee") -> Iterator[Path]:
    """An empty workspace with its database migrated, in a folder that is removed at the end."""
    from django.db import connection

    from giaoban.workspace.opening import create

    with tempfile.TemporaryDirectory(prefix="giaoban-") as folder:
        workspace = create(Path(folder) / "workspace", pack=pack)
        try:
            yield workspace.path
        finally:
            connection.close()
