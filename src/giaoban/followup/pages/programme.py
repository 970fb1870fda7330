"""The programme of a year: twelve months at a glance, what of it was kept, and the same as a table to take away."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from giaoban.followup.models import ProgrammeDuty, ProgrammeItem
from giaoban.followup.pages.desk import Desk
from giaoban.followup.pages.listed import Choice, address_with
from giaoban.followup.pages.listed import kept as kept_address
from giaoban.followup.pages.programme_shown import LOOK_NAMES, Look, has_look, look_of, months_shown
from giaoban.followup.pages.programme_typed import take_away
from giaoban.followup.programme_acts import FIRST_YEAR, LAST_YEAR
from giaoban.followup.programme_kept import KeptItems, kept
from giaoban.followup.programme_life import Keeping
from giaoban.language.dates import write_date
from giaoban.language.rounding import percent
from giaoban.language.text import bare
from giaoban.people.access import Verb
from giaoban.people.downloads import Sheet
from giaoban.units.among import Among
from giaoban.units.tree import Node

UNIT, YEAR, MONTH, LOOK, OWNER, WORDS = "don-vi", "nam", "thang", "trang-thai", "chu-tri", "tim"
NO_OWNER: Final = "-"
"""In the filter by owner: items that the unit's own office leads."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Words that are none of ours ask for everything."""

    unit: Node
    year: int
    month: int | None
    look: Look | None
    owner: str
    words: str

    @property
    def is_narrowed(self) -> bool:
        return bool(self.month or self.look or self.owner or self.words)


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """The programme of one unit for one year."""
    desk = Desk(request)
    units = _units(desk)
    if not units:
        return render(request, "followup/programme_none.html")
    asked = _asked(request, desk, units)
    everything = list(_items(asked))
    found = [item for item in everything if _is_left(item, asked, desk)]
    owners = desk.names(item.owner_id for item in everything)
    context = {
        "desk": desk,
        "asked": asked,
        "units": units,
        "years": _years(request, asked.year),
        "months": months_shown(found, asked.year, desk.today, owners, [asked.month] if asked.month else range(1, 13)),
        "month_numbers": range(1, 13),
        "looks": [(look.value, name) for look, name in LOOK_NAMES.items() if look is not Look.DONE_LATE],
        "owners": _owners(everything, desk),
        "found": len(found),
        "all": len(everything),
        "kept": _kept(asked, desk),
        "may_keep": desk.may(Verb.COMPILE, asked.unit.unit_id),
        "has_duties": ProgrammeDuty.objects.filter(unit=asked.unit.unit_id).exists(),
        "query": kept_address(request),
    }
    return render(request, "followup/programme.html", context)


@require_safe
def programme_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same items, one line each, as CSV or Excel."""
    desk = Desk(request)
    asked = _asked(request, desk, _units(desk) or (desk.unit(request.GET.get(UNIT, "")),))
    found = [item for item in _items(asked) if _is_left(item, asked, desk)]
    owners = desk.names(item.owner_id for item in found)
    heads = (
        _("Công việc"),
        pgettext("số ít", "Tháng"),
        _("Tháng theo chương trình"),
        _("Ngày đến lượt"),
        _("Chủ trì"),
        _("Chuẩn bị"),
        _("Tình trạng"),
        _("Thực hiện ngày"),
        _("Kết quả"),
    )
    rows = [
        (
            item.title,
            item.month,
            item.first_month,
            write_date(item.turn, desk.language) if item.turn else None,
            owners.get(item.owner_id or 0, asked.unit.name),
            item.presenter,
            str(LOOK_NAMES[look_of(item, desk.today)]),
            write_date(item.done_on, desk.language) if item.done_on else None,
            item.result,
        )
        for item in found
    ]
    title = _("Chương trình làm việc năm %(year)d · %(unit)s") % {"year": asked.year, "unit": asked.unit.name}
    return take_away(Sheet(f"chuong-trinh-{asked.year}-{asked.unit.code}", title, heads, rows), form, desk)


@dataclass(frozen=True, slots=True)
class KeptShown:
    """What was kept of the months that are over, as of today."""

    last: date
    found: KeptItems

    @property
    def done(self) -> int:
        return self.found.count(Keeping.IN_TIME) + self.found.count(Keeping.LATER)

    @property
    def share(self) -> Decimal | None:
        return percent(Decimal(self.done), Decimal(self.found.planned), 1)

    @property
    def counts(self) -> tuple[tuple[str, str, str, int], ...]:
        """Tone, icon, word and number of each way in which any item stands."""
        words = (
            (Keeping.IN_TIME, "good", "circle-check", _("thực hiện đúng tháng")),
            (Keeping.LATER, "warn", "history", _("thực hiện muộn")),
            (Keeping.MOVED, "part", "arrow-right", _("chuyển sang tháng sau")),
            (Keeping.NOT_DONE, "bad", "triangle-alert", _("chưa thực hiện")),
            (Keeping.DROPPED, "plain", "ban", _("đưa ra khỏi chương trình")),
        )
        return tuple(
            (tone, icon, word, self.found.count(way)) for way, tone, icon, word in words if self.found.count(way)
        )


def _kept(asked: Asked, desk: Desk) -> KeptShown | None:
    """Of the months of the year that are over; None while the first one runs."""
    last = min(date(asked.year, 12, 31), desk.today.replace(day=1) - timedelta(days=1))
    if last.year < asked.year:
        return None
    found = kept([asked.unit.unit_id], date(asked.year, 1, 1), last, on=desk.today)
    return KeptShown(last, found) if found.planned else None


def _units(desk: Desk) -> tuple[Node, ...]:
    """The units in sight that have a programme, and those whose office the person is; the highest first."""
    seen = desk.units_where(Verb.SEE)
    with_items = ProgrammeItem.objects.filter(Among("unit_id", seen)).values_list("unit_id", flat=True).distinct()
    with_duties = ProgrammeDuty.objects.filter(Among("unit_id", seen)).values_list("unit_id", flat=True).distinct()
    kept_by = desk.nodes({*with_items, *with_duties})
    tops = [
        node for node in desk.nodes(seen) if node.parent is None or desk.tree.nodes[node.parent].unit_id not in seen
    ]
    return tuple(sorted({*kept_by, *tops}, key=lambda node: node.index))


def _asked(request: HttpRequest, desk: Desk, units: tuple[Node, ...]) -> Asked:
    code = request.GET.get(UNIT, "")
    look, month = request.GET.get(LOOK, ""), _number(request, MONTH)
    year = _number(request, YEAR)
    return Asked(
        unit=desk.unit(code) if code else units[0],
        year=year if FIRST_YEAR <= year <= LAST_YEAR else desk.today.year,
        month=month if 1 <= month <= 12 else None,
        look=Look(look) if look in set(Look) else None,
        owner=request.GET.get(OWNER, ""),
        words=request.GET.get(WORDS, "").strip()[:100],
    )


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def _items(asked: Asked) -> QuerySet[ProgrammeItem]:
    wanted = ProgrammeItem.objects.filter(unit=asked.unit.unit_id, year=asked.year)
    if asked.month:
        wanted = wanted.filter(Q(month=asked.month) | Q(first_month=asked.month))
    return wanted.order_by("month", F("turn").asc(nulls_first=True), "pk")


def _is_left(item: ProgrammeItem, asked: Asked, desk: Desk) -> bool:
    if asked.owner and asked.owner != _owner_code(item, desk):
        return False
    if asked.words and bare(asked.words) not in bare(f"{item.title} {item.presenter} {item.result}"):
        return False
    return has_look(item, asked.look, desk.today)


def _owner_code(item: ProgrammeItem, desk: Desk) -> str:
    if item.owner_id is None or item.owner_id not in desk.tree:
        return NO_OWNER
    return desk.tree.by_unit(item.owner_id).code


def _owners(items: list[ProgrammeItem], desk: Desk) -> list[tuple[str, str | Promise]]:
    nodes = desk.nodes({item.owner_id for item in items if item.owner_id is not None})
    return [(NO_OWNER, _("Văn phòng")), *((node.code, node.name) for node in nodes)] if nodes else []


def _years(request: HttpRequest, year: int) -> list[Choice]:
    near = [one for one in (year - 1, year, year + 1) if FIRST_YEAR <= one <= LAST_YEAR]
    return [Choice(str(one), address_with(request, **{YEAR: str(one)}), one == year) for one in near]
