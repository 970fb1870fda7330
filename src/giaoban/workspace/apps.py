"""The room's registration with Django."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """The `workspace` room."""

    name = "giaoban.workspace"
    label = "workspace"
