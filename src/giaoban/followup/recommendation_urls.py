"""The pages of recommendations, under `/kien-nghi/`."""

from django.urls import URLPattern, path

from giaoban.followup.pages import recommendations, recommendations_new, recommendations_one

ONE = "<int:number>/"
urlpatterns: list[URLPattern] = [
    path("", recommendations.recommendations, name="recommendations"),
    path("tai-ve.<str:form>", recommendations.recommendations_file, name="recommendations_file"),
    path("moi/", recommendations_new.new_recommendation, name="new_recommendation"),
    path(ONE, recommendations_one.recommendation, name="recommendation"),
    path(ONE + "phan-loai/", recommendations_one.recommendation_classify, name="recommendation_classify"),
    path(ONE + "chuyen/", recommendations_one.recommendation_pass_on, name="recommendation_pass_on"),
    path(ONE + "tach/", recommendations_new.recommendation_split, name="recommendation_split"),
    path(ONE + "bat-dau/", recommendations_one.recommendation_start, name="recommendation_start"),
    path(ONE + "tien-do/", recommendations_one.recommendation_progress, name="recommendation_progress"),
    path(ONE + "tra-loi/", recommendations_one.recommendation_answer, name="recommendation_answer"),
    path(ONE + "xac-nhan/", recommendations_one.recommendation_confirm, name="recommendation_confirm"),
    path(ONE + "y-kien/", recommendations_one.recommendation_dispute, name="recommendation_dispute"),
    path(ONE + "lo-trinh/", recommendations_one.recommendation_defer, name="recommendation_defer"),
    path(ONE + "len-cap-tren/", recommendations_one.recommendation_send_up, name="recommendation_send_up"),
    path(ONE + "rut/", recommendations_one.recommendation_withdraw, name="recommendation_withdraw"),
]
