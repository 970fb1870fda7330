"""Who can sign in to the demonstration: the file that says so, and so is there only when all is built."""

from django.conf import settings

from giaoban.site.environment import Workspace

ACCOUNTS_FILE = "accounts.json"


def is_built() -> bool:
    """Whether this workspace is a demonstration that was built to the end."""
    workspace: Workspace = settings.WORKSPACE
    return workspace.demonstration and (workspace.path / ACCOUNTS_FILE).exists()
