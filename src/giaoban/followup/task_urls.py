"""The pages of tasks, under `/nhiem-vu/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
