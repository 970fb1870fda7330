"""The room's registration with Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The `meetings` room."""

    name = "giaoban.meetings"
    label = "meetings"
