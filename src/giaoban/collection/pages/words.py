"""The sentences that the script of a sheet's page says, in the reader's language."""

from django.utils.translation import gettext as _


def browser_words() -> dict[str, str]:
    """By name; `{…}` are filled in by the script."""
    return _of_cells() | _of_saving()


def _of_cells() -> dict[str, str]:
    return {
        "number": _("Không đọc được “{shown}” thành một số chắc chắn."),
        "numberWayOut": _(
            "Gõ như 1450 hoặc 1.450; phần thập phân sau dấu phẩy, ví dụ 56,62; không có thì gõ 0 hoặc “không phát sinh”."
        ),
        "percent": _("“{shown}” là phần trăm, chỉ tiêu này tính bằng đơn vị khác."),
        "large": _("Số quá lớn: {shown}."),
        "whole": _("{shown} không phải số nguyên."),
        "decimals": _("{shown} có nhiều chữ số sau dấu phẩy hơn mức cho phép."),
        "negative": _("Số âm: {shown}. Số đếm không thể nhỏ hơn 0."),
        "none": _("không phát sinh"),
        "withdrawn": _("rút số liệu"),
        "errorWayOut": _("Sửa các ô này cho khớp nhau."),
        "warningWayOut": _("Nếu số đúng, ghi giải thích; nếu không, sửa số."),
        "problems": _("{count} chỗ cần xem"),
        "remarks": _("{count} góp ý"),
        "pasted": _("Đã dán {count} ô."),
        "undo": _("Hoàn tác"),
    }


def _of_saving() -> dict[str, str]:
    return {
        "typing": _("Chưa lưu…"),
        "saving": _("Đang lưu…"),
        "saved": _("Đã lưu {time}"),
        "offline": _("Mất mạng: {count} ô chưa gửi, đang giữ trong máy này"),
        "offlineAlert": _(
            "Mất kết nối. Cứ nhập tiếp: số liệu được giữ trong trình duyệt này và tự gửi khi có mạng lại."
        ),
        "signedOut": _(
            "Phiên làm việc đã hết. Số vừa gõ còn giữ trong trình duyệt này; hãy đăng nhập lại, trang sẽ gửi tiếp."
        ),
        "signIn": _("Đăng nhập lại"),
        "moved": _("Báo cáo vừa chuyển trạng thái, không nhập được nữa. Số chưa gửi còn giữ trong trình duyệt này."),
        "reload": _("Tải lại trang"),
        "others": _("{names} cũng đang nhập biểu này"),
        "conflict": _("{name} vừa sửa ô này thành “{theirs}”; bạn gõ “{mine}”."),
        "theirs": _("Giữ “{value}”"),
        "mine": _("Dùng “{value}”"),
        "empty": _("để trống"),
        "restored": _("Đã lấy lại {count} ô chưa kịp gửi lần trước."),
    }
