"""The room's registration with Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """The `indicators` room."""

    name = "giaoban.indicators"
    label = "indicators"
