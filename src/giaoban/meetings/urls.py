"""The pages of meetings before they are held, and the list of them, under `/hop/`."""

from django.urls import URLPattern, path

from giaoban.meetings.pages import agenda, answers, invitation, meetings, papers, planning, series

MEETING = "<int:number>/"
AGENDA = MEETING + "chuong-trinh/"
SERIES = "dinh-ky/<int:number>/"

urlpatterns: list[URLPattern] = [
    path("", meetings.meetings, name="meetings"),
    path("tai-ve.<str:form>", meetings.meetings_file, name="meetings_file"),
    path("lich/", meetings.meeting_calendar, name="meeting_calendar"),
    path("moi/", planning.new_meeting, name="new_meeting"),
    path("dinh-ky/", series.series_list, name="series_list"),
    path("dinh-ky/moi/", series.new_series, name="new_series"),
    path(SERIES, series.one_series, name="series"),
    path(f"{SERIES}lap/", series.series_meeting, name="series_meeting"),
    path(f"{SERIES}ket-thuc/", series.end_series, name="end_series"),
    path(f"{SERIES}lich.ics", series.series_file, name="series_file"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}lich.ics", meetings.meeting_file, name="meeting_file"),
    path(f"{MEETING}giay-moi.<str:ending>", invitation.meeting_invitation, name="meeting_invitation"),
    path(f"{MEETING}sua/", planning.revise_meeting, name="revise_meeting"),
    path(f"{MEETING}doi/", planning.move_meeting, name="move_meeting"),
    path(f"{MEETING}huy/", planning.cancel_meeting, name="cancel_meeting"),
    path(f"{MEETING}moi-hop/", planning.invite_to_meeting, name="invite_to_meeting"),
    path(AGENDA, agenda.meeting_agenda, name="meeting_agenda"),
    path(f"{AGENDA}de-xuat/", agenda.agenda_take_over, name="agenda_take_over"),
    path(f"{AGENDA}<int:item>/", agenda.agenda_item, name="agenda_item"),
    path(f"{AGENDA}<int:item>/chuyen/", agenda.agenda_move, name="agenda_move"),
    path(f"{AGENDA}<int:item>/bo/", agenda.agenda_remove, name="agenda_remove"),
    path(f"{MEETING}thanh-phan/", answers.participants, name="meeting_participants"),
    path(f"{MEETING}thanh-phan/them/", answers.add_participants, name="add_participants"),
    path(f"{MEETING}thanh-phan/<int:place>/bo/", answers.remove_participant, name="remove_participant"),
    path(f"{MEETING}thanh-phan/<int:place>/tu-cach/", answers.appoint_participant, name="appoint_participant"),
    path(f"{MEETING}diem-danh/", answers.check_participants, name="check_participants"),
    path(f"{MEETING}tra-loi/<int:place>/", answers.answer_invitation, name="answer_invitation"),
    path(f"{MEETING}tai-lieu/", papers.add_paper, name="add_paper"),
    path(f"{MEETING}tai-lieu/<int:paper>/", papers.meeting_paper, name="meeting_paper"),
    path(f"{MEETING}tai-lieu/<int:paper>/bo/", papers.remove_paper, name="remove_paper"),
    path(f"{MEETING}ghi-chu/<int:item>/", papers.keep_note, name="meeting_note"),
    path(f"{MEETING}gop-y/<int:item>/", papers.remark, name="meeting_remark"),
]
