"""The room's registration with Django."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """The `analysis` room."""

    name = "giaoban.analysis"
    label = "analysis"
