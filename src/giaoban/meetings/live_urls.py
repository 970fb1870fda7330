"""The pages of a meeting while it is held, under `/hop/`.

`/hop/<number>/dong-su-kien/` is not among them: the stream of events is a process of its own (`stream.py`).
"""

from django.urls import URLPattern, path

from giaoban.meetings.pages import live, live_acts

LIVE = "<int:number>/truc-tiep/"
urlpatterns: list[URLPattern] = [
    path(LIVE, live.live_view, name="live"),
    path("<int:number>/man-hinh/", live.screen, name="live_screen"),
    path("<int:number>/dien-bien/", live.events, name="live_events"),
    path(LIVE + "noi-dung/", live.matter, name="live_matter"),
    path(LIVE + "khai-mac/", live_acts.open_meeting, name="live_open"),
    path(LIVE + "be-mac/", live_acts.close_meeting, name="live_close"),
    path(LIVE + "mo-lai/", live_acts.reopen_meeting, name="live_reopen"),
    path(LIVE + "chuyen/", live_acts.move, name="live_move"),
    path(LIVE + "y-kien/", live_acts.comment, name="live_comment"),
    path(LIVE + "phat-bieu/", live_acts.ask_to_speak, name="live_ask_to_speak"),
    path(LIVE + "phat-bieu/<int:speech>/rut/", live_acts.withdraw, name="live_withdraw"),
    path(LIVE + "phat-bieu/<int:speech>/moi/", live_acts.call, name="live_call"),
    path(LIVE + "phat-bieu/<int:speech>/xong/", live_acts.end_speech, name="live_end_speech"),
    path(LIVE + "bieu-quyet/", live_acts.put_to_vote, name="live_put_to_vote"),
    path(LIVE + "bieu-quyet/<int:vote>/phieu/", live_acts.cast_ballot, name="live_ballot"),
    path(LIVE + "bieu-quyet/<int:vote>/dong/", live_acts.close_vote, name="live_close_vote"),
]
