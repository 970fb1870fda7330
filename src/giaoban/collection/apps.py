"""The room's registration with Django."""

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """The `collection` room."""

    name = "giaoban.collection"
    label = "collection"
