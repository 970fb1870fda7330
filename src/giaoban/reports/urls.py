"""The pages of reports, under `/bao-cao/`."""

from django.urls import URLPattern, path

from giaoban.reports import counted, views

urlpatterns: list[URLPattern] = [
    path("", views.reports, name="reports"),
    path("dem/<str:register>/<str:question>/<str:period>/", counted.rows_of_count, name="count"),
    path("<str:template>/<str:period>/", views.report, name="report"),
    path("<str:template>/<str:period>/tai-ve.<str:ending>", views.report_file, name="report_file"),
    path("<str:template>/<str:period>/so-lieu/<str:figure>/", views.report_figure, name="report_figure"),
]
