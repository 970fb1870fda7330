"""The pages of the work programme, under `/chuong-trinh/`."""

from django.urls import URLPattern, path

from giaoban.followup.pages import programme, programme_duties, programme_item

urlpatterns: list[URLPattern] = [
    path("", programme.programme, name="programme"),
    path("tai-ve.<str:form>", programme.programme_file, name="programme_file"),
    path("them/", programme_item.programme_new, name="programme_new"),
    path("dinh-ky/", programme_duties.duties, name="duties"),
    path("dinh-ky/them/", programme_duties.duty_new, name="duty_new"),
    path("dinh-ky/dien/", programme_duties.duties_fill, name="duties_fill"),
    path("dinh-ky/<int:number>/ket-thuc/", programme_duties.duty_end, name="duty_end"),
    path("<int:number>/", programme_item.programme_item, name="programme_item"),
    path("<int:number>/da-lam/", programme_item.programme_done, name="programme_done"),
    path("<int:number>/chuyen-thang/", programme_item.programme_move, name="programme_move"),
    path("<int:number>/sua/", programme_item.programme_revise, name="programme_revise"),
    path("<int:number>/dua-ra/", programme_item.programme_drop, name="programme_drop"),
    path("<int:number>/lam-lai/", programme_item.programme_reopen, name="programme_reopen"),
]
