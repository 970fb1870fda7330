"""The pages of tasks, under `/nhiem-vu/`."""

from typing import Final

from django.urls import URLPattern, path

from giaoban.followup.pages import task_form, task_list, task_page, task_statistic

_ACTS: Final = {
    "task_issue": "giao",
    "task_acknowledge": "nhan",
    "task_start": "bat-dau",
    "task_progress": "tien-do",
    "task_report": "bao-cao",
    "task_confirm": "xac-nhan",
    "task_send_back": "lam-tiep",
    "task_ask_extension": "xin-gia-han",
    "task_grant_extension": "gia-han",
    "task_refuse_extension": "khong-gia-han",
    "task_suspend": "tam-dung",
    "task_resume": "tiep-tuc",
    "task_cancel": "huy",
}
"""The word of each act in its address."""

urlpatterns: list[URLPattern] = [
    path("", task_list.tasks, name="tasks"),
    path("tai-ve.<str:form>", task_list.tasks_file, name="tasks_file"),
    path("thong-ke/", task_statistic.task_statistic, name="task_statistic"),
    path("thong-ke/tai-ve.<str:form>", task_statistic.task_statistic_file, name="task_statistic_file"),
    path("moi/", task_form.new_task, name="new_task"),
    path("<int:number>/", task_page.task, name="task"),
    path("<int:number>/sua/", task_form.edit_task, name="edit_task"),
    *(path(f"<int:number>/{word}/", task_page.ACT_PAGES[route], name=route) for route, word in _ACTS.items()),
]
