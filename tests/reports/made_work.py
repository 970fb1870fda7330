"""A made-up second ledger for the tests of reports: a few tasks, recommendations and a topic with one project."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from giaoban.periods.period import parse
from giaoban.reports.build import source, template_of, write_up
from giaoban.reports.matter import Matter
from giaoban.reports.model import Report
from giaoban.reports.work import (
    Measured,
    ProgrammeLine,
    ProjectState,
    RecommendationLine,
    TaskLine,
    TopicState,
    Work,
)
from tests.reports.books import AT, matter

LATE = TaskLine(11, "Rà soát tàu cá mất kết nối", "Huyện ủy Diễn Lộc", "25/06/2024", "Thông báo kết luận số 41-TB/TU")
CLOSE = TaskLine(12, "Bàn giao mặt bằng đoạn 3", "Thành ủy Nguyệt Hồ", "05/07/2024", "Thông báo kết luận số 41-TB/TU")
ASKED = RecommendationLine(
    21, "Bố trí vốn nâng cấp kênh.", "Huyện ủy Diễn Lộc", "thủy lợi", "Đảng ủy Công an tỉnh", "Quý IV/2025."
)
ROAD = ProjectState(
    number=7,
    name="Đường ven biển",
    unit="Huyện ủy Diễn Lộc",
    day=date(2024, 6, 28),
    measures={
        "area": Measured(Decimal("41.5"), Decimal(60), Decimal("69.17"), Decimal("2.5")),
        "households": Measured(Decimal(120), Decimal(200), Decimal(60), Decimal(0)),
        "money": Measured(None, Decimal(480_000_000_000), None, None),
    },
    obstacles=("12 hộ chưa thống nhất đơn giá.",),
)
WORK = Work(
    counts={
        ("tasks", "all", ""): 5,
        ("tasks", "done", ""): 2,
        ("tasks", "done_in_time", ""): 1,
        ("tasks", "done_late", ""): 1,
        ("tasks", "open", ""): 3,
        ("tasks", "open_in_time", ""): 2,
        ("tasks", "open_overdue", ""): 1,
        ("tasks", "all", "site"): 1,
        ("recommendations", "received", ""): 4,
        ("recommendations", "deferred", ""): 1,
        ("programme", "planned", ""): 3,
    },
    tasks={("open_overdue", ""): (LATE,), ("open_in_time", ""): (CLOSE,)},
    recommendations={"deferred": (ASKED,)},
    programme={"not_done": (ProgrammeLine(31, "Sơ kết chuyên đề", "tháng 6/2024", "Văn phòng"),)},
    topics=(TopicState("site", "Giải phóng mặt bằng", "", (ROAD,)),),
    by_lead=(
        ("DL", "Huyện ủy Diễn Lộc", {"done_in_time": 1, "done_late": 0, "open_in_time": 1, "open_overdue": 1}),
        ("NH", "Thành ủy Nguyệt Hồ", {"done_in_time": 0, "done_late": 1, "open_in_time": 1, "open_overdue": 0}),
    ),
)


def matter_with_work(work: Work = WORK) -> Matter:
    return replace(matter(), work=work)


def weekly(work: Work = WORK) -> Report:
    """The weekly report of the made-up province."""
    about = replace(matter_with_work(work), period=parse("2024-W26"))
    template = template_of(about.pack, "weekly", about.period)
    return write_up(source(about.pack, "weekly"), template, about, at=AT)
