"""Whom a message about a unit reaches: its own people, else those of the nearest unit above."""

from giaoban.people.access import Verb
from giaoban.people.models import Membership, Role
from giaoban.people.recipients import nearest, people_with
from tests.conftest import LONG_AGO, NOW, Cast

TODAY = NOW.date()


def test_the_people_of_the_unit_itself_come_first(cast: Cast) -> None:
    assert nearest(Verb.REPORT, cast.district.pk, TODAY) == (cast.officer, cast.unit_leader)
    assert nearest(Verb.APPROVE, cast.district.pk, TODAY) == (cast.unit_leader,)


def test_where_the_unit_has_nobody_those_above_are_reached(cast: Cast) -> None:
    assert nearest(Verb.COMPILE, cast.late_district.pk, TODAY) == (cast.office,)
    assert nearest(Verb.APPROVE, cast.late_district.pk, TODAY) == ()
    assert nearest(Verb.REPORT, 0, TODAY) == ()


def test_a_person_with_two_roles_is_named_once_and_one_whose_role_has_ended_not_at_all(cast: Cast) -> None:
    Membership.objects.create(person=cast.officer, unit=cast.district, role=Role.OFFICE, valid_from=LONG_AGO)
    Membership.objects.filter(person=cast.neighbour_officer).update(valid_to=TODAY)
    units = [cast.district.pk, cast.neighbour.pk]
    assert people_with(Verb.REPORT, units, TODAY) == {cast.district.pk: (cast.officer, cast.unit_leader)}
