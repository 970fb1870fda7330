"""The pages of minutes, conclusions and notices, under `/hop/`."""

from django.urls import URLPattern, path

from giaoban.meetings.pages import conclusions, minutes, notice

MINUTES, CONCLUSIONS, NOTICE = "<int:number>/bien-ban/", "<int:number>/ket-luan/", "<int:number>/thong-bao/"
urlpatterns: list[URLPattern] = [
    path(MINUTES, minutes.minutes, name="minutes"),
    path(MINUTES + "tai-ve.<str:ending>", minutes.minutes_file, name="minutes_file"),
    path(MINUTES + "<int:item>/ghi/", minutes.save_notes, name="minutes_notes"),
    path(CONCLUSIONS + "moi/", conclusions.new_conclusion, name="new_conclusion"),
    path(CONCLUSIONS + "<int:conclusion>/", conclusions.one_conclusion, name="conclusion"),
    path(CONCLUSIONS + "<int:conclusion>/bo/", conclusions.withdraw_conclusion, name="withdraw_conclusion"),
    path(CONCLUSIONS + "<int:conclusion>/chuyen/", conclusions.shift_conclusion, name="shift_conclusion"),
    path(NOTICE, notice.notice, name="notice"),
    path(NOTICE + "tai-ve.<str:ending>", notice.notice_file, name="notice_file"),
    path(NOTICE + "ban/<int:version>/", notice.notice_version, name="notice_version"),
    path(NOTICE + "so-sanh/", notice.notice_comparison, name="notice_comparison"),
    path(NOTICE + "luu/", notice.save_notice, name="save_notice"),
    path(NOTICE + "duyet/", notice.approve_notice, name="approve_notice"),
    path(NOTICE + "ban-hanh/", notice.issue_notice, name="issue_notice"),
]
