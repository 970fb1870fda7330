"""Root urls. What follows the domain is Vietnamese, as its readers are."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from giaoban.site.health import alive, ready
from giaoban.site.pages.history import history, history_file
from giaoban.site.pages.home import home
from giaoban.site.pages.indicators import catalogue, indicator, indicator_file
from giaoban.site.pages.lineage import lineage
from giaoban.site.pages.own_day import page as own_day
from giaoban.site.pages.progress import board_file
from giaoban.site.pages.search import results
from giaoban.site.pages.sources import source_file
from giaoban.site.pages.topics import topic, topic_file, topics
from giaoban.site.pages.units import unit, unit_file, units

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("viec-cua-toi/", own_day, name="own_day"),
    path("chi-tieu/", catalogue, name="indicators"),
    path("chi-tieu/<str:code>/", indicator, name="indicator"),
    path("chi-tieu/<str:code>/tai-ve.<str:form>", indicator_file, name="indicator_file"),
    path("don-vi/", units, name="units"),
    path("don-vi/<str:code>/", unit, name="unit"),
    path("don-vi/<str:code>/tai-ve.<str:form>", unit_file, name="unit_file"),
    path("so-lieu/<str:unit>/<str:indicator>/<path:period>/<str:part>/", lineage, name="lineage"),
    path("tep/<str:sha256>/", source_file, name="source"),
    path("tim-kiem/", results, name="search"),
    path("bao-cao/", include("giaoban.reports.urls")),
    path("nhap-lieu/", include("giaoban.collection.urls")),
    path("", include("giaoban.collection.office_urls")),
    path("tien-do/tai-ve.<str:form>", board_file, name="board_file"),
    path("nhiem-vu/", include("giaoban.followup.task_urls")),
    path("kien-nghi/", include("giaoban.followup.recommendation_urls")),
    path("chuong-trinh/", include("giaoban.followup.programme_urls")),
    path("chuyen-de/", topics, name="topics"),
    path("chuyen-de/", include("giaoban.followup.topic_urls")),
    # After the words that stand for pages: whatever else stands there is a topic's code.
    path("chuyen-de/<slug:code>/", topic, name="topic"),
    path("chuyen-de/<slug:code>/du-an.<str:form>", topic_file, name="topic_file"),
    path("hop/", include("giaoban.meetings.urls")),
    path("hop/", include("giaoban.meetings.live_urls")),
    path("hop/", include("giaoban.meetings.minutes_urls")),
    path("", include("giaoban.people.urls")),
    path("lich-su/", history, name="history"),
    path("lich-su/tai-ve.<str:form>", history_file, name="history_file"),
    path("healthz", alive, name="alive"),
    path("readyz", ready, name="ready"),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
]
