"""When a unit's form is due, more time for it, and the lock."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from giaoban.collection import submitting
from giaoban.collection.due import WrongExtension, due_date, due_dates, grant_extension, is_locked
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import Act, Extension, State
from giaoban.collection.prefill import workbook_of
from giaoban.indicators.catalogue import Due, Pack
from giaoban.indicators.packs import current
from giaoban.people.access import Hidden, NotYourRole
from tests.collection.desk import Desk, desk_of, typed
from tests.collection.filling import opened
from tests.conftest import NOW, Cast

DUE = date(2024, 7, 5)
"""Five working days after June 2024."""


@pytest.fixture
def locking(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Desk:
    """The desk, where the pack locks a form three working days after it was due: open until Wednesday 10 July."""
    forms = tuple(form.model_copy(update={"due": Due(working_days=5, lock_after=3)}) for form in current().forms)
    locked: Pack = current().model_copy(update={"forms": forms})
    for name in ("due", "sheet", "drafts", "submitting", "filling"):
        monkeypatch.setattr(f"giaoban.collection.{name}.current_pack", lambda: locked)
    return desk_of(cast)


def extend(desk: Desk, due: date, reason: str = "Mưa lũ chia cắt") -> Extension:
    sheet = desk.sheet
    return grant_extension(sheet.unit, sheet.form, sheet.period, due, reason, by=desk.cast.office, at=desk.now())


def until(desk: Desk, day: date) -> None:
    """Lets time pass to the morning of that day."""
    desk.at = NOW + timedelta(days=(day - NOW.date()).days)


def test_a_form_is_due_when_the_pack_says(desk: Desk) -> None:
    sheet = desk.sheet
    assert due_date(sheet.unit, sheet.form, sheet.period) == DUE
    assert not is_locked(sheet.unit, sheet.form, sheet.period, today=date(2030, 1, 1))


def test_the_workbook_names_the_same_day(desk: Desk) -> None:
    book = opened(workbook_of(desk.sheet.unit, desk.sheet.period, pack=current(), office="Văn phòng"))
    texts = " ".join(str(cell) for sheet in book.worksheets for row in sheet.values for cell in row if cell)
    assert f"{DUE:%d/%m/%Y}" in texts


def test_the_latest_extension_counts(desk: Desk) -> None:
    extend(desk, DUE + timedelta(days=10))
    extend(desk, DUE + timedelta(days=12))
    sheet = desk.sheet
    ids = [desk.cast.district.pk, desk.cast.neighbour.pk]
    assert due_dates(ids, sheet.form, sheet.period) == {ids[0]: DUE + timedelta(days=12), ids[1]: DUE}


def test_the_days_of_many_units_cost_one_query(desk: Desk) -> None:
    sheet = desk.sheet
    with CaptureQueriesContext(connection) as queries:
        due_dates(range(5000), sheet.form, sheet.period)
    assert len(queries) == 1


@pytest.mark.parametrize("due", [DUE, DUE - timedelta(days=2)])
def test_an_extension_gives_time(desk: Desk, due: date) -> None:
    with pytest.raises(WrongExtension, match="phải sau hạn đang có \\(05/07/2024\\)"):
        extend(desk, due)


def test_an_extension_does_not_end_in_the_past(desk: Desk) -> None:
    until(desk, date(2024, 8, 1))
    with pytest.raises(WrongExtension, match="không sớm hơn hôm nay"):
        extend(desk, date(2024, 7, 20))


def test_an_extension_has_a_reason_and_is_kept(desk: Desk) -> None:
    with pytest.raises(WrongExtension, match="lý do"):
        extend(desk, DUE + timedelta(days=5), " ")
    extend(desk, DUE + timedelta(days=5))
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.all().delete()


def test_only_the_office_above_gives_more_time(desk: Desk) -> None:
    sheet = desk.sheet
    wanted = (sheet.unit, sheet.form, sheet.period, DUE + timedelta(days=5), "Mưa lũ")
    for person in (desk.cast.officer, desk.cast.unit_leader, desk.cast.leader):
        with pytest.raises(NotYourRole):
            grant_extension(*wanted, by=person, at=NOW)
    with pytest.raises(Hidden):
        grant_extension(*wanted, by=desk.cast.outsider, at=NOW)


def test_a_locked_form_is_handed_in_with_an_extension_only(locking: Desk) -> None:
    locking.open()
    locking.type({"members.total": "5"})
    until(locking, date(2024, 7, 11))
    with pytest.raises(IllegalMove, match="Biểu đã khóa nên không thể trình duyệt"):
        locking.submit()
    sheet = locking.sheet
    with pytest.raises(IllegalMove, match="Biểu đã khóa"):
        submitting.submit_whole(
            sheet.unit,
            sheet.form,
            sheet.period,
            [typed("members.total", "5")],
            by=locking.cast.officer,
            at=locking.now(),
        )
    extend(locking, date(2024, 7, 12))
    assert locking.submit().state == State.SUBMITTED


def test_the_last_day_before_the_lock_is_open(locking: Desk) -> None:
    sheet = locking.sheet
    assert not is_locked(sheet.unit, sheet.form, sheet.period, today=date(2024, 7, 10))
    assert is_locked(sheet.unit, sheet.form, sheet.period, today=date(2024, 7, 11))


def test_what_is_on_its_way_goes_on_when_the_form_is_locked(locking: Desk) -> None:
    locking.open()
    locking.type({"members.total": "5"})
    locking.submit()
    until(locking, date(2024, 7, 11))
    found = locking.fresh()
    acts = [move.act for move in submitting.moves_open(found, by=locking.cast.unit_leader, at=locking.now())]
    assert acts == [Act.APPROVED, Act.RETURNED]
    locking.approve()
    assert locking.accept() is not None
    with pytest.raises(IllegalMove, match="Biểu đã khóa nên không thể mở lại"):
        locking.reopen()
