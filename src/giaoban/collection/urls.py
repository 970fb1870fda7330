"""The pages on which units fill in their forms, under `/nhap-lieu/`."""

from django.urls import URLPattern, path

from giaoban.collection.pages import acts, cells, files, sheet, workbook, worklist

SHEET = "<str:unit>/<str:form>/<str:period>/"

urlpatterns: list[URLPattern] = [
    path("", worklist.worklist, name="worklist"),
    path(SHEET, sheet.sheet, name="sheet"),
    path(f"{SHEET}luu/", acts.save, name="sheet_save"),
    path(f"{SHEET}o/", cells.changes, name="sheet_changes"),
    path(f"{SHEET}o/luu/", cells.keep_cells, name="sheet_cells"),
    path(f"{SHEET}trinh/", acts.submit, name="sheet_submit"),
    path(f"{SHEET}rut/", acts.recall, name="sheet_recall"),
    path(f"{SHEET}duyet/", acts.approve, name="sheet_approve"),
    path(f"{SHEET}tra-lai/", acts.give_back, name="sheet_return"),
    path(f"{SHEET}ghi-so/", acts.accept, name="sheet_accept"),
    path(f"{SHEET}dinh-chinh/", acts.reopen, name="sheet_reopen"),
    path(f"{SHEET}uoc/", acts.set_estimate, name="sheet_estimate"),
    path(f"{SHEET}tep/", files.add_file, name="sheet_files"),
    path(f"{SHEET}tep/<int:number>/", files.one_file, name="sheet_file"),
    path(f"{SHEET}tep/<int:number>/bo/", files.remove_file, name="sheet_file_remove"),
    path(f"{SHEET}so/", workbook.workbook, name="sheet_workbook"),
    path(f"{SHEET}so/tai-ve/", workbook.workbook_file, name="sheet_workbook_file"),
    path(f"{SHEET}so/gui/", workbook.workbook_sent, name="sheet_workbook_sent"),
    path(f"{SHEET}so/nhan/", workbook.workbook_taken, name="sheet_workbook_taken"),
]
