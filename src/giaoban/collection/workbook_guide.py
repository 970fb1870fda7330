"""The first sheet of a unit's workbook: whom it is for, until when, and how to fill it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from xlsxwriter.worksheet import Worksheet

from giaoban.collection.blank import gap
from giaoban.collection.layout import Page
from giaoban.collection.typed import LONGEST_TEXT
from giaoban.collection.workbook_styles import Styles
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number

LINE_HEIGHT = 16
CHARACTERS_A_LINE = 130


INSTRUCTIONS = (
    (
        _("Cách điền"),
        (
            _(
                "Chỉ điền các ô màu xanh nhạt. Các ô khác đã khóa để giữ đúng biểu; không thêm, xóa, đổi tên dòng, cột hay trang."
            ),
            _(
                "Gõ số liền nhau, không dấu ngăn hàng nghìn: gõ 1450, sổ tự hiện 1.450. Phần thập phân sau dấu phẩy: 56,62."
            ),
            _("Không gõ tỷ lệ phần trăm: hệ thống tự tính từ các số đếm. Không gõ chữ kèm theo số trong ô số."),
            _(
                "Phần lời (kết quả, hạn chế, nguyên nhân, kiến nghị) viết thành câu, tối đa %(longest)s ký tự mỗi ô; xuống dòng trong ô bằng Alt + Enter."
            ),
        ),
    ),
    (
        _("Ô trống, số 0 và “không phát sinh”"),
        (
            _("Ô để trống nghĩa là chưa báo cáo: số liệu còn thiếu và đơn vị sẽ được nhắc."),
            _("Số 0 nghĩa là có thực hiện, theo dõi nhưng kết quả trong kỳ bằng không."),
            _("“Không phát sinh” (chọn ở cột Tình trạng) nghĩa là trong kỳ không có việc thuộc nội dung này."),
            _(
                "“Rút số liệu” chỉ dùng khi số đã gửi trước đây là nhầm và chưa có số thay thế; cần nêu lý do khi gửi lại."
            ),
        ),
    ),
    (
        _("Kiểm tra trước khi gửi"),
        (
            _(
                "Cột Kiểm tra hiện câu nhắc màu đỏ khi số liệu không khớp nhau, ví dụ phần lớn hơn tổng. Sửa hết rồi hãy gửi."
            ),
            _(
                "Các cột nền xám (cùng kỳ năm trước, chỉ tiêu, lũy kế) để đối chiếu; nếu thấy sai, báo lại, không sửa vào sổ."
            ),
            _("Cột Ghi chú để trao đổi với nơi nhận; nội dung ghi chú không vào báo cáo."),
        ),
    ),
    (
        _("Sau khi gửi"),
        (
            _(
                "Nếu sổ có lỗi, nơi nhận trả lại danh sách ghi rõ trang, ô, giá trị và cách sửa; cả sổ chưa được ghi cho đến khi sửa xong."
            ),
            _("Gửi lại cùng một sổ không làm thay đổi gì. Muốn sửa số đã gửi: sửa trong sổ này, gửi lại kèm lý do."),
            _("Sổ này chỉ chứa số đếm. Không ghi họ tên cá nhân, không ghi nội dung mật."),
        ),
    ),
)
"""Headings with their paragraphs; `%(longest)s` is the most that a narrative may hold."""


def write_guide(
    sheet: Worksheet, look: Styles, names: tuple[str, ...], pages: tuple[Page, ...], language: Language
) -> None:
    """Writes the sheet; `names` are the sheet names of `pages`."""
    sheet.set_column(0, 0, 2)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 84)
    sheet.set_row(1, 26)
    sheet.write_string(1, 1, gettext("Sổ nhập số liệu"), look.title)
    longest = write_number(LONGEST_TEXT, language)
    row = 3
    for name, fact in _facts(pages, names, language):
        sheet.write_string(row, 1, name, look.fact_name)
        sheet.write_string(row, 2, fact, look.fact)
        sheet.set_row(row, LINE_HEIGHT + 4)
        row += 1
    for heading, paragraphs in INSTRUCTIONS:
        row += 1
        sheet.write_string(row, 1, str(heading), look.lead)
        sheet.set_row(row, LINE_HEIGHT + 6)
        for text in paragraphs:
            row += 1
            paragraph = str(text) % {"longest": longest}
            sheet.merge_range(row, 1, row, 2, "", look.paragraph)
            sheet.write_string(row, 1, f"–  {paragraph}", look.paragraph)
            sheet.set_row(row, LINE_HEIGHT * (1 + len(paragraph) // CHARACTERS_A_LINE))
        row += 1
    _set_up(sheet, row)


def _facts(pages: tuple[Page, ...], names: tuple[str, ...], language: Language) -> list[tuple[str, str]]:
    facts = [
        (gettext("Đơn vị báo cáo"), f"{gap('unit_name')} ({gap('unit_code')})"),
        (gettext("Kỳ báo cáo"), gap("period_name")),
    ]
    for page, name in zip(pages, names, strict=True):
        title = gettext("Chỉ tiêu của năm")
        if page.form is not None:
            title = page.form.name.in_language(language) + " – "
            title += gettext("hạn gửi %(day)s") % {"day": gap(f"due_{page.code}")}
        facts.append((gettext("Trang “%(name)s”") % {"name": name}, title))
    facts.append((gettext("Nơi nhận và giải đáp"), gap("office")))
    return facts


def _set_up(sheet: Worksheet, last_row: int) -> None:
    sheet.protect("", {"select_locked_cells": True})
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 1, last_row, 2)
