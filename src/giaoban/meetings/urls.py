"""The pages of meetings before and after they are held, under `/hop/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
