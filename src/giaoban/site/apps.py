"""The room's registration with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The `site` room."""

    name = "giaoban.site"
    label = "site"
