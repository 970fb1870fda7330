"""Who may see or do what: each role, each verb, over its own unit, the one below, the neighbour and the whole."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from giaoban.people.access import (
    VERBS,
    Verb,
    accounts_seen,
    administers,
    asked_once,
    at_the_root,
    first_role,
    may,
    persons_where,
    require,
    top_units,
    units_where,
    verbs_of,
)
from giaoban.people.accounts import operator
from giaoban.people.models import Membership, Person, Role
from giaoban.units.models import UnitVersion
from giaoban.units.registry import tree_at
from tests.conftest import LONG_AGO, Cast, add_person, add_unit

TODAY = date(2024, 7, 2)
DOCUMENT = Path(__file__).parents[2] / "docs" / "access.md"

EXPECTED: Mapping[Role, str] = {
    Role.REPORTING_OFFICER: "see see_sensitive report",
    Role.UNIT_LEADER: "see see_sensitive report approve chair",
    Role.OFFICE: "see report compile",
    Role.LEADER: "see chair",
    Role.INSPECTOR: "see see_sensitive",
    Role.ADMINISTRATOR: "see report administer",
    Role.AUDITOR: "see audit",
}
"""Written out once more by hand: a change of the table has to be meant."""


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("role", Role)
def test_a_role_gives_its_verbs_over_its_unit_and_below_and_nowhere_else(cast: Cast, role: Role, verb: Verb) -> None:
    child = add_unit("DL1", "Đảng bộ xã Bãi Trong", "grassroots_organisation", cast.district)
    person = add_person("nguoithu", "Người thử", role, cast.district)
    given = verb in EXPECTED[role].split()
    assert may(person, verb, cast.district.pk, TODAY) is given
    assert may(person, verb, child.pk, TODAY) is given
    assert not may(person, verb, cast.neighbour.pk, TODAY)
    assert not may(person, verb, cast.province.pk, TODAY)
    assert units_where(person, verb, TODAY) == ({cast.district.pk, child.pk} if given else frozenset())


@pytest.mark.parametrize("role", Role)
def test_a_role_in_the_root_reaches_everywhere(cast: Cast, role: Role) -> None:
    person = add_person("nguoithu", "Người thử", role, cast.province)
    assert units_where(person, Verb.SEE, TODAY) == {node.unit_id for node in tree_at(TODAY)}


@pytest.mark.parametrize("verb", Verb)
def test_an_outsider_and_a_stranger_may_nothing(cast: Cast, verb: Verb) -> None:
    for nobody in (cast.outsider, AnonymousUser()):
        assert units_where(nobody, verb, TODAY) == frozenset()
        assert top_units(nobody, verb, TODAY) == ()
        assert not any(may(nobody, verb, node.unit_id, TODAY) for node in tree_at(TODAY))


@pytest.mark.parametrize("verb", Verb)
def test_nobody_may_anything_with_a_unit_that_does_not_exist(cast: Cast, verb: Verb) -> None:
    for person in (cast.office, cast.administrator, cast.officer, cast.outsider):
        assert not may(person, verb, 999_999, TODAY)


def test_who_only_reads_is_asked_for_roles_once(cast: Cast) -> None:
    with asked_once():
        may(cast.officer, Verb.SEE, cast.district.pk, TODAY)
        with CaptureQueriesContext(connection) as asked:
            assert may(cast.officer, Verb.REPORT, cast.district.pk, TODAY)
            assert not may(cast.officer, Verb.COMPILE, cast.district.pk, TODAY)
            assert not may(cast.office, Verb.APPROVE, cast.province.pk, TODAY)
        assert sum("people_membership" in one["sql"] for one in asked) == 1, "of the other person alone"
    Membership.objects.filter(person=cast.officer).delete()
    assert not may(cast.officer, Verb.SEE, cast.district.pk, TODAY)


def test_the_role_that_was_given_first_stands_for_a_person(cast: Cast) -> None:
    Membership.objects.create(person=cast.officer, unit=cast.province, role=Role.AUDITOR, valid_from=TODAY)
    assert first_role(cast.officer, TODAY) is Role.REPORTING_OFFICER
    Membership.objects.filter(person=cast.officer, role=Role.REPORTING_OFFICER).update(valid_to=TODAY)
    assert first_role(cast.officer, TODAY) is Role.AUDITOR
    assert first_role(cast.outsider, TODAY) is None


def test_out_of_scope_is_404_and_says_the_same_whether_the_unit_exists_or_not(cast: Cast) -> None:
    require(cast.officer, Verb.REPORT, cast.district.pk, TODAY)
    with pytest.raises(Http404) as neighbour:
        require(cast.officer, Verb.SEE, cast.neighbour.pk, TODAY)
    with pytest.raises(Http404) as nowhere:
        require(cast.officer, Verb.SEE, 999_999, TODAY)
    assert str(neighbour.value) == str(nowhere.value)


def test_an_inactive_person_may_nothing_even_with_an_old_object_in_hand(cast: Cast) -> None:
    Person.objects.filter(pk=cast.officer.pk).update(is_active=False)
    assert cast.officer.is_active
    assert not may(cast.officer, Verb.SEE, cast.district.pk, TODAY)


def test_a_membership_counts_from_its_first_day_up_to_its_end(cast: Cast) -> None:
    Membership.objects.filter(person=cast.officer).update(valid_from=date(2024, 7, 1), valid_to=date(2024, 7, 3))
    days = [date(2024, 6, 30), date(2024, 7, 1), date(2024, 7, 2), date(2024, 7, 3)]
    assert [may(cast.officer, Verb.SEE, cast.district.pk, day) for day in days] == [False, True, True, False]


def test_a_unit_that_no_longer_holds_gives_no_scope(cast: Cast) -> None:
    UnitVersion.objects.filter(unit=cast.district).update(valid_to=TODAY)
    assert may(cast.officer, Verb.SEE, cast.district.pk, date(2024, 7, 1))
    assert not may(cast.officer, Verb.SEE, cast.district.pk, TODAY)
    assert not may(cast.office, Verb.SEE, cast.district.pk, TODAY)


def test_a_unit_that_moves_leaves_the_old_scope_and_enters_the_new_one(cast: Cast) -> None:
    moving = add_unit("XB", "Đảng bộ xã Bãi Trong", "grassroots_organisation", cast.district)
    UnitVersion.objects.filter(unit=moving).update(valid_to=TODAY)
    UnitVersion.objects.create(
        unit=moving, code="XB", name="Xã", kind="grassroots_organisation", parent=cast.neighbour, valid_from=TODAY
    )
    before = date(2024, 7, 1)
    assert [may(cast.officer, Verb.SEE, moving.pk, day) for day in (before, TODAY)] == [True, False]
    assert [may(cast.neighbour_officer, Verb.SEE, moving.pk, day) for day in (before, TODAY)] == [False, True]


def test_several_roles_add_up_unit_by_unit(cast: Cast) -> None:
    Membership.objects.create(person=cast.officer, unit=cast.neighbour, role=Role.LEADER, valid_from=LONG_AGO)
    assert units_where(cast.officer, Verb.SEE, TODAY) == {cast.district.pk, cast.neighbour.pk}
    assert units_where(cast.officer, Verb.REPORT, TODAY) == {cast.district.pk}


def test_top_units_stand_in_order_and_not_below_each_other(cast: Cast) -> None:
    below = add_unit("DL1", "Đảng bộ xã", "grassroots_organisation", cast.district)
    person = add_person("nhieuvai", "Người nhiều vai")
    for unit in (below, cast.neighbour, cast.district):
        Membership.objects.create(person=person, unit=unit, role=Role.LEADER, valid_from=LONG_AGO)
    assert [node.code for node in top_units(person, Verb.SEE, TODAY)] == ["DL", "NH"]
    assert [node.code for node in top_units(cast.office, Verb.SEE, TODAY)] == ["LG"]


@pytest.mark.parametrize("more", [0, 30])
def test_an_answer_costs_two_queries_however_many_units_there_are(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    for place in range(more):
        unit = add_unit(f"X{place}", f"Đảng bộ {place}", "grassroots_organisation", cast.district)
        Membership.objects.create(person=cast.officer, unit=unit, role=Role.LEADER, valid_from=LONG_AGO)
    tree_at(TODAY)
    with django_assert_num_queries(2):
        assert len(units_where(cast.officer, Verb.SEE, TODAY)) == more + 1
    with django_assert_num_queries(2):
        assert may(cast.officer, Verb.SEE, cast.district.pk, TODAY)
    with django_assert_num_queries(1):
        assert not may(cast.outsider, Verb.SEE, cast.district.pk, TODAY)


def table() -> str:
    """The table of `docs/access.md` as the code has it."""
    rows = [("role", *Verb), ("---", *(":-:" for _ in Verb))]
    rows += [(f"`{role.value}`", *("yes" if verb in VERBS[role] else "" for verb in Verb)) for role in Role]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def test_the_table_in_the_documentation_is_the_one_in_the_code() -> None:
    assert table() in DOCUMENT.read_text(encoding="utf-8"), f"docs/access.md should hold:\n{table()}"


def test_every_role_has_a_row_and_the_table_cannot_be_changed() -> None:
    assert set(VERBS) == set(Role)
    with pytest.raises(TypeError):
        VERBS[Role.LEADER] = frozenset(Verb)  # type: ignore[index]  # that it fails is what is tested


@pytest.mark.parametrize(
    ("verb", "unit", "logins"),
    [
        (Verb.REPORT, "district", ["dienloc", "lddienloc", "quantri", "vanphong"]),
        (Verb.APPROVE, "district", ["lddienloc"]),
        (Verb.COMPILE, "district", ["vanphong"]),
        (Verb.APPROVE, "neighbour", []),
        (Verb.COMPILE, "province", ["vanphong"]),
    ],
)
def test_those_who_may_do_something_with_a_unit_are_found(cast: Cast, verb: Verb, unit: str, logins: list[str]) -> None:
    operator()
    found = persons_where(verb, getattr(cast, unit).pk, TODAY)
    assert [person.login for person in found] == logins
    assert all(may(person, verb, getattr(cast, unit).pk, TODAY) for person in found)


def test_nobody_is_found_for_a_unit_that_is_not_there_or_once_inactive(cast: Cast) -> None:
    assert persons_where(Verb.SEE, 999_999, TODAY) == ()
    Person.objects.filter(login="lddienloc").update(is_active=False)
    assert persons_where(Verb.APPROVE, cast.district.pk, TODAY) == ()


def test_what_somebody_may_do_anywhere_is_one_question(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Membership.objects.create(person=cast.officer, unit=cast.neighbour, role=Role.AUDITOR, valid_from=LONG_AGO)
    with django_assert_num_queries(1):
        assert verbs_of(cast.officer, TODAY) == {Verb.SEE, Verb.SEE_SENSITIVE, Verb.REPORT, Verb.AUDIT}
    assert verbs_of(cast.outsider, TODAY) == verbs_of(AnonymousUser(), TODAY) == frozenset()


def test_an_administrator_reaches_whom_the_scope_holds_whole(cast: Cast) -> None:
    own = add_person("qtdienloc", "Quản trị Diễn Lộc", Role.ADMINISTRATOR, cast.district)
    assert administers(own, cast.officer, TODAY)
    assert not administers(own, cast.neighbour_officer, TODAY)
    assert not administers(own, cast.outsider, TODAY)
    Membership.objects.create(person=cast.officer, unit=cast.province, role=Role.LEADER, valid_from=date(2025, 1, 1))
    assert not administers(own, cast.officer, TODAY)
    assert administers(cast.administrator, cast.officer, TODAY)
    assert administers(cast.administrator, cast.outsider, TODAY)


def test_a_role_that_ended_above_no_longer_keeps_an_account_out_of_reach(cast: Cast) -> None:
    own = add_person("qtdienloc", "Quản trị Diễn Lộc", Role.ADMINISTRATOR, cast.district)
    Membership.objects.create(
        person=cast.officer, unit=cast.province, role=Role.LEADER, valid_from=LONG_AGO, valid_to=TODAY
    )
    assert administers(own, cast.officer, TODAY)


def test_nobody_administers_themselves_or_the_command_line(cast: Cast) -> None:
    assert not administers(cast.administrator, cast.administrator, TODAY)
    assert not administers(cast.administrator, operator(), TODAY)
    assert not administers(AnonymousUser(), cast.officer, TODAY)


def test_the_accounts_that_are_seen_are_those_of_the_scope(cast: Cast) -> None:
    own = add_person("qtdienloc", "Quản trị Diễn Lộc", Role.ADMINISTRATOR, cast.district)
    operator()
    assert {person.login for person in accounts_seen(own, TODAY)} == {"dienloc", "lddienloc", "qtdienloc"}
    assert accounts_seen(cast.administrator, TODAY).count() == 10
    assert not accounts_seen(cast.office, TODAY).exists()


def test_the_root_is_asked_for_by_verb(cast: Cast) -> None:
    assert at_the_root(cast.auditor, [Verb.AUDIT, Verb.ADMINISTER], TODAY)
    assert not at_the_root(cast.auditor, [Verb.ADMINISTER], TODAY)
    assert not at_the_root(cast.officer, [Verb.SEE], TODAY)
