"""When the made-up committees send their workbooks: most in time, a few late, all in order of the clock."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from giaoban.language.dates import HANOI
from giaoban.periods.calendars import CIVIL, days
from giaoban.periods.period import parse
from giaoban.workspace.demonstration.province import COMMITTEES, TODAY
from giaoban.workspace.demonstration.totals import MONTHS

OFTEN_LATE = frozenset({"MS", "CS"})
LAST_MONTH = MONTHS[-1]


@dataclass(frozen=True, slots=True, order=True)
class Delivery:
    """One workbook of one committee and when it arrives; `correction` replaces an earlier one."""

    at: datetime
    unit: str
    period: str
    correction: bool = False


CORRECTED = ("NH", "2024-05")
"""The workbook that is sent twice: the first had a wrong number of learners."""
CORRECTED_INDICATOR = "training.induction_learners"
CORRECTION_REASON = "Đơn vị rà soát lại danh sách lớp bồi dưỡng: số đã gửi tính trùng một lớp."


def deliveries() -> list[Delivery]:
    """Every workbook in the order in which it arrives."""
    found = [
        Delivery(at_work(date(year, 1, 12), unit.code, 0), unit.code, str(year))
        for year in (2023, 2024)
        for unit in COMMITTEES
    ]
    for month in MONTHS:
        closing = days(parse(month), CIVIL).last
        found += [Delivery(arrival(closing, unit.code, month), unit.code, month) for unit in COMMITTEES]
    unit_code, month = CORRECTED
    found.append(Delivery(datetime(2024, 6, 14, 15, 20, tzinfo=HANOI), unit_code, month, correction=True))
    return sorted(found)


def arrival(closing: date, unit: str, month: str) -> datetime:
    """When a month's workbook arrives: within the five working days, or after them; the last month's by yesterday."""
    chance = random.Random(f"arrival {unit} {month}")
    if month == LAST_MONTH:
        return at_work(TODAY - timedelta(days=1), unit, chance.randrange(0, 480))
    delay = chance.randint(8, 12) if unit in OFTEN_LATE and chance.random() < 0.5 else chance.randint(1, 5)
    return at_work(closing + timedelta(days=delay), unit, chance.randrange(0, 480))


def at_work(day: date, unit: str, minutes: int) -> datetime:
    """An instant of that day from 07:30 on, of its own for each unit."""
    place = [committee.code for committee in COMMITTEES].index(unit)
    return datetime.combine(day, time(7, 30), HANOI) + timedelta(minutes=minutes, seconds=3 * place)
