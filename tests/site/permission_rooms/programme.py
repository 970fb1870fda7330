"""What the permission matrix needs for the pages of the work programme."""

from datetime import date

from giaoban.followup.programme_acts import plan_item
from giaoban.followup.programme_duties import add_duty
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

ITEM, DUTIES = "/chuong-trinh/{planned}/", "/chuong-trinh/dinh-ky/"
ADDRESSES: dict[str, str] = {
    "programme": "/chuong-trinh/?don-vi={unit}",
    "programme_file": "/chuong-trinh/tai-ve.csv?don-vi={unit}",
    "programme_new": "/chuong-trinh/them/",
    "programme_item": ITEM,
    "programme_done": ITEM + "da-lam/",
    "programme_move": ITEM + "chuyen-thang/",
    "programme_revise": ITEM + "sua/",
    "programme_drop": ITEM + "dua-ra/",
    "programme_reopen": ITEM + "lam-lai/",
    "duties": DUTIES + "?don-vi={unit}",
    "duty_new": DUTIES + "them/",
    "duty_end": DUTIES + "{duty}/ket-thuc/",
    "duties_fill": DUTIES + "dien/",
}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED: dict[str, dict[str, str]] = {
    "programme_new": {"don-vi": "{unit}", "nam": "2024", "thang": "8", "viec": "Khảo sát", "mat": "open"},
    "programme_done": {"revision": "0", "ngay": "2024-07-01", "ket-qua": "Xong"},
    "programme_move": {"revision": "0", "thang": "9", "ly-do": "Chờ số liệu"},
    "programme_revise": {"revision": "0", "viec": "Khảo sát lại", "mat": "open"},
    "programme_drop": {"revision": "0", "ly-do": "Không còn cần"},
    "programme_reopen": {"revision": "0", "ly-do": "Ghi nhầm"},
    "duty_new": {
        "don-vi": "{unit}", "viec": "Giao ban", "lap-lai": "tuan", "thu": "0", "tu": "2024-01-01", "mat": "open",
    },
    "duty_end": {"den": "2024-08-01", "ly-do": "Quy chế mới"},
    "duties_fill": {"don-vi": "{unit}", "nam": "2024"},
}  # fmt: skip
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """One thing of each kind of that unit: what stands in an address in place of `{task}` and the like."""
    item = plan_item(unit.pk, 2024, 7, "Sơ kết sáu tháng", by=cast.office, at=NOW)
    duty = add_duty(unit.pk, "Báo cáo tháng", "FREQ=MONTHLY;BYMONTHDAY=25", date(2024, 1, 1), by=cast.office, at=NOW)
    return {"planned": item.pk, "duty": duty.pk}
