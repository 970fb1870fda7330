"""The pages of chasing, checking and explaining: `/tien-do/`, `/ra-soat/`, `/giai-trinh/`."""

from django.urls import URLPattern, path

from giaoban.collection.pages import board, chase, explanations, findings

urlpatterns: list[URLPattern] = [
    path("tien-do/", board.office_progress, name="board"),
    path("tien-do/nhac/", chase.send_reminders, name="remind"),
    path("tien-do/gia-han/", chase.extension, name="extension"),
    path("ra-soat/", findings.review, name="review"),
    path("ra-soat/ket-luan/", findings.verdict, name="verdict"),
    path("giai-trinh/", explanations.list_of_requests, name="explanations"),
    path("giai-trinh/hoi/<str:unit>/<str:period>/", explanations.choose, name="choose_figure"),
    path("giai-trinh/hoi/<str:unit>/<str:period>/<str:indicator>/", explanations.ask, name="ask_explanation"),
    path("giai-trinh/<int:number>/", explanations.one_request, name="explanation"),
    path("giai-trinh/<int:number>/tra-loi/", explanations.answer, name="answer_explanation"),
    path("giai-trinh/<int:number>/khep/", explanations.close, name="close_explanation"),
]
