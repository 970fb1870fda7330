"""A prepared query finds what the same query of Django finds, whatever its slots are filled with."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from giaoban.units.among import Among
from giaoban.units.models import UnitVersion
from giaoban.units.prepared import Prepared, Slot
from tests.conftest import LONG_AGO, Cast

LATER = date(2024, 7, 1)


def held(units: Collection[int] | Slot, on: date | Slot) -> QuerySet[UnitVersion]:
    validity = Q(valid_to=None) | Q(valid_to__gt=on)
    return UnitVersion.objects.filter(validity, Among("unit_id", units), valid_from__lte=on).order_by("position")


HELD = Prepared(lambda: held(Slot("units"), Slot("on")))
CODES = Prepared(lambda: held(Slot("units"), Slot("on")).values_list("unit_id", "code"))
NAMED = Prepared(lambda: UnitVersion.objects.filter(Among("code", Slot("codes")), kind=Slot("kind")).values_list("pk"))


def test_it_is_asked_with_other_values_each_time(cast: Cast) -> None:
    UnitVersion.objects.filter(unit=cast.neighbour).update(valid_to=LATER)
    both = {cast.district.pk, cast.neighbour.pk}
    for units in (both, {cast.district.pk}, frozenset[int]()):
        for on in (LONG_AGO, LATER, date(2019, 1, 1)):
            found = list(held(units, on))
            assert HELD.objects(units=units, on=on) == found
            assert CODES.rows(units=units, on=on) == [(one.unit_id, one.code) for one in found]
            assert CODES.count(units=units, on=on) == len(found)


def test_its_objects_are_whole(cast: Cast) -> None:
    (found,) = HELD.objects(units=[cast.district.pk], on=LATER)
    assert (found.valid_from, found.valid_to, found.name) == (LONG_AGO, None, "Huyện ủy Diễn Lộc")


def test_no_row_has_a_number_that_no_database_knows(cast: Cast) -> None:
    numbered = Prepared(lambda: UnitVersion.objects.filter(unit_id=Slot("number")))
    assert len(numbered.objects(number=cast.district.pk)) == 1
    for number in (10**30, -(10**30), 2**63):
        assert (numbered.objects(number=number), numbered.rows(number=number), numbered.count(number=number)) == (
            [],
            [],
            0,
        )


def test_words_are_values_and_never_sql(cast: Cast) -> None:
    assert NAMED.count(codes=["DL", "NH", "CA"], kind="district_committee") == 2
    assert NAMED.count(codes=["DL') OR 1=1 --", "%s", "{}"], kind="' OR ''='") == 0
