"""The pages of recommendations, under `/kien-nghi/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
