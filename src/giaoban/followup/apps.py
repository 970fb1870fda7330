"""The room's registration with Django."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The `followup` room."""

    name = "giaoban.followup"
    label = "followup"
