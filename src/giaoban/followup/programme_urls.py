"""The pages of the work programme, under `/chuong-trinh/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
