"""The fictional province of Lam Giang: its committees, how large each is, and who signs in."""

from dataclasses import dataclass
from datetime import date

from giaoban.people.models import Role

FOUNDED = date(2020, 1, 1)
TODAY = date(2024, 7, 2)
"""The morning of the half-year briefing, at which the demonstration's clock stands still."""


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee under the province. `members` is the size by which totals are divided."""

    code: str
    name: str
    kind: str
    members: int


ROOT = Committee("LG", "Tỉnh ủy Lam Giang", "province_committee", 0)
COMMITTEES = (
    Committee("NH", "Thành ủy Nguyệt Hồ", "district_committee", 7420),
    Committee("AK", "Thị ủy An Khê Thượng", "district_committee", 4310),
    Committee("DL", "Huyện ủy Diễn Lộc", "district_committee", 5180),
    Committee("TT", "Huyện ủy Trường Thạch", "district_committee", 4640),
    Committee("MS", "Huyện ủy Mường Sẻ", "district_committee", 2930),
    Committee("QB", "Huyện ủy Quỳnh Bãi", "district_committee", 3850),
    Committee("VH", "Huyện ủy Vĩnh Hòa Giang", "district_committee", 3410),
    Committee("CS", "Huyện ủy Cồn Sim", "district_committee", 1260),
    Committee("CQ", "Đảng ủy Khối các cơ quan tỉnh", "equivalent_committee", 4960),
    Committee("DN", "Đảng ủy Khối doanh nghiệp tỉnh", "equivalent_committee", 3120),
    Committee("QS", "Đảng ủy Quân sự tỉnh", "equivalent_committee", 1480),
    Committee("CA", "Đảng ủy Công an tỉnh", "equivalent_committee", 2350),
    Committee("BP", "Đảng ủy Bộ đội Biên phòng tỉnh", "equivalent_committee", 890),
    Committee("DH", "Đảng ủy Trường Đại học Lam Giang", "equivalent_committee", 640),
)


def units_file() -> bytes:
    """The tree as the file that `giaoban units` takes."""
    lines = ["code,name,kind,parent_code,valid_from,valid_to"]
    lines.append(f"{ROOT.code},{ROOT.name},{ROOT.kind},,{FOUNDED.isoformat()},")
    lines += [f"{unit.code},{unit.name},{unit.kind},{ROOT.code},{FOUNDED.isoformat()}," for unit in COMMITTEES]
    return ("\n".join(lines) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signs in to the demonstration; the name is an office, never a person."""

    login: str
    name: str
    role: Role
    unit: str


ACCOUNTS = (
    Account("vanphong", "Văn phòng Tỉnh ủy", Role.OFFICE, ROOT.code),
    Account("lanhdao", "Thường trực Tỉnh ủy", Role.LEADER, ROOT.code),
    Account("kiemtra", "Ủy ban Kiểm tra Tỉnh ủy", Role.INSPECTOR, ROOT.code),
    Account("quantri", "Quản trị hệ thống", Role.ADMINISTRATOR, ROOT.code),
    Account("rasoat", "Người rà soát", Role.AUDITOR, ROOT.code),
    Account("dienloc", "Văn phòng Huyện ủy Diễn Lộc", Role.REPORTING_OFFICER, "DL"),
    Account("lanhdao.dienloc", "Thường trực Huyện ủy Diễn Lộc", Role.UNIT_LEADER, "DL"),
)
