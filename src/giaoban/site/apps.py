"""The room's registration with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The `site` room."""

    name = "giaoban.site"
    label = "site"

    def ready(self) -> None:
        from giaoban.site import checks  # noqa: F401 - registers itself
