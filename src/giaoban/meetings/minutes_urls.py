"""The pages of minutes, conclusions and notices, under `/hop/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
