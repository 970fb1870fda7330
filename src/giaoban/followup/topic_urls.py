"""The pages on which topics and their projects are kept, under `/chuyen-de/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
