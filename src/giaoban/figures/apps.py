"""The room's registration with Django."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """The `figures` room."""

    name = "giaoban.figures"
    label = "figures"
