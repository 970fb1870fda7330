"""What the made-up committees say of their own work: a sentence or two for each section, never about a person.

The sentence of a section moves on by one committee each month, so that no two committees say the same in one report.
"""

from giaoban.workspace.demonstration.province import COMMITTEES
from giaoban.workspace.demonstration.totals import MONTHS

RESULTS = (
    "Rà soát, bổ sung nguồn phát triển đảng viên; việc kết nạp bám sát kế hoạch từng tháng.",
    "Duy trì nền nếp sinh hoạt chi bộ; nội dung sinh hoạt chuyên đề gắn với nhiệm vụ chính trị của đơn vị.",
    "Chương trình kiểm tra, giám sát được triển khai đúng tiến độ, kết luận kịp thời, không để tồn đọng.",
    "Công tác tiếp dân, đối thoại thực hiện đúng lịch; phần lớn kiến nghị được trả lời trong thời hạn.",
    "Học tập, quán triệt nghị quyết được tổ chức trực tiếp kết hợp trực tuyến tới chi bộ, tỷ lệ tham gia cao.",
    "Thành lập tổ công tác hỗ trợ doanh nghiệp thành lập tổ chức đảng, bước đầu có chuyển biến.",
    "Hoàn thành sớm việc rà soát hồ sơ đảng viên, khắc phục các sai lệch về thông tin.",
    "Mô hình “chi bộ bốn tốt” được nhân rộng, chất lượng sinh hoạt ở cơ sở đồng đều hơn.",
    "Phân công cấp ủy viên theo dõi từng chi bộ khó khăn, mỗi tháng dự sinh hoạt ít nhất một lần.",
    "Đẩy mạnh chuyển đổi số: tài liệu họp và báo cáo của chi bộ được gửi, nhận trên môi trường mạng.",
    "Tổ chức tốt việc trao Huy hiệu Đảng và gặp mặt đảng viên cao tuổi nhân các dịp lễ.",
    "Công tác dân vận bám sát địa bàn; vận động nhân dân bàn giao mặt bằng các dự án đúng hẹn.",
    "Mở rộng bồi dưỡng nhận thức về Đảng cho đoàn viên ưu tú, nguồn kết nạp cuối năm được bảo đảm.",
    "Phối hợp chặt chẽ với Mặt trận và các đoàn thể trong giám sát, phản biện xã hội.",
)
LIMITS = (
    "Nguồn kết nạp ở một số chi bộ nông thôn còn ít; có chi bộ nhiều tháng chưa kết nạp được đảng viên mới.",
    "Báo cáo của một vài tổ chức cơ sở đảng gửi chậm, số liệu phải đối chiếu lại.",
    "Sinh hoạt chuyên đề ở một số chi bộ còn hình thức, ít ý kiến thảo luận.",
    "Việc tự kiểm tra, giám sát của chi bộ chưa thường xuyên.",
    "Một số kiến nghị về đất đai giải quyết còn kéo dài.",
    "Phát triển tổ chức đảng trong doanh nghiệp nhỏ còn khó, kết quả chưa bền vững.",
    "Đảng viên đi làm ăn xa nhiều, việc quản lý và duy trì sinh hoạt gặp khó khăn.",
    "Ứng dụng công nghệ thông tin ở chi bộ thôn, ấp còn hạn chế.",
    "Công tác tham mưu của một số ban xây dựng Đảng có việc chưa kịp thời.",
    "Nắm bắt dư luận xã hội có lúc chưa sâu, còn bị động trước vụ việc mới phát sinh.",
    "Một số cuộc giám sát chuyên đề kết thúc chậm so với kế hoạch.",
    "Chất lượng văn bản của một vài cấp ủy cơ sở chưa cao, phải chỉnh sửa nhiều lần.",
    "Tiến độ sắp xếp chi bộ ghép còn chậm.",
    "Tỷ lệ cán bộ trẻ, cán bộ nữ trong quy hoạch ở một số nơi chưa đạt yêu cầu.",
)
CAUSES = (
    "Lao động trẻ đi làm ăn xa nhiều; cấp ủy cơ sở chưa chủ động bồi dưỡng nguồn.",
    "Cán bộ làm công tác tổng hợp kiêm nhiệm nhiều việc, thay đổi trong kỳ.",
    "Bí thư chi bộ ở một số nơi chưa được bồi dưỡng kỹ năng điều hành sinh hoạt.",
    "Kế hoạch kiểm tra của chi bộ xây dựng chưa sát, thiếu đôn đốc.",
    "Nhiều nội dung phải chờ ý kiến của các cơ quan chuyên môn cấp trên.",
    "Chủ doanh nghiệp chưa thấy rõ lợi ích của việc có tổ chức đảng.",
    "Địa bàn rộng, đi lại khó khăn, điều kiện làm việc của cơ sở còn hạn chế.",
    "Trang thiết bị ở cơ sở thiếu, kỹ năng số của một bộ phận đảng viên còn yếu.",
    "Phân công nhiệm vụ có lúc chưa rõ đầu mối, rõ thời hạn.",
    "Đội ngũ cộng tác viên dư luận xã hội mỏng, ít được tập huấn.",
    "Một số đoàn giám sát phải điều chỉnh lịch do nhiệm vụ đột xuất.",
    "Cán bộ văn phòng cấp ủy cơ sở thay đổi, chưa quen thể thức văn bản.",
    "Tâm lý ngại xáo trộn ở nơi phải sắp xếp, sáp nhập.",
    "Công tác tạo nguồn cán bộ trước đây chưa được quan tâm đúng mức.",
)
PROPOSALS = (
    "Mở thêm một lớp bồi dưỡng nhận thức về Đảng trong quý tới.",
    "Sớm hướng dẫn thống nhất biểu mẫu thống kê về sắp xếp tổ chức cơ sở đảng.",
    "Bố trí kinh phí hỗ trợ sinh hoạt chi bộ ở địa bàn khó khăn.",
    "Tháo gỡ thủ tục giao đất tái định cư của dự án trọng điểm trên địa bàn.",
    "Tổ chức tập huấn nghiệp vụ kiểm tra, giám sát cho cấp ủy cơ sở.",
    "Có cơ chế khuyến khích doanh nghiệp thành lập tổ chức đảng, đoàn thể.",
    "Hỗ trợ phần mềm quản lý đảng viên đi làm ăn xa.",
    "Trang bị máy tính, đường truyền cho các chi bộ thôn, ấp vùng sâu.",
    "Quy định rõ thời hạn trả lời của các sở, ngành đối với kiến nghị của cơ sở.",
    "Tập huấn đội ngũ cộng tác viên dư luận xã hội.",
    "Giảm số đầu mối yêu cầu báo cáo trùng nội dung.",
    "Ban hành sổ tay thể thức văn bản cho văn phòng cấp ủy cơ sở.",
    "Hướng dẫn chế độ, chính sách đối với cán bộ sau sắp xếp.",
    "Mở lớp nguồn cán bộ trẻ, cán bộ nữ của tỉnh.",
)

SECTIONS = {
    "narrative.results": RESULTS,
    "narrative.limits": LIMITS,
    "narrative.causes": CAUSES,
    "narrative.proposals": PROPOSALS,
}


def narratives(unit: str, month: str) -> dict[str, str]:
    """The texts of one committee and month, by indicator; a proposal only at the end of a half-year."""
    place = [committee.code for committee in COMMITTEES].index(unit) + MONTHS.index(month)
    found = {code: bank[place % len(bank)] for code, bank in SECTIONS.items()}
    if not month.endswith(("-06", "-12")):
        del found["narrative.proposals"]
    return found
