"""Fourteen months of a made-up province of six communes and a department: figures by a formula, so that sums can be told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, SourceKind
from giaoban.people.models import Person, Role
from giaoban.units.models import Unit, UnitVersion
from tests.conftest import HANOI, add_person

TWO_TIERS = date(2025, 7, 1)
NOW = datetime(2027, 2, 17, 8, 0, tzinfo=HANOI)
"""The third day after the cut-off of the last month."""
MONTHS = tuple(f"{2026 + month // 12}-{month % 12 + 1:02}" for month in range(14))
LAST = MONTHS[-1]
COMMUNES = ("phường Nguyệt Hồ", "xã Diễn Lộc", "xã Trường Thạch", "xã Mường Sẻ", "xã Quỳnh Bãi", "đặc khu Cồn Sim")
BUDGET = ("budget.revenue", "budget.expenditure", "public_investment.paid")
"""Counted since the start of the year."""
PARTY_WORDS = re.compile(
    r"\b(Đảng|đảng (viên|bộ|ủy)|cấp ủy|chi bộ|(tỉnh|huyện|thành|thị) ủy)\b|T/M|K/T|BC/TU", re.IGNORECASE
)
"""What has no place in a document of the state."""
Cells = dict[tuple[str, str], Decimal]


@dataclass(frozen=True)
class Province:
    """The units by their place, the office that sees them all, and the officer of the last commune."""

    root: Unit
    communes: tuple[Unit, ...]
    department: Unit
    office: Person
    officer: Person


def settle() -> Province:
    """The tree and its people; nothing is reported yet."""
    root = unit("LG", "Ủy ban nhân dân tỉnh Lam Giang", "provincial_people_committee", None)
    communes = tuple(
        unit(f"X{place}", f"Ủy ban nhân dân {name}", "commune_people_committee", root, place)
        for place, name in enumerate(COMMUNES, 1)
    )
    department = unit("STC", "Sở Tài chính", "department", root, 7)
    return Province(
        root=root,
        communes=communes,
        department=department,
        office=add_person("vanphong", "Văn phòng Ủy ban nhân dân tỉnh", Role.OFFICE, root),
        officer=add_person("consim", "Văn phòng đặc khu Cồn Sim", Role.REPORTING_OFFICER, communes[-1]),
    )


def unit(code: str, name: str, kind: str, parent: Unit | None, position: int = 0, valid_from: date = TWO_TIERS) -> Unit:
    found = Unit.objects.create(key=f"{code}:{valid_from:%Y-%m-%d}")
    UnitVersion.objects.create(
        unit=found, code=code, name=name, kind=kind, parent=parent, position=position, valid_from=valid_from
    )
    return found


@cache
def of_month(place: int, month: int) -> Cells:
    """What commune `place` (from 1) delivered in the `month` (from 0) alone, breakdowns included."""
    n = Decimal(place * 10 + month)
    solved, on_time = n * 20, n * 20 - place
    figures = {
        "agriculture.area_sown": n * Decimal("7.5"),
        "agriculture.area_harvested": n * 5,
        "agriculture.area_damaged": Decimal(0),
        "household_businesses.registered": n // 4,
        "tourists.visits": n * 310,
        "tourists.visits|visitor_origin:domestic": n * 290,
        "tourists.visits|visitor_origin:international": n * 20,
        "poor_households.supported": n,
        "poor_households.supported|household_group:poor": n - 4,
        "poor_households.supported|household_group:near_poor": Decimal(4),
        "poor_households.supported|support_kind:livelihood": n - 1,
        "jobs.created": n * 2,
        "residents.total": Decimal(20_000 + place * 1_000 + month * 15),
        "health_insurance.insured": Decimal(18_500 + place * 1_000 + month * 20),
        "civil_status.births": n + 3,
        "civil_status.births|sex:female": n // 2,
        "civil_status.births|sex:male": n + 3 - n // 2,
        "civil_status.births_on_time": n + 2,
        "fires.incidents": Decimal((place + month) % 2),
        "fires.damage": Decimal("35.5") * ((place + month) % 2),
        "traffic.accidents": Decimal((place * month) % 3),
        "dossiers.received": solved,
        "dossiers.online": n * 17,
        "dossiers.solved": solved,
        "dossiers.solved_on_time": on_time,
        "dossiers.solved_late": solved - on_time,
        "dossiers.pending": Decimal(40 + place),
        "tasks.due": Decimal(12),
        "tasks.done_on_time": Decimal(11),
        "tasks.done_late": Decimal(1),
        "tasks.overdue": Decimal(place % 3),
        "citizens.visits": n,
        "letters.received": n // 2,
        "letters.handled": n // 2,
        "letters.pending": Decimal(place),
    } | budget_of_month(place, month)
    return {_cell(key): value for key, value in figures.items()}


def budget_of_month(place: int, month: int) -> dict[str, Decimal]:
    """Revenue, expenditure and investment of the month alone; the department collects the revenue from trade."""
    n = Decimal(place * 10 + month)
    paid = n * Decimal("0.85") if place % 2 else n * Decimal("0.6")
    return {
        "budget.revenue": n * Decimal("1.25"),
        "budget.revenue|revenue_source:domestic": n * Decimal("1.25") if place <= len(COMMUNES) else Decimal(0),
        "budget.revenue|revenue_source:trade": Decimal(0) if place <= len(COMMUNES) else n * Decimal("1.25"),
        "budget.expenditure": n,
        "public_investment.paid": paid,
        "public_investment.paid|capital_source:central_budget": paid / 2,
        "public_investment.paid|capital_source:local_budget": paid / 2,
    }


def targets(place: int) -> Cells:
    """What was promised for a year."""
    promised = {
        "budget.revenue": 300 * place,
        "budget.revenue.central": 280 * place,
        "budget.expenditure": 250 * place,
        "public_investment.paid": 160 * place,
        "agriculture.area_sown": 1_500 * place,
        "tourists.visits": 60_000 * place,
        "poor_households.supported": 300 * place,
        "jobs.created": 500 * place,
    }
    return {_cell(key): Decimal(value) for key, value in promised.items()}


@cache
def as_told(place: int, month: int) -> Cells:
    """What commune `place` writes for the month: the budget since the start of the year, the rest of the month alone."""
    this_year = range(month - month % 12, month + 1)
    return {
        cell: sum((of_month(place, one)[cell] for one in this_year), Decimal(0)) if cell[0] in BUDGET else value
        for cell, value in of_month(place, month).items()
    }


@cache
def told_by_department(month: int) -> Cells:
    """The department writes its own budget since the start of the year and the enterprises of the month."""
    this_year = range(month - month % 12, month + 1)
    keys = budget_of_month(7, month)
    budget = {_cell(key): sum((budget_of_month(7, one)[key] for one in this_year), Decimal(0)) for key in keys}
    return budget | {_cell("enterprises.founded"): Decimal(20 + month)}


def fill_books(province: Province, *, left_out: tuple[int, str] | None = None) -> None:
    """Posts every month of every unit but that of `left_out`, the targets of both years and some words."""
    entries = [*_entries(province, left_out), *_words(province)]
    post(entries, by=province.office, source=Source(SourceKind.SUBMISSION), at=NOW)


def _entries(province: Province, left_out: tuple[int, str] | None) -> Iterator[Entry]:
    for place, commune in enumerate((*province.communes, province.department), 1):
        for month, period in enumerate(MONTHS):
            if (place, period) != left_out:
                told = as_told(place, month) if place <= len(COMMUNES) else told_by_department(month)
                yield from (Entry(commune.pk, *cell, period, Measure.ACTUAL, value) for cell, value in told.items())
        for year in ("2026", "2027"):
            asked = targets(place) if place <= len(COMMUNES) else _department_targets()
            yield from (Entry(commune.pk, *cell, year, Measure.TARGET, value) for cell, value in asked.items())


def _department_targets() -> Cells:
    return {cell: value for cell, value in targets(7).items() if cell[0].startswith(("budget.", "public_"))}


def _words(province: Province) -> Iterator[Entry]:
    said = (
        (0, "narrative.results", "Đưa vào sử dụng khu xử lý nước sạch tập trung phục vụ 1.200 hộ."),
        (1, "narrative.limits", "Tiến độ bồi thường của tuyến đường ven sông còn chậm."),
        (1, "narrative.causes", "Hồ sơ địa chính cũ chưa thống nhất với hiện trạng sử dụng đất."),
        (5, "narrative.proposals", "Đề nghị Sở Tài chính sớm phân bổ vốn sửa chữa cầu tàu."),
    )
    for place, code, text in said:
        yield Entry(province.communes[place].pk, code, "", LAST, Measure.ACTUAL, None, text=text)


def _cell(key: str) -> tuple[str, str]:
    code, _, breakdown = key.partition("|")
    return code, breakdown
