"""The pages of tasks, under `/nhiem-vu/`."""

from django.urls import URLPattern, path

from giaoban.followup.pages import tasks

urlpatterns: list[URLPattern] = [
    path("<int:number>/", tasks.task, name="task"),
]
