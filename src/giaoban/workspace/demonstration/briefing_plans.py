"""The made-up briefings of the fictional province: when they were held, what was said and concluded, and what became of it."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from giaoban.meetings.models import Binding, MeetingKind

IUU, CLEARANCE = "iuu", "site-clearance"
"""The topics by their codes."""
HALL = "Phòng họp số 1, Trụ sở Tỉnh ủy"
TO_OFFICE = "Báo cáo bằng văn bản về Văn phòng Tỉnh ủy"


class Fate(StrEnum):
    """What became of a task by the morning of the conference."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    MORE_TIME = "more_time"
    REPORTED = "reported"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion that became a task: who, what, by when; `done` is the day on which it was reported done."""

    what: str
    lead: str
    deadline: date
    fate: Fate
    helpers: tuple[str, ...] = ()
    topic: str = ""
    done: date | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An item of an agenda with the minutes that were written of it and what was concluded on it.

    `presenter` is one of the province's own; where a unit reports, `unit` is its code.
    """

    title: str
    minutes: int
    presenter: str
    unit: str = ""
    binding: Binding = Binding.NONE
    subject: str = ""
    topic: str = ""
    notes: str = ""
    conclusions: tuple[Concluded, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """A meeting that was held. `units` take part beside the province's own offices; `votes` are counted by hands."""

    kind: MeetingKind
    title: str
    day: date
    clock: time
    minutes: int
    units: tuple[str, ...]
    items: tuple[Spoken, ...]
    topic: str = ""
    vote: tuple[str, int, int, int] | None = None


def _weekly(day: date, *items: Spoken) -> Briefing:
    units = ("NH", "DL", "QB", "BP", "CA")
    return Briefing(MeetingKind.BRIEFING, "Giao ban tuần", day, time(7, 30), 90, units, items, IUU)


WEEKLY = (
    _weekly(
        date(2024, 6, 3),
        Spoken(
            "Tình hình chống khai thác hải sản bất hợp pháp trong tuần", 30, "Chánh Văn phòng", binding=Binding.TOPIC, topic=IUU,
            notes="Văn phòng báo cáo số tàu cá mất kết nối và kết quả kiểm soát tại cảng. Các huyện ven biển nêu khó khăn về lực lượng trực.",
            conclusions=(
                Concluded(
                    "Rà soát, lập danh sách tàu cá mất kết nối giám sát hành trình quá 10 ngày và làm việc với từng chủ tàu",
                    "DL", date(2024, 6, 14), Fate.CONFIRMED, ("BP",), IUU, date(2024, 6, 13), "Đã làm việc với toàn bộ chủ tàu trong danh sách.",
                ),
                Concluded(
                    "Kiểm tra việc ghi nhật ký khai thác tại cảng cá, chấn chỉnh hoạt động của tổ kiểm soát nghề cá",
                    "QB", date(2024, 6, 20), Fate.CONFIRMED, (), IUU, date(2024, 6, 24), "Hoàn thành chậm bốn ngày do tàu về bến muộn.",
                ),
            ),
        ),
        Spoken("Công việc trọng tâm trong tuần", 40, "Thường trực Tỉnh ủy", notes="Các đơn vị đăng ký việc trong tuần; không có ý kiến khác."),
    ),
    _weekly(
        date(2024, 6, 10),
        Spoken("Nhiệm vụ của kỳ giao ban trước", 20, "Chánh Văn phòng", binding=Binding.TASKS, notes="Hai nhiệm vụ đang trong hạn."),
        Spoken(
            "Tàu cá chưa đăng ký, chưa đăng kiểm", 30, "", "NH", Binding.TOPIC, topic=IUU,
            notes="Thành ủy báo cáo số tàu chưa đủ điều kiện còn neo đậu tại cửa sông; đề nghị lực lượng biên phòng phối hợp.",
            conclusions=(
                Concluded(
                    "Xử lý dứt điểm tàu cá chưa đủ điều kiện hoạt động neo đậu tại khu vực cửa sông",
                    "NH", date(2024, 6, 28), Fate.IN_PROGRESS, ("BP",), IUU, word="Đã xử lý được hai phần ba số tàu; số còn lại chờ hồ sơ đăng ký.",
                ),
                Concluded(
                    "Tổng hợp, báo cáo kết quả xác minh các vụ việc tàu cá vi phạm vùng khai thác",
                    "CA", date(2024, 7, 5), Fate.IN_PROGRESS, ("BP",), IUU, word="Đang hoàn thiện báo cáo tổng hợp.",
                ),
            ),
        ),
    ),
    _weekly(
        date(2024, 6, 17),
        Spoken("Nhiệm vụ của kỳ giao ban trước", 20, "Chánh Văn phòng", binding=Binding.TASKS, notes="Một nhiệm vụ đã hoàn thành đúng hạn."),
        Spoken(
            "Tuần tra vùng biển giáp ranh và phát triển đảng trong doanh nghiệp", 40, "Chánh Văn phòng",
            notes="Thống nhất mở đợt cao điểm tuần tra. Chỉ tiêu thành lập tổ chức đảng trong doanh nghiệp mới đạt ba trên năm.",
            conclusions=(
                Concluded(
                    "Tổ chức đợt tuần tra cao điểm chống khai thác hải sản bất hợp pháp tại vùng biển giáp ranh",
                    "BP", date(2024, 7, 15), Fate.ACKNOWLEDGED, ("CA",), IUU,
                ),
                Concluded(
                    "Rà soát doanh nghiệp đủ điều kiện thành lập tổ chức đảng, lập kế hoạch quý III",
                    "DN", date(2024, 7, 1), Fate.REPORTED, (), "", date(2024, 7, 1), "Đã rà soát, lập danh sách và kế hoạch gửi kèm.",
                ),
            ),
        ),
    ),
    _weekly(
        date(2024, 6, 24),
        Spoken("Nhiệm vụ của kỳ giao ban trước", 20, "Chánh Văn phòng", binding=Binding.TASKS, notes="Một nhiệm vụ hoàn thành quá hạn, các nhiệm vụ khác trong hạn."),
        Spoken(
            "Tiến độ kết nạp đảng viên và chuẩn bị sơ kết 6 tháng", 40, "Chánh Văn phòng", binding=Binding.INDICATOR, subject="members.admitted",
            notes="Mường Sẻ kết nạp đạt thấp so với chỉ tiêu. Văn phòng trình kế hoạch hội nghị sơ kết.",
            conclusions=(
                Concluded(
                    "Báo cáo nguyên nhân kết nạp đảng viên đạt thấp và kế hoạch bù trong quý III",
                    "MS", date(2024, 6, 28), Fate.MORE_TIME, word="Xin gia hạn vì đang chờ báo cáo của các đảng bộ xã.",
                ),
                Concluded(
                    "Hoàn thành rà soát số liệu 6 tháng của các chi bộ trực thuộc trước hội nghị sơ kết",
                    "CQ", date(2024, 6, 28), Fate.CONFIRMED, (), "", date(2024, 6, 27), "Số liệu đã rà soát và gửi đủ.",
                ),
            ),
        ),
    ),
)  # fmt: skip
STEERING = Briefing(
    MeetingKind.STEERING_COMMITTEE,
    "Họp Ban Chỉ đạo bồi thường, giải phóng mặt bằng các dự án trọng điểm",
    date(2024, 6, 14),
    time(14),
    120,
    ("DL", "TT", "MS"),
    (
        Spoken(
            "Tiến độ giải phóng mặt bằng ba dự án trọng điểm", 60, "Chánh Văn phòng", binding=Binding.TOPIC, topic=CLEARANCE,
            notes="Ba huyện báo cáo diện tích đã bàn giao, số hộ đã chi trả và vướng mắc về đơn giá, nguồn gốc đất.",
            conclusions=(
                Concluded(
                    "Hoàn thành chi trả bồi thường đợt 2, bàn giao mặt bằng đoạn còn lại của dự án đường ven biển",
                    "DL", date(2024, 6, 30), Fate.IN_PROGRESS, (), CLEARANCE, word="Còn một số hộ chưa thống nhất đơn giá; huyện đang vận động.",
                ),
                Concluded(
                    "Phê duyệt phương án bồi thường, bố trí đất ở cho các hộ thuộc dự án hồ chứa nước",
                    "MS", date(2024, 7, 19), Fate.ACKNOWLEDGED, (), CLEARANCE,
                ),
            ),
        ),
        Spoken("Thống nhất lịch kiểm tra thực địa", 20, "Trưởng Ban Chỉ đạo", notes="Kiểm tra thực địa hai tuần một lần, vào chiều thứ Năm."),
    ),
    CLEARANCE,
    ("Thông qua lịch kiểm tra thực địa hai tuần một lần", 11, 0, 1),
)  # fmt: skip
CONFERENCE = (
    Spoken("Khai mạc, giới thiệu đại biểu", 10, ""),
    Spoken("Dự thảo báo cáo công tác xây dựng Đảng 6 tháng đầu năm 2024", 30, "Chánh Văn phòng Tỉnh ủy", binding=Binding.REPORT, subject="half_year"),
    Spoken("Kết nạp đảng viên so với chỉ tiêu năm", 15, "Ban Tổ chức Tỉnh ủy", binding=Binding.INDICATOR, subject="members.admitted"),
    Spoken("Các đơn vị báo cáo kết quả, hạn chế và nguyên nhân", 60, "Các huyện ủy, thị ủy, thành ủy và đảng ủy tương đương"),
    Spoken("Chống khai thác hải sản bất hợp pháp", 20, "", "DL", Binding.TOPIC, topic=IUU),
    Spoken("Kiến nghị của địa phương", 20, "Văn phòng Tỉnh ủy", binding=Binding.RECOMMENDATIONS),
    Spoken("Nhiệm vụ chưa hoàn thành", 15, "Văn phòng Tỉnh ủy", binding=Binding.TASKS),
    Spoken("Kết luận hội nghị, nhiệm vụ 6 tháng cuối năm", 25, ""),
)  # fmt: skip
"""The agenda of the half-year conference, which is held on the demonstration's own morning."""
