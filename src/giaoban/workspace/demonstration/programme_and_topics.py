"""The made-up province's work programme of 2024, and its two topics with three projects, as they stand on the briefing's morning."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from giaoban.followup import programme_acts, project_acts, topic_acts
from giaoban.followup.models import ProgrammeItem, Project, Topic
from giaoban.followup.programme_duties import add_duty, fill_year
from giaoban.followup.projects import Sums
from giaoban.language.dates import HANOI
from giaoban.language.rounding import round_half_up
from giaoban.people.models import Person
from giaoban.units.registry import tree_at
from giaoban.workspace.demonstration.province import ROOT, TODAY

YEAR: Final = 2024
BILLION: Final = 1_000_000_000
OFFICE: Final = "vanphong"
REGULATION: Final = "Quy chế làm việc của Tỉnh ủy"
PLANNED_AT: Final = datetime(2024, 1, 3, 9, tzinfo=HANOI)

DUTIES: Final = (
    ("Giao ban tuần của Thường trực Tỉnh ủy", "FREQ=WEEKLY;BYDAY=MO", date(2024, 1, 8)),
    ("Báo cáo tháng gửi cấp trên", "FREQ=MONTHLY;BYMONTHDAY=25", date(2024, 1, 1)),
    ("Họp Ban Thường vụ Tỉnh ủy thường kỳ", "FREQ=MONTHLY;BYMONTHDAY=15", date(2024, 1, 1)),
    ("Nghe báo cáo công tác kiểm tra, giám sát quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", date(2024, 1, 1)),
    ("Hội nghị sơ kết sáu tháng đầu năm", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=2", date(2024, 1, 1)),
    ("Hội nghị tổng kết năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=26", date(2024, 1, 1)),
)
"""Title, rule, and the day from which it holds."""

HOLIDAYS: Final = {
    date(2024, 2, 12): "Nghỉ Tết Nguyên đán, không giao ban.",
    date(2024, 4, 29): "Nghỉ hoán đổi dịp 30-4 và 1-5, không giao ban.",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """An item of the programme: `done` is the day on which it was done, `moved_to` the month to which it was moved."""

    month: int
    title: str
    presenter: str
    owner: str = ""
    done: date | None = None
    result: str = ""
    moved_to: int | None = None
    reason: str = ""


ITEMS: Final = (
    Planned(1, "Ban hành Chương trình làm việc năm 2024", "Văn phòng Tỉnh ủy", done=date(2024, 1, 12), result="Đã ban hành chương trình."),
    Planned(1, "Ban hành Chương trình kiểm tra, giám sát năm 2024", "Ủy ban Kiểm tra Tỉnh ủy", done=date(2024, 1, 25), result="Đã ban hành chương trình."),
    Planned(1, "Thăm, chúc Tết đối tượng chính sách, lực lượng trực Tết", "Văn phòng Tỉnh ủy", done=date(2024, 1, 30)),
    Planned(2, "Kiểm tra tình hình sản xuất, giao quân sau Tết", "Văn phòng Tỉnh ủy", done=date(2024, 2, 26)),
    Planned(2, "Đánh giá công tác phát triển đảng viên năm 2023, giao chỉ tiêu năm 2024", "Ban Tổ chức Tỉnh ủy", done=date(2024, 2, 28), result="Giao chỉ tiêu kết nạp 1.450 đảng viên."),
    Planned(3, "Làm việc với Huyện ủy Mường Sẻ về giảm nghèo", "Văn phòng Tỉnh ủy", "MS", date(2024, 3, 14), "Kết luận 6 nội dung, giao 4 nhiệm vụ."),
    Planned(3, "Sơ kết nghị quyết về phát triển kinh tế biển", "Ban Tuyên giáo Tỉnh ủy", done=date(2024, 4, 11), result="Hội nghị lùi sang tháng 4 do chờ số liệu quý I."),
    Planned(3, "Hội nghị quán triệt các nghị quyết, kết luận mới của Trung ương", "Ban Tuyên giáo Tỉnh ủy", done=date(2024, 3, 22)),
    Planned(4, "Nghe báo cáo rà soát quy hoạch sử dụng đất", "Văn phòng Tỉnh ủy", moved_to=8, reason="Chờ văn bản hướng dẫn thi hành Luật Đất đai."),
    Planned(4, "Làm việc với Thành ủy Nguyệt Hồ về chỉnh trang đô thị", "Văn phòng Tỉnh ủy", "NH", date(2024, 4, 18), "Kết luận 5 nội dung, tiếp nhận 7 kiến nghị."),
    Planned(4, "Phát động phong trào thi đua chào mừng đại hội đảng các cấp", "Ban Dân vận Tỉnh ủy", done=date(2024, 4, 24)),
    Planned(5, "Kiểm tra thực hiện nghị quyết về xây dựng nông thôn mới", "Ban Dân vận Tỉnh ủy", moved_to=9, reason="Ghép với đợt kiểm tra quý III để giảm đoàn kiểm tra."),
    Planned(5, "Đối thoại của Thường trực Tỉnh ủy với đoàn viên, thanh niên", "Tỉnh đoàn", done=date(2024, 5, 21), result="Giải đáp trực tiếp 18 câu hỏi."),
    Planned(5, "Làm việc với Huyện ủy Quỳnh Bãi về chống khai thác IUU", "Văn phòng Tỉnh ủy", "QB", date(2024, 5, 16), "Kết luận 4 nội dung."),
    Planned(5, "Nghe báo cáo tiến độ giải phóng mặt bằng các dự án trọng điểm", "Văn phòng Tỉnh ủy", done=date(2024, 5, 30)),
    Planned(6, "Đối thoại của Bí thư Tỉnh ủy với doanh nghiệp", "Đảng ủy Khối doanh nghiệp tỉnh", "DN", date(2024, 6, 13), "Tiếp nhận 21 ý kiến."),
    Planned(6, "Ban hành đề án chuyển đổi số trong các cơ quan đảng", "Văn phòng Tỉnh ủy"),
    Planned(6, "Sơ kết công tác phối hợp với lực lượng vũ trang sáu tháng", "Văn phòng Tỉnh ủy", "QS", date(2024, 6, 25)),
    Planned(7, "Thăm, tặng quà người có công nhân Ngày Thương binh - Liệt sĩ", "Văn phòng Tỉnh ủy"),
    Planned(7, "Làm việc với Huyện ủy Diễn Lộc về đường ven biển", "Văn phòng Tỉnh ủy", "DL"),
    Planned(8, "Giám sát việc thực hiện quy chế dân chủ ở cơ sở", "Ban Dân vận Tỉnh ủy"),
    Planned(8, "Sơ kết công tác quy hoạch cán bộ", "Ban Tổ chức Tỉnh ủy"),
    Planned(9, "Làm việc với Huyện ủy Trường Thạch về khu công nghiệp", "Văn phòng Tỉnh ủy", "TT"),
    Planned(9, "Ban hành hướng dẫn đại hội chi bộ trực thuộc", "Ban Tổ chức Tỉnh ủy"),
    Planned(10, "Hội nghị Ban Chấp hành Đảng bộ tỉnh quý III", "Văn phòng Tỉnh ủy"),
    Planned(10, "Kiểm tra công tác phòng, chống thiên tai", "Văn phòng Tỉnh ủy"),
    Planned(11, "Đánh giá một năm thực hiện nghị quyết về chuyển đổi số", "Ban Tuyên giáo Tỉnh ủy"),
    Planned(11, "Chuẩn bị kiểm điểm, đánh giá tập thể, cá nhân năm 2024", "Ban Tổ chức Tỉnh ủy"),
    Planned(12, "Xây dựng Chương trình làm việc năm 2025", "Văn phòng Tỉnh ủy"),
    Planned(12, "Xây dựng Chương trình kiểm tra, giám sát năm 2025", "Ủy ban Kiểm tra Tỉnh ủy"),
)  # fmt: skip
"""Done up to June but for two that were moved and one that nobody has done."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """A project: what is planned, what was done by the first report, what by the last."""

    unit: str
    name: str
    due: date
    plan: tuple[str, int, int]
    first: tuple[str, int, int]
    last: tuple[str, int, int]
    milestones: tuple[tuple[str, date, date | None], ...]
    obstacles: tuple[tuple[str, date, date | None], ...]


CLEARANCES: Final = (
    Clearance(
        "DL",
        "Đường ven biển, đoạn qua huyện Diễn Lộc",
        date(2024, 9, 30),
        ("62.4", 318, 285),
        ("24.6", 121, 96),
        ("41.85", 236, 198),
        (
            ("Hoàn thành kiểm đếm", date(2024, 3, 31), date(2024, 3, 28)),
            ("Phê duyệt phương án bồi thường đợt 3", date(2024, 6, 15), date(2024, 6, 20)),
            ("Bàn giao mặt bằng cầu cửa sông", date(2024, 6, 28), None),
            ("Bàn giao toàn bộ mặt bằng", date(2024, 9, 30), None),
        ),
        (
            ("Khu vực đất rừng phòng hộ chưa có quyết định chuyển mục đích sử dụng.", date(2024, 5, 6), None),
            ("Một số hộ chưa thống nhất giá bồi thường cây lâu năm.", date(2024, 4, 8), date(2024, 6, 10)),
        ),
    ),
    Clearance(
        "TT",
        "Khu tái định cư phục vụ Khu công nghiệp Trường Thạch",
        date(2024, 8, 31),
        ("38.5", 265, 212),
        ("20.1", 138, 108),
        ("33.2", 229, 182),
        (
            ("Bốc thăm giao nền tái định cư đợt 2", date(2024, 5, 31), date(2024, 5, 29)),
            ("Hoàn thành chi trả", date(2024, 7, 31), None),
        ),
        (),
    ),
    Clearance(
        "MS",
        "Hồ chứa nước Mường Sẻ",
        date(2024, 12, 31),
        ("96", 187, 164),
        ("22.5", 48, 36),
        ("39.3", 92, 71),
        (
            ("Xác định nguồn gốc đất", date(2024, 5, 31), None),
            ("Phê duyệt phương án bồi thường đợt 2", date(2024, 8, 15), None),
        ),
        (
            ("Hồ sơ địa chính cũ sai lệch, phải đo đạc lại ở ba bản.", date(2024, 4, 15), None),
            ("Chưa bố trí đủ vốn cho khu tái định cư.", date(2024, 5, 20), None),
        ),
    ),
)
"""Area in hectares, households, money in billions of đồng; below what the districts report of all their clearance."""

FIRST_REPORT: Final = date(2024, 4, 1)
COURSE: Final = (0, 6, 11, 19, 19, 27, 36, 45, 52, 61, 70, 80, 91, 100)
"""How far a project has come from its first report to its last, in hundredths, a week each: once nothing moved."""


def plan_and_follow(officers: Mapping[str, Person]) -> None:
    """The programme of the year, and the topics with what the districts' officers report week by week."""
    office = Person.objects.get(login=OFFICE)
    plan_the_year(office)
    fight_illegal_fishing(office)
    clear_sites(office, officers)


def plan_the_year(office: Person) -> None:
    """Duties and items, each done, moved or left as the first half-year had it."""
    root = _unit(ROOT.code)
    for title, rule, valid_from in DUTIES:
        add_duty(root, title, rule, valid_from, basis=REGULATION, by=office, at=PLANNED_AT)
    fill_year(root, YEAR, by=office, at=PLANNED_AT)
    for item in ProgrammeItem.objects.filter(unit=root, turn__lt=TODAY).order_by("turn", "pk"):
        _take_turn(item, office)
    for planned in ITEMS:
        _take_up(root, planned, office)


def fight_illegal_fishing(office: Person) -> Topic:
    """The topic of the weekly briefings."""
    topic = topic_acts.found(
        _unit(ROOT.code),
        "iuu",
        "Phòng, chống khai thác hải sản bất hợp pháp (IUU)",
        about="Theo dõi việc lắp thiết bị giám sát hành trình, xử lý vi phạm và khắc phục các khuyến nghị về chống khai thác "
        "hải sản bất hợp pháp, không báo cáo, không theo quy định ở các huyện ven biển.",
        started_on=date(2024, 1, 8),
        indicators=[
            "fishing_vessels.required_vms",
            "fishing_vessels.with_vms",
            "fishing_vessels.vms_rate",
            "iuu.violations",
            "iuu.penalised",
            "iuu.fines",
        ],
        by=office,
        at=PLANNED_AT,
    )
    documents = (
        ("18/2017/QH14", "Luật Thủy sản", date(2017, 11, 21)),
        ("", "Chỉ đạo của Ban Bí thư về tăng cường lãnh đạo công tác chống khai thác hải sản IUU", date(2024, 4, 10)),
        ("", "Kế hoạch cao điểm chống khai thác IUU của tỉnh", date(2024, 4, 22)),
    )
    for number, title, on in documents:
        topic_acts.cite(topic, number, title, on, by=office, at=at_work(date(2024, 4, 24)))
    return topic


def clear_sites(office: Person, officers: Mapping[str, Person]) -> Topic:
    """The topic of the steering committee, with its projects."""
    topic = topic_acts.found(
        _unit(ROOT.code),
        "site-clearance",
        "Bồi thường, giải phóng mặt bằng các dự án trọng điểm",
        about="Ban Chỉ đạo họp theo dõi tiến độ bàn giao mặt bằng, chi trả cho dân và giải ngân của ba dự án trọng điểm.",
        started_on=date(2024, 1, 22),
        indicators=["site_clearance.area", "site_clearance.households", "site_clearance.compensation"],
        by=office,
        at=at_work(date(2024, 1, 22)),
    )
    documents = (
        ("31/2024/QH15", "Luật Đất đai", date(2024, 1, 18)),
        ("", "Kế hoạch đẩy nhanh giải phóng mặt bằng các dự án trọng điểm năm 2024", date(2024, 1, 22)),
    )
    for number, title, on in documents:
        topic_acts.cite(topic, number, title, on, by=office, at=at_work(date(2024, 1, 23)))
    for clearance in CLEARANCES:
        _clear(topic, clearance, office, officers[clearance.unit])
    return topic


def at_work(day: date, hour: int = 16) -> datetime:
    """An instant of that day on the office's clock."""
    return datetime.combine(day, time(hour), HANOI)


def _take_turn(item: ProgrammeItem, office: Person) -> None:
    """A turn that is past: done on its day, or on the Friday before a weekend; dropped on a holiday."""
    turn = item.turn or TODAY
    if reason := HOLIDAYS.get(turn):
        programme_acts.drop(item, reason, by=office, at=at_work(turn - timedelta(days=4)), revision=item.revision)
        return
    day = turn - timedelta(days=max(0, turn.weekday() - 4))
    programme_acts.mark_done(item, day, "", by=office, at=at_work(day, 17), revision=item.revision)


def _take_up(root: int, planned: Planned, office: Person) -> None:
    owner = _unit(planned.owner) if planned.owner else None
    item = programme_acts.plan_item(
        root, YEAR, planned.month, planned.title, owner_id=owner, presenter=planned.presenter, by=office, at=PLANNED_AT
    )
    if planned.moved_to:
        at = at_work(date(YEAR, planned.month, 20))
        programme_acts.move(item, planned.moved_to, planned.reason, by=office, at=at, revision=item.revision)
    if planned.done:
        at = at_work(planned.done, 17)
        programme_acts.mark_done(item, planned.done, planned.result, by=office, at=at, revision=item.revision)


def _clear(topic: Topic, clearance: Clearance, office: Person, officer: Person) -> Project:
    founded = at_work(date(2024, 1, 24))
    area, households, billions = _numbers(clearance.plan)
    plan = Sums(area, households, billions * BILLION)
    project = project_acts.add_project(
        topic, _unit(clearance.unit), clearance.name, plan, due=clearance.due, by=office, at=founded
    )
    for name, due, done_on in clearance.milestones:
        milestone = project_acts.add_milestone(project, name, due, by=office, at=founded)
        if done_on:
            project_acts.reach(milestone, done_on, by=officer, at=at_work(done_on))
    for text, raised_on, cleared_on in clearance.obstacles:
        obstacle = project_acts.raise_obstacle(project, text, raised_on, by=officer, at=at_work(raised_on))
        if cleared_on:
            project_acts.clear_obstacle(obstacle, cleared_on, by=officer, at=at_work(cleared_on))
    for week, share in enumerate(COURSE):
        day = FIRST_REPORT + timedelta(weeks=week)
        project_acts.report_progress(project, day, _between(clearance, share), by=officer, at=at_work(day))
    return project


def _between(clearance: Clearance, share: int) -> Sums:
    """So many hundredths of the way from the first report to the last."""
    ends = zip(_numbers(clearance.first), _numbers(clearance.last), strict=True)
    area, households, billions = (begin + (end - begin) * share / 100 for begin, end in ends)
    return Sums(round_half_up(area, 2), round_half_up(households, 0), round_half_up(billions, 2) * BILLION)


def _numbers(given: tuple[str, int, int]) -> tuple[Decimal, Decimal, Decimal]:
    area, households, billions = given
    return Decimal(area), Decimal(households), Decimal(billions)


def _unit(code: str) -> int:
    return tree_at(TODAY).by_code(code).unit_id
