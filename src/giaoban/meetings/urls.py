"""The pages of meetings before and after they are held, under `/hop/`."""

from django.urls import URLPattern, path

from giaoban.meetings.pages import meetings

urlpatterns: list[URLPattern] = [
    path("<int:number>/", meetings.meeting, name="meeting"),
]
