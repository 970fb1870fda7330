"""What the office does with the work programme: planning, moving, done, dropped. Each act once, written down, in one transaction."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.models import ProgrammeAct, ProgrammeEvent, ProgrammeItem, ProgrammeState
from giaoban.followup.programme_life import IllegalMove, Move, move_of
from giaoban.followup.secrecy import Mark, require_open
from giaoban.followup.wording import WordsRefused, kept_text
from giaoban.language.dates import write_date
from giaoban.people.access import Verb, require_one
from giaoban.people.models import Person
from giaoban.people.notices import notify
from giaoban.people.recipients import nearest
from giaoban.units.registry import tree_at

LONGEST_TITLE, LONGEST_PRESENTER, LONGEST_TEXT = 300, 200, 4_000
FIRST_YEAR, LAST_YEAR = 2000, 2100
NOTICE: Final = "programme"


class Overtaken(IllegalMove):
    """Somebody changed the item since the person saw it; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Việc này vừa có người thay đổi: hãy tải lại trang, xem lại rồi làm tiếp."))


def plan_item(
    unit_id: int,
    year: int,
    month: int,
    title: str,
    *,
    owner_id: int | None = None,
    presenter: str = "",
    mark: str = Mark.OPEN,
    by: Person,
    at: datetime,
) -> ProgrammeItem:
    """A new item of the unit's programme; raises `WordsRefused`, `SecretRefused`, `NotYourRole` and `Hidden`."""
    require_office(by, unit_id, localdate(at))
    fields = _content(unit_id, title, owner_id, presenter, mark, localdate(at))
    _require_month(year, month)
    with transaction.atomic():
        item = ProgrammeItem.objects.create(
            unit_id=unit_id, year=year, month=month, first_month=month, changed_at=at, **fields
        )
        record(item, ProgrammeAct.PLANNED, by=by, at=at, month_before=month)
        _tell_owner(item, ProgrammeAct.PLANNED, "", by=by, at=at)
    return item


def revise(
    item: ProgrammeItem,
    title: str,
    *,
    owner_id: int | None,
    presenter: str,
    mark: str = Mark.OPEN,
    by: Person,
    at: datetime,
    revision: int,
) -> ProgrammeItem:
    """Another title, owner or preparing body; what stood before is kept in the story."""
    require_office(by, item.unit_id, localdate(at))
    fields = _content(item.unit_id, title, owner_id, presenter, mark, localdate(at))
    said = _("Trước đó: %(title)s") % {"title": item.title} if fields["title"] != item.title else ""
    return _carry_out(item, ProgrammeAct.REVISED, said, by=by, at=at, revision=revision, **fields)


def move(item: ProgrammeItem, month: int, reason: str, *, by: Person, at: datetime, revision: int) -> ProgrammeItem:
    """To another month of the same year, with a reason; the first month is kept."""
    require_office(by, item.unit_id, localdate(at))
    _require_month(item.year, month)
    if month == item.month:
        raise WordsRefused("thang", _("Việc này đang ở tháng %(month)d: hãy chọn tháng khác.") % {"month": month})
    said = kept_text(reason, "ly-do", _("lý do chuyển tháng"), LONGEST_TEXT)
    return _carry_out(item, ProgrammeAct.MOVED, said, by=by, at=at, revision=revision, month=month)


def mark_done(
    item: ProgrammeItem,
    day: date,
    result: str,
    *,
    mark: str = Mark.OPEN,
    by: Person,
    at: datetime,
    revision: int,
) -> ProgrammeItem:
    """Done on that day, with its result in words (may be empty)."""
    today = localdate(at)
    require_office(by, item.unit_id, today)
    if day > today:
        raise WordsRefused(
            "ngay", _("Ngày %(day)s chưa tới: hãy ghi ngày đã thực hiện.") % {"day": write_date(day, "vi")}
        )
    if day.year < item.year - 1:
        raise WordsRefused(
            "ngay", _("Việc của năm %(year)d không thể hoàn thành sớm như vậy: hãy xem lại năm.") % {"year": item.year}
        )
    said = kept_text(result, "ket-qua", _("kết quả"), LONGEST_TEXT, needed=False)
    require_open(mark, said)
    return _carry_out(item, ProgrammeAct.DONE, said, by=by, at=at, revision=revision, done_on=day, result=said)


def reopen(item: ProgrammeItem, reason: str, *, by: Person, at: datetime, revision: int) -> ProgrammeItem:
    """Not done after all, or taken up again after it was dropped."""
    require_office(by, item.unit_id, localdate(at))
    said = kept_text(reason, "ly-do", _("lý do"), LONGEST_TEXT)
    return _carry_out(item, ProgrammeAct.REOPENED, said, by=by, at=at, revision=revision, done_on=None, result="")


def drop(item: ProgrammeItem, reason: str, *, by: Person, at: datetime, revision: int) -> ProgrammeItem:
    """Out of the programme, with a reason; it stays readable."""
    require_office(by, item.unit_id, localdate(at))
    said = kept_text(reason, "ly-do", _("lý do đưa ra khỏi chương trình"), LONGEST_TEXT)
    return _carry_out(item, ProgrammeAct.DROPPED, said, by=by, at=at, revision=revision)


def require_office(by: Person, unit_id: int, on: date) -> None:
    """Raises `NotYourRole`, or `Hidden` where the person does not see the unit: its programme is its office's."""
    require_one(by, [(Verb.COMPILE, unit_id)], [unit_id], on)


def require_owner(unit_id: int, owner_id: int | None, on: date) -> None:
    """Raises `WordsRefused` where the owner is neither the unit nor below it on that day."""
    if owner_id is None:
        return
    tree = tree_at(on)
    if owner_id in tree and unit_id in tree:
        unit, owner = tree.by_unit(unit_id), tree.by_unit(owner_id)
        if unit.index <= owner.index < unit.last:
            return
    raise WordsRefused("chu-tri", _("Đơn vị chủ trì phải là đơn vị này hoặc đơn vị trực thuộc: hãy chọn lại."))


def record(
    item: ProgrammeItem, act: ProgrammeAct, *, by: Person, at: datetime, month_before: int, text: str = ""
) -> ProgrammeEvent:
    """Writes down what was done, at the item's revision."""
    return ProgrammeEvent.objects.create(
        item=item,
        act=act,
        person=by,
        at=at,
        revision=item.revision,
        text=text,
        month_before=month_before,
        month_after=item.month,
    )


def _content(unit_id: int, title: str, owner_id: int | None, presenter: str, mark: str, on: date) -> dict[str, Any]:
    fields = {
        "title": kept_text(title, "viec", _("nội dung công việc"), LONGEST_TITLE),
        "presenter": kept_text(presenter, "chuan-bi", _("cơ quan chuẩn bị"), LONGEST_PRESENTER, needed=False),
        "owner_id": owner_id,
    }
    require_open(mark, title, presenter)
    require_owner(unit_id, owner_id, on)
    return fields


def _require_month(year: int, month: int) -> None:
    if not 1 <= month <= 12:
        raise WordsRefused("thang", _("Không có tháng %(month)d: hãy chọn từ tháng 1 đến tháng 12.") % {"month": month})
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WordsRefused(
            "nam",
            _("Năm %(year)d ngoài khoảng %(first)d đến %(last)d: hãy xem lại.")
            % {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR},
        )


def _carry_out(
    item: ProgrammeItem, act: ProgrammeAct, text: str, *, by: Person, at: datetime, revision: int, **fields: Any
) -> ProgrammeItem:
    """The item after the act, which is written down and told; raises `IllegalMove`, `Overtaken` where somebody was faster."""
    step = move_of(act, ProgrammeState(item.state))
    if item.revision != revision:
        raise Overtaken
    with transaction.atomic():
        moved = _change(item, step, at, fields)
        record(moved, act, by=by, at=at, month_before=item.month, text=text)
        _tell_owner(moved, act, text, by=by, at=at)
    return moved


def _change(item: ProgrammeItem, step: Move, at: datetime, fields: dict[str, Any]) -> ProgrammeItem:
    seen = ProgrammeItem.objects.filter(pk=item.pk, state=item.state, revision=item.revision)
    if seen.update(state=step.to_state, revision=item.revision + 1, changed_at=at, **fields) != 1:
        raise Overtaken
    return ProgrammeItem.objects.get(pk=item.pk)


def _tell_owner(item: ProgrammeItem, act: ProgrammeAct, reason: str, *, by: Person, at: datetime) -> None:
    """Tells the owner, where it is another unit than the one whose programme it is, of what concerns its work.

    Without a link: the programme is read by those who see its unit, and the owner often lies below it.
    """
    if item.owner_id is None or item.owner_id == item.unit_id:
        return
    with override("vi"):
        words = _words(act)
        said = words % {"title": item.title, "month": item.month, "year": item.year}
        if reason:
            said += " " + _("Lý do: %(reason)s") % {"reason": reason}
    if words:
        persons = [one for one in nearest(Verb.REPORT, item.owner_id, localdate(at)) if one.pk != by.pk]
        notify(persons, NOTICE, said, "", at)


def _words(act: ProgrammeAct) -> str:
    """What the owner reads; empty where it need not be told."""
    return {
        ProgrammeAct.PLANNED: _("Chương trình làm việc tháng %(month)d/%(year)d: đơn vị chủ trì việc “%(title)s”."),
        ProgrammeAct.MOVED: _("Chương trình làm việc: việc “%(title)s” chuyển sang tháng %(month)d/%(year)d."),
        ProgrammeAct.DROPPED: _("Việc “%(title)s” (tháng %(month)d/%(year)d) đã đưa ra khỏi chương trình làm việc."),
    }.get(act, "")
