"""The pages of recommendations, under `/kien-nghi/`."""

from django.urls import URLPattern, path

from giaoban.followup.pages import recommendations

urlpatterns: list[URLPattern] = [
    path("<int:number>/", recommendations.recommendation, name="recommendation"),
]
