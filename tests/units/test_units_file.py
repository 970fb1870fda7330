"""Taking a file of units: input as text, the register and the problems as values."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.units.models import Unit, UnitVersion
from giaoban.units.problems import UnitsProblem
from giaoban.units.registry import tree_at
from giaoban.units.units_file import UnitsOutcome, take_units

pytestmark = pytest.mark.django_db

KINDS: dict[str, Sequence[str]] = {
    "province_committee": (),
    "district_committee": ("province_committee",),
    "equivalent_committee": ("province_committee",),
    "grassroots_organisation": ("district_committee", "equivalent_committee"),
    "cell": ("grassroots_organisation", "cell"),
}
HEAD = "code,name,kind,parent_code,valid_from,valid_to\n"
PROVINCE = HEAD + (
    "LG,Tỉnh ủy Lam Giang,province_committee,,2020-01-01,\n"
    "NH,Thành ủy Nguyệt Hồ,district_committee,LG,2020-01-01,\n"
    "DL,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,\n"
    "CA,Đảng ủy Công an tỉnh,equivalent_committee,LG,2020-01-01,\n"
)
CELL = "CA11,Chi bộ một,cell,CA1,2020-01-01,\n"


def take(text: str, *, dry_run: bool = False) -> UnitsOutcome:
    return take_units(text.encode(), "units.csv", kinds=KINDS, dry_run=dry_run)


def problem(text: str) -> UnitsProblem:
    """The one problem of a file."""
    (found,) = take(text).problems
    return found


def codes(year: int) -> list[str]:
    return [node.code for node in tree_at(date(year, 12, 31))]


def test_a_file_becomes_the_tree_in_its_own_order() -> None:
    assert take(PROVINCE) == UnitsOutcome((), added=4)
    assert codes(2024) == ["LG", "NH", "DL", "CA"]
    assert tree_at(date(2024, 7, 2)).root.key == "LG:2020-01-01"


def test_a_file_taken_twice_changes_nothing() -> None:
    take(PROVINCE)
    before = list(UnitVersion.objects.order_by("pk").values())
    assert take(PROVINCE) == UnitsOutcome((), unchanged=4)
    assert list(UnitVersion.objects.order_by("pk").values()) == before


def test_a_dry_run_only_says_what_would_come() -> None:
    assert take(PROVINCE, dry_run=True) == UnitsOutcome((), added=4)
    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    "written",
    [
        PROVINCE.replace(",", ";"),
        "\ufeff" + PROVINCE,
        PROVINCE.replace("\n", "\r\n"),
        PROVINCE.replace("2020-01-01", "01/01/2020"),
        PROVINCE.replace("code,name", "CODE, Name ") + ",,,,,\n",
        PROVINCE.replace("Tỉnh ủy Lam Giang", '"Tỉnh ủy  Lam\nGiang"'),
        PROVINCE.replace("ủ", "u\u0309"),
    ],
    ids=["semicolons", "bom", "crlf", "vietnamese dates", "heads", "spaces", "decomposed letters"],
)
def test_the_same_file_in_another_dress_is_the_same(written: str) -> None:
    take(PROVINCE)
    assert take(written) == UnitsOutcome((), unchanged=4)


def test_rows_may_come_in_any_order() -> None:
    head, *rows = PROVINCE.splitlines(keepends=True)
    assert take(head + "".join(reversed(rows))).added == 4
    assert codes(2024) == ["LG", "CA", "DL", "NH"]


def test_a_unit_is_renamed_by_two_rows_that_touch() -> None:
    take(PROVINCE)
    outcome = take(
        HEAD
        + "DL,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,2024-01-01\n"
        + "DL,Thị ủy Diễn Lộc,district_committee,LG,2024-01-01,\n"
    )
    assert outcome == UnitsOutcome((), added=1, changed=1)
    before, after = tree_at(date(2023, 12, 31)).by_code("DL"), tree_at(date(2024, 1, 1)).by_code("DL")
    assert (before.name, after.name) == ("Huyện ủy Diễn Lộc", "Thị ủy Diễn Lộc")
    assert before.unit_id == after.unit_id
    assert codes(2024) == ["LG", "NH", "DL", "CA"]


def test_a_code_given_again_after_a_gap_is_another_unit() -> None:
    take(
        PROVINCE.replace(
            "DL,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,", "DL,A,district_committee,LG,2020-01-01,2022-01-01"
        )
    )
    take(HEAD + "DL,Huyện ủy Đại Lâm,district_committee,LG,2024-01-01,\n")
    assert set(Unit.objects.filter(key__startswith="DL").values_list("key", flat=True)) == {
        "DL:2020-01-01",
        "DL:2024-01-01",
    }
    assert "DL" not in codes(2022)


def test_a_code_given_to_another_unit_at_once_needs_its_key() -> None:
    take(PROVINCE)
    take(
        "code,name,kind,parent_code,valid_from,valid_to,key\n"
        "DL,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,2025-07-01,\n"
        "DL,Huyện ủy Đại Lâm,district_committee,LG,2025-07-01,,DL:2025-07-01\n"
    )
    assert tree_at(date(2025, 7, 1)).by_code("DL").key == "DL:2025-07-01"
    assert tree_at(date(2025, 6, 30)).by_code("DL").key == "DL:2020-01-01"


def test_a_code_under_another_name_and_parent_has_to_say_whose_it_is() -> None:
    take(PROVINCE + "X1,Xã Bãi Trong,grassroots_organisation,DL,2020-01-01,2025-07-01\n")
    found = problem(HEAD + "X1,Xã Bãi Ngoài,grassroots_organisation,NH,2025-07-01,\n")
    assert (found.line, found.column) == (2, "key")
    assert "X1:2020-01-01" in found.way_out
    assert "X1:2025-07-01" in found.way_out
    assert take(HEAD + "X1,XÃ  BÃI TRONG,grassroots_organisation,NH,2025-07-01,\n").added == 1


def test_a_unit_that_changes_its_code_keeps_its_key() -> None:
    take(PROVINCE)
    outcome = take(
        "code,name,kind,parent_code,valid_from,valid_to,key\n"
        "DL,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,2025-07-01,\n"
        "DL01,Huyện ủy Diễn Lộc,district_committee,LG,2025-07-01,,DL:2020-01-01\n"
    )
    assert (outcome.added, outcome.changed) == (1, 1)
    tree = tree_at(date(2025, 7, 1))
    assert tree.by_code("DL01").unit_id == tree_at(date(2025, 6, 30)).by_code("DL").unit_id


def test_a_key_that_nobody_has_is_refused() -> None:
    take(PROVINCE)
    found = problem(
        "code,name,kind,parent_code,valid_from,valid_to,key\n"
        "TX,Thị ủy Thanh Xá,district_committee,LG,2024-01-01,,TX:2020-01-01\n"
    )
    assert (found.line, found.column) == (2, "key")
    assert "TX:2024-01-01" in found.way_out


def test_two_units_may_exchange_their_codes() -> None:
    take(PROVINCE)
    outcome = take(
        "code,name,kind,parent_code,valid_from,valid_to,key\n"
        "NH,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,,DL:2020-01-01\n"
        "DL,Thành ủy Nguyệt Hồ,district_committee,LG,2020-01-01,,NH:2020-01-01\n"
    )
    assert outcome == UnitsOutcome((), changed=2)
    assert tree_at(date(2024, 7, 2)).by_code("NH").name == "Huyện ủy Diễn Lộc"


def test_a_stated_position_sets_the_order() -> None:
    take(PROVINCE)
    outcome = take(
        "code,name,kind,parent_code,valid_from,valid_to,position\n"
        "CA,Đảng ủy Công an tỉnh,equivalent_committee,LG,2020-01-01,,0\n"
    )
    assert outcome == UnitsOutcome((), changed=1)
    assert codes(2024) == ["LG", "CA", "NH", "DL"]
    assert take(PROVINCE) == UnitsOutcome((), unchanged=4)


def test_a_file_with_one_bad_row_is_refused_whole() -> None:
    outcome = take(PROVINCE + "TX,Thị ủy Thanh Xá,town,LG,2020-01-01,\n")
    assert [(p.line, p.column, p.value) for p in outcome.problems] == [(6, "kind", "town")]
    assert (outcome.added, Unit.objects.count()) == (0, 0)


def test_all_problems_come_at_once_with_their_places() -> None:
    outcome = take(
        PROVINCE
        + ",Không mã,district_committee,LG,2020-01-01,\n"
        + "A B,Mã có dấu cách,district_committee,LG,2020-01-01,\n"
        + "T1,,district_committee,LG,2020-01-01,\n"
        + "T2,Ngày sai,district_committee,LG,31/02/2024,\n"
        + "T3,Ngày ngược,district_committee,LG,2024-01-01,2023-01-01\n"
        + "T4,Cấp trên lạ,district_committee,XX,2020-01-01,\n"
        + "T5,Thiếu ô,district_committee\n"
        + "T6,Sai cấp,cell,LG,2020-01-01,\n"
        + "DL,Trùng mã,district_committee,LG,2021-01-01,\n"
        + "T7,Dưới dòng hỏng,grassroots_organisation,T1,2020-01-01,\n"
        + "T8,Tên có ký tự lạ\u200b,district_committee,LG,2020-01-01,\n"
    )
    assert [(p.line, p.column) for p in outcome.problems] == [
        (6, "code"),
        (7, "code"),
        (8, "name"),
        (9, "valid_from"),
        (10, "valid_to"),
        (11, "parent_code"),
        (12, ""),
        (13, "parent_code"),
        (14, "code"),
        (16, "name"),
    ]
    assert all(p.message and p.way_out and p.file == "units.csv" for p in outcome.problems)


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("", "", "không có dòng nào"),
        ("code,name,kind,parent_code,valid_from\n", "valid_to", "Thiếu cột valid_to"),
        (HEAD.replace("valid_to", "valid_to,màu"), "màu", "“màu” thừa"),
        (HEAD.replace("valid_to", "valid_to,code"), "code", "“code” thừa"),
        (HEAD + "A" * 140_000 + "\n", "", "Không đọc được dòng này"),
    ],
)
def test_a_file_without_the_right_head_is_refused(text: str, column: str, words: str) -> None:
    found = problem(text)
    assert found.column == column
    assert words in found.message


def test_a_file_that_is_not_utf8_says_how_to_save_it() -> None:
    (found,) = take_units(PROVINCE.encode("utf-16"), "units.csv", kinds=KINDS).problems
    assert found.line is None
    assert "CSV UTF-8" in found.way_out


def test_a_second_root_is_refused() -> None:
    found = problem(PROVINCE + "HD,Tỉnh ủy Hồng Dương,province_committee,,2020-01-01,\n")
    assert (found.line, found.column) == (6, "parent_code")
    assert "hai đơn vị gốc" in found.message


def test_a_kind_that_needs_a_parent_cannot_be_the_root() -> None:
    found = problem(PROVINCE + "TX,Thị ủy Thanh Xá,district_committee,,2020-01-01,\n")
    assert (found.line, found.column) == (6, "parent_code")
    assert "province_committee" in found.way_out


def test_a_root_that_hands_over_to_another_is_taken() -> None:
    take(HEAD + "LG,Tỉnh ủy Lam Giang,province_committee,,2020-01-01,2025-07-01\n")
    take(HEAD + "HD,Tỉnh ủy Hồng Dương,province_committee,,2025-07-01,\n")
    assert (codes(2024), codes(2025)) == (["LG"], ["HD"])


def test_a_child_that_outlives_its_parent_is_refused() -> None:
    below = "DL1,Đảng bộ xã,grassroots_organisation,DL,2020-01-01,\n"
    take(PROVINCE + below)
    found = problem(HEAD + "DL,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,2025-07-01\n")
    assert (found.line, found.column, found.value) == (2, "valid_to", "2025-07-01")
    assert "DL1" in found.way_out
    closed = take(
        HEAD
        + "DL,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,2025-07-01\n"
        + below.replace(",\n", ",2025-07-01\n")
        + "DL1,Đảng bộ xã,grassroots_organisation,NH,2025-07-01,\n"
    )
    assert closed == UnitsOutcome((), added=1, changed=2)


def test_a_child_older_than_its_parent_is_refused() -> None:
    found = problem(PROVINCE + "DL1,Đảng bộ xã,grassroots_organisation,DL,2019-01-01,\n")
    assert (found.line, found.column, found.value) == (6, "parent_code", "DL")


def test_a_new_stretch_over_an_open_one_says_which_row_closes_it() -> None:
    take(PROVINCE)
    found = problem(HEAD + "DL,Thị ủy Diễn Lộc,district_committee,LG,2024-01-01,\n")
    assert (found.line, found.column) == (2, "code")
    assert "DL từ 2020-01-01 với valid_to là 2024-01-01" in found.way_out


def test_overlapping_stretches_of_one_unit_are_refused() -> None:
    found = problem(
        "code,name,kind,parent_code,valid_from,valid_to,key\n"
        "LG,Tỉnh ủy Lam Giang,province_committee,,2020-01-01,2024-01-01,\n"
        "LG1,Tỉnh ủy Lam Giang,province_committee,,2023-01-01,,LG:2020-01-01\n"
    )
    assert (found.line, found.column, found.value) == (3, "valid_from", "2023-01-01")
    assert "2023-01-01 ở dòng 2" in found.way_out


def test_the_same_stretch_twice_in_a_file_is_refused() -> None:
    found = problem(PROVINCE + "DL,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,\n")
    assert (found.line, found.column) == (6, "valid_from")
    assert "dòng 4" in found.message


def test_units_that_are_each_others_parents_are_refused_on_the_day_it_happens() -> None:
    group = PROVINCE + "DL1,Đảng bộ xã,grassroots_organisation,DL,2020-01-01,\n"
    found = problem(
        group
        + "C1,Chi bộ một,cell,DL1,2020-01-01,2024-01-01\n"
        + "C2,Chi bộ hai,cell,C1,2020-01-01,\n"
        + "C1,Chi bộ một,cell,C2,2024-01-01,\n"
    )
    assert found.column == "parent_code"
    assert "vòng tròn" in found.message
    swapped = take(
        group
        + "C1,Chi bộ một,cell,DL1,2020-01-01,2024-01-01\n"
        + "C2,Chi bộ hai,cell,C1,2020-01-01,2024-01-01\n"
        + "C2,Chi bộ hai,cell,DL1,2024-01-01,\n"
        + "C1,Chi bộ một,cell,C2,2024-01-01,\n"
    )
    assert swapped.problems == ()


def test_a_kind_changed_above_is_checked_against_the_children() -> None:
    take(PROVINCE + "CA1,Đảng bộ cơ sở,grassroots_organisation,CA,2020-01-01,\n" + CELL)
    found = problem(HEAD + "CA1,Chi bộ cơ sở,equivalent_committee,LG,2020-01-01,\n")
    assert (found.line, found.column, found.value) == (2, "kind", "equivalent_committee")
    assert "CA11" in found.message


def test_problems_are_told_in_english_too() -> None:
    with translation.override("en"):
        found = problem(PROVINCE + "TX,Thị ủy Thanh Xá,town,LG,2020-01-01,\n")
    assert found.message == "There is no kind of unit “town”."


cells = st.text(st.sampled_from('ABLGDN:,;"\n 2024-01-/ủ\x00'), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(st.lists(st.lists(cells, min_size=6, max_size=6), max_size=6))
def test_whatever_is_in_a_file_the_answer_is_values(rows: list[list[str]]) -> None:
    text = HEAD + "".join(",".join(row) + "\n" for row in rows)
    outcome = take(text, dry_run=True)
    assert outcome.problems or outcome.unchanged == 0


@st.composite
def histories(draw: st.DrawFn) -> str:
    """A file of units with touching and parted stretches, some of them impossible."""
    days = ["2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01", ""]
    rows = ["R,Gốc,province_committee,,2020-01-01,\n"]
    for code, kind, parents in [("A", "cell", "GBC"), ("B", "cell", "GAC"), ("C", "cell", "GAB")]:
        first, last = sorted(draw(st.lists(st.integers(0, 4), min_size=2, max_size=2, unique=True)))
        cut = draw(st.integers(first, last))
        for begin, end in {(first, cut), (cut, last)}:
            if begin < end:
                rows.append(f"{code},Tên,{kind},{draw(st.sampled_from(parents))},{days[begin]},{days[end]}\n")
    return (
        HEAD + "D,Huyện,district_committee,R,2020-01-01,\nG,Xã,grassroots_organisation,D,2020-01-01,\n" + "".join(rows)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=80)
@given(histories())
def test_what_the_checker_lets_through_is_one_tree_on_every_day(text: str) -> None:
    UnitVersion.objects.all().delete()
    Unit.objects.all().delete()
    outcome = take(text)
    for year in range(2020, 2025):
        held = [line.split(",")[0] for line in text.splitlines()[1:] if holds(line, f"{year}-06-30")]
        tree = tree_at(date(year, 6, 30))
        assert sorted(node.code for node in tree) == ([] if outcome.problems else sorted(held))


def holds(line: str, day: str) -> bool:
    *_rest, first, end = line.split(",")
    return first <= day and (not end or day < end)
