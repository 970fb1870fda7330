"""The room's registration with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The `people` room."""

    name = "giaoban.people"
    label = "people"

    def ready(self) -> None:
        from giaoban.people.door import listen

        listen()
