"""The pages of a meeting while it is held, under `/hop/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
