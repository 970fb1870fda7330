"""The room's registration with Django."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The `units` room."""

    name = "giaoban.units"
    label = "units"
