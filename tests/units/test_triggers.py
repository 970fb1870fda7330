"""What the database refuses in the versions of units, whoever writes them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from giaoban.units import triggers
from giaoban.units.models import TreeStamp, Unit, UnitVersion
from tests.conftest import LONG_AGO, Cast, add_unit

NEXT_YEAR = date(2025, 7, 1)


def add_version(unit: Unit, code: str, parent: Unit | None, valid_from: date, valid_to: date | None = None) -> None:
    UnitVersion.objects.create(
        unit=unit, code=code, name=code, kind="x", parent=parent, valid_from=valid_from, valid_to=valid_to
    )


def test_a_unit_cannot_be_two_things_at_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="unit_is_one_thing_at_once"), transaction.atomic():
        add_version(cast.district, "DL2", cast.province, NEXT_YEAR)
    UnitVersion.objects.filter(unit=cast.district).update(valid_to=NEXT_YEAR)
    add_version(cast.district, "DL2", cast.province, NEXT_YEAR)
    with pytest.raises(IntegrityError, match="unit_is_one_thing_at_once"), transaction.atomic():
        UnitVersion.objects.filter(code="DL").update(valid_to=None)


def test_a_code_cannot_belong_to_two_units_at_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="code_belongs_to_one_unit_at_once"), transaction.atomic():
        UnitVersion.objects.filter(code="NH").update(code="DL")
    UnitVersion.objects.filter(code="DL").update(valid_to=NEXT_YEAR)
    other = Unit.objects.create(key="DL:2025-07-01")
    add_version(other, "DL", cast.province, NEXT_YEAR)


def test_a_day_cannot_have_two_roots(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="one_root_at_once"), transaction.atomic():
        add_unit("HD", "Tỉnh ủy khác", "province_committee", None)
    with pytest.raises(IntegrityError, match="one_root_at_once"), transaction.atomic():
        UnitVersion.objects.filter(code="DL").update(parent=None)
    earlier = Unit.objects.create(key="CU:2010-01-01")
    add_version(earlier, "CU", None, date(2010, 1, 1), LONG_AGO)


def test_a_unit_cannot_hang_below_itself(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="no_unit_under_itself"), transaction.atomic():
        UnitVersion.objects.filter(code="DL").update(parent=cast.district)
    below = add_unit("DL1", "Đảng bộ xã", "grassroots_organisation", cast.district)
    lowest = add_unit("DL11", "Chi bộ", "cell", below)
    with pytest.raises(IntegrityError, match="no_unit_below_itself"), transaction.atomic():
        UnitVersion.objects.filter(code="DL").update(parent=lowest)


def test_units_may_change_places_from_one_day_to_the_next(cast: Cast) -> None:
    below = add_unit("DL1", "Đảng bộ xã", "grassroots_organisation", cast.district)
    UnitVersion.objects.filter(code__in=["DL", "DL1"]).update(valid_to=NEXT_YEAR)
    add_version(below, "DL1", cast.province, NEXT_YEAR)
    add_version(cast.district, "DL", below, NEXT_YEAR)
    assert UnitVersion.objects.filter(parent=below).count() == 1


def test_validity_runs_forward(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="validity_runs_forward"), transaction.atomic():
        UnitVersion.objects.filter(code="DL").update(valid_to=LONG_AGO)


def test_the_stamp_is_renewed_by_every_change(cast: Cast) -> None:
    seen = {stamp() for _ in range(2)}
    UnitVersion.objects.filter(code="DL").update(name="Khác")
    seen.add(stamp())
    UnitVersion.objects.filter(code="CA").delete()
    seen.add(stamp())
    add_unit("TX", "Thị ủy Thanh Xá", "district_committee", cast.province)
    seen.add(stamp())
    assert len(seen) == 4


def stamp() -> str:
    return TreeStamp.objects.get().value


def test_the_triggers_can_be_taken_off_and_put_on_again(cast: Cast) -> None:
    connection.check_constraints()
    triggers.take_off(connection)
    add_version(cast.district, "DL2", cast.province, NEXT_YEAR)
    connection.check_constraints()
    UnitVersion.objects.filter(valid_from=NEXT_YEAR).delete()
    triggers.put_on(connection)
    with pytest.raises(IntegrityError, match="unit_is_one_thing_at_once"), transaction.atomic():
        add_version(cast.district, "DL2", cast.province, NEXT_YEAR)
