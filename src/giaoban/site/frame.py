"""What every page's frame shows around its content."""

from django.conf import settings
from django.http import HttpRequest

from giaoban.site.environment import Workspace


def frame(request: HttpRequest) -> dict[str, object]:
    """Context for `base.html`: the workspace, for the line that says the data are made up."""
    workspace: Workspace = settings.WORKSPACE
    return {"workspace": workspace}
