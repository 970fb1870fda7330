"""What the made-up committees say of their own work: a sentence or two for each section, never about a person."""

import random

RESULTS = (
    "Hoàn thành công tác rà soát, bổ sung nguồn phát triển đảng viên; việc kết nạp bám sát kế hoạch từng tháng.",
    "Chi bộ duy trì nền nếp sinh hoạt; nội dung sinh hoạt chuyên đề gắn với nhiệm vụ chính trị của địa phương, đơn vị.",
    "Chương trình kiểm tra, giám sát được triển khai đúng tiến độ, kết luận kịp thời, không để tồn đọng.",
    "Công tác tiếp dân, đối thoại được thực hiện theo lịch; phần lớn kiến nghị được trả lời trong thời hạn.",
    "Việc học tập, quán triệt nghị quyết được tổ chức trực tiếp kết hợp trực tuyến tới chi bộ, tỷ lệ tham gia cao.",
    "Đã thành lập tổ công tác hỗ trợ doanh nghiệp thành lập tổ chức đảng, bước đầu có chuyển biến.",
)
LIMITS = (
    "Nguồn kết nạp ở một số chi bộ nông thôn còn ít; có chi bộ nhiều tháng chưa kết nạp được đảng viên mới.",
    "Báo cáo của một vài tổ chức cơ sở đảng gửi chậm, số liệu phải đối chiếu lại.",
    "Sinh hoạt chuyên đề ở một số chi bộ còn hình thức, ít ý kiến thảo luận.",
    "Việc tự kiểm tra, giám sát của chi bộ chưa thường xuyên.",
    "Một số kiến nghị về đất đai giải quyết còn kéo dài do phải chờ ý kiến nhiều cơ quan.",
)
CAUSES = (
    "Lao động trẻ đi làm ăn xa nhiều; cấp ủy cơ sở chưa chủ động bồi dưỡng nguồn.",
    "Cán bộ làm công tác tổng hợp kiêm nhiệm nhiều việc, thay đổi trong kỳ.",
    "Một số nội dung phải chờ hướng dẫn của cấp trên.",
    "Địa bàn rộng, đi lại khó khăn, điều kiện làm việc của cơ sở còn hạn chế.",
)
PROPOSALS = (
    "Đề nghị Ban Tổ chức cấp trên mở thêm một lớp bồi dưỡng nhận thức về Đảng trong quý tới.",
    "Đề nghị sớm hướng dẫn thống nhất biểu mẫu thống kê về sắp xếp tổ chức cơ sở đảng.",
    "Đề nghị bố trí kinh phí hỗ trợ sinh hoạt chi bộ ở địa bàn khó khăn.",
    "Đề nghị tháo gỡ thủ tục giao đất tái định cư của dự án trọng điểm trên địa bàn.",
)

SECTIONS = {
    "narrative.results": (RESULTS, 2),
    "narrative.limits": (LIMITS, 1),
    "narrative.causes": (CAUSES, 1),
    "narrative.proposals": (PROPOSALS, 1),
}


def narratives(unit: str, month: str) -> dict[str, str]:
    """The texts of one committee and month, by indicator; a proposal only at the end of a half-year."""
    chance = random.Random(f"{unit} {month}")
    found = {code: " ".join(chance.sample(bank, count)) for code, (bank, count) in SECTIONS.items()}
    if not month.endswith(("-06", "-12")):
        del found["narrative.proposals"]
    return found
