"""Files come in: posted whole or refused whole, and the same file again changes nothing."""

from decimal import Decimal

from giaoban.collection.importing import Received, import_files
from giaoban.figures.books import history
from giaoban.figures.entry import CellKey
from giaoban.figures.models import Measure, Observation, Posting, SourceFile, State
from giaoban.figures.verify import verify
from tests.collection.conftest import Import, Workbook
from tests.collection.filling import cell_of, fill, shown
from tests.conftest import NOW, Cast

ADMITTED = {"members.admitted": 12, "members.admitted|sex:female": 5, "members.admitted|sex:male": 7}


def admitted(cast: Cast) -> CellKey:
    return CellKey(cast.district.pk, "members.admitted", "", "2024-06", "actual")


def test_a_filled_workbook_is_posted_with_the_cell_it_came_from(
    cast: Cast, workbook: Workbook, take_in: Import
) -> None:
    data = fill(workbook(), ADMITTED)
    outcome = take_in({"dienloc.xlsx": data})
    (file,) = outcome.files
    assert (file.status, file.posted, file.problems) == ("posted", 3, ())
    (row,) = history(admitted(cast))
    sheet, address = cell_of(shown(data), "members.admitted")
    assert row.value == Decimal(12)
    assert row.place == f"{sheet.title}!{address}"
    assert row.posting.author == cast.office
    assert row.posting.source_file is not None
    assert row.posting.source_file.sha256 == file.sha256


def test_the_same_file_again_changes_nothing(workbook: Workbook, take_in: Import) -> None:
    files = {"dienloc.xlsx": fill(workbook(), ADMITTED)}
    take_in(files)
    (file,) = take_in(files).files
    assert (file.status, file.posted, file.unchanged) == ("unchanged", 0, 3)
    assert Posting.objects.count() == 1


def test_an_empty_cell_a_zero_and_nothing_occurred_are_three_things(
    cast: Cast, workbook: Workbook, take_in: Import
) -> None:
    data = fill(workbook(), {"supervision.members": 0, "discipline.organisations": "không phát sinh"})
    take_in({"a.xlsx": fill(data, {"discipline.members": "không phát sinh"}, "F")})
    rows = {row.indicator: (row.state, row.value) for row in Observation.objects.all()}
    assert rows == {
        "supervision.members": (State.REPORTED, Decimal(0)),
        "discipline.organisations": (State.NONE_OCCURRED, Decimal(0)),
        "discipline.members": (State.NONE_OCCURRED, Decimal(0)),
    }


def test_a_file_with_an_error_is_refused_whole_and_the_others_go_in(
    cast: Cast, workbook: Workbook, take_in: Import
) -> None:
    outcome = take_in(
        {
            "dienloc.xlsx": fill(workbook(), {**ADMITTED, "inspection.members": "nhiều"}),
            "nguyetho.xlsx": fill(workbook("NH"), ADMITTED),
        }
    )
    assert [file.status for file in outcome.files] == ["refused", "posted"]
    assert set(Observation.objects.values_list("unit_id", flat=True)) == {cast.neighbour.pk}
    assert SourceFile.objects.count() == 1


def test_a_changed_value_needs_a_reason_and_says_old_and_new(cast: Cast, workbook: Workbook, take_in: Import) -> None:
    take_in({"a.xlsx": fill(workbook(), {"members.admitted": 12})})
    changed = {"a.xlsx": fill(workbook(), {"members.admitted": 1450})}
    (file,) = take_in(changed).files
    (problem,) = [problem for problem in file.problems if problem.severity == "error"]
    assert file.status == "refused"
    assert "12" in problem.message
    assert "1.450" in problem.message
    assert "--reason" in problem.way_out
    (file,) = take_in(changed, reason="Đơn vị báo nhầm").files
    assert (file.status, file.corrected) == ("posted", 1)
    assert [row.value for row in history(admitted(cast))] == [Decimal(12), Decimal(1450)]
    assert not verify().problems


def test_an_emptied_cell_withdraws_nothing_and_is_told(cast: Cast, workbook: Workbook, take_in: Import) -> None:
    take_in({"a.xlsx": fill(workbook(), ADMITTED)})
    (file,) = take_in({"a.xlsx": workbook()}, reason="Gửi lại").files
    assert file.status == "unchanged"
    assert {problem.severity for problem in file.problems} == {"warning"}
    assert len(file.problems) == 3
    assert history(admitted(cast))[-1].superseded_at is None


def test_a_figure_is_withdrawn_by_saying_so_with_a_reason(cast: Cast, workbook: Workbook, take_in: Import) -> None:
    take_in({"a.xlsx": fill(workbook(), {"members.admitted": 12})})
    withdrawn = {"a.xlsx": fill(workbook(), {"members.admitted": "rút số liệu"}, "F")}
    assert take_in(withdrawn).files[0].status == "refused"
    assert take_in(withdrawn, reason="Nhầm kỳ").files[0].status == "posted"
    assert history(admitted(cast))[-1].state == State.WITHDRAWN


def test_withdrawing_what_was_never_reported_changes_nothing(workbook: Workbook, take_in: Import) -> None:
    (file,) = take_in({"a.xlsx": fill(workbook(), {"members.admitted": "rút số liệu"}, "F")}).files
    assert file.status == "unchanged"
    assert not Observation.objects.exists()


def test_an_officer_reports_for_the_own_unit_alone(cast: Cast, workbook: Workbook, take_in: Import) -> None:
    files = {"a.xlsx": fill(workbook(), ADMITTED), "b.xlsx": fill(workbook("NH"), ADMITTED)}
    outcome = take_in(files, by=cast.officer)
    assert [file.status for file in outcome.files] == ["posted", "refused"]
    assert "NH" in outcome.files[1].problems[0].message
    assert take_in(files, by=cast.outsider).refused == 2


def test_a_unit_out_of_reach_and_one_that_does_not_exist_read_the_same(cast: Cast, take_in: Import) -> None:
    rows = "unit,indicator,breakdown,period,measure,value\n{},members.admitted,,2024-06,actual,1\n"
    files = {"a.csv": rows.format("NH").encode(), "b.csv": rows.format("ZZ").encode()}
    near, far = take_in(files, by=cast.officer).problems
    assert near.message.replace("NH", "ZZ") == far.message


def test_two_different_files_of_one_unit_and_period_are_both_refused(workbook: Workbook, take_in: Import) -> None:
    outcome = take_in({"a.xlsx": fill(workbook(), ADMITTED), "b.xlsx": fill(workbook(), {"members.admitted": 13})})
    assert [file.status for file in outcome.files] == ["refused", "refused"]
    assert "b.xlsx" in outcome.files[0].problems[0].message
    assert "a.xlsx" in outcome.files[1].problems[0].message


def test_a_copy_of_a_file_is_harmless(workbook: Workbook, take_in: Import) -> None:
    data = fill(workbook(), ADMITTED)
    assert [file.status for file in take_in({"a.xlsx": data, "b.xlsx": data}).files] == ["posted", "unchanged"]


def test_two_files_that_give_a_cell_different_values_are_both_refused(workbook: Workbook, take_in: Import) -> None:
    row = b"unit,indicator,breakdown,period,measure,value\nDL,members.admitted,,2024-06,actual,13\n"
    outcome = take_in({"a.xlsx": fill(workbook(), ADMITTED), "b.csv": row})
    assert [file.status for file in outcome.files] == ["refused", "refused"]


def test_a_broken_rule_keeps_the_file_out_and_names_its_cells(workbook: Workbook, take_in: Import) -> None:
    (file,) = take_in({"a.xlsx": fill(workbook(), {**ADMITTED, "members.admitted|sex:male": 9})}).files
    (problem,) = file.problems
    assert file.status == "refused"
    assert problem.value == "12; 5; 9"
    assert problem.cell
    assert problem.way_out


def test_a_jump_is_told_and_does_not_block(workbook: Workbook, take_in: Import) -> None:
    take_in({"may.xlsx": fill(workbook(period="2024-05"), {"members.admitted": 12})})
    (file,) = take_in({"june.xlsx": fill(workbook(), {"members.admitted": 900})}).files
    assert file.status == "posted"
    assert [problem.severity for problem in file.problems] == ["warning"]


def test_rules_see_what_the_books_hold_where_the_file_is_silent(workbook: Workbook, take_in: Import) -> None:
    take_in({"a.xlsx": fill(workbook(), {"members.total": 100})})
    row = b"unit,indicator,breakdown,period,measure,value\nDL,members.probationary,,2024-06,actual,101\n"
    assert take_in({"b.csv": row}).files[0].status == "refused"


def test_the_years_targets_come_in_with_the_workbook_of_the_year(
    cast: Cast, workbook: Workbook, take_in: Import
) -> None:
    (file,) = take_in({"nam.xlsx": fill(workbook(period="2024"), {"members.admitted": 120})}).files
    assert file.status == "posted"
    row = Observation.objects.get()
    assert (row.measure, row.period, row.value) == (Measure.TARGET, "2024", Decimal(120))


def test_targets_may_come_before_the_year_begins_but_results_may_not(workbook: Workbook, take_in: Import) -> None:
    assert take_in({"a.xlsx": fill(workbook(period="2025"), {"members.admitted": 120})}).files[0].status == "posted"
    (file,) = take_in({"b.xlsx": fill(workbook(period="2025"), {"posts.filled": 20})}).files
    assert file.status == "refused"
    (problem,) = take_in({"c.xlsx": fill(workbook(period="2024-08"), ADMITTED)}).problems[:1]
    assert "2024-08" in problem.message


def test_progress_is_told_twice_a_file(cast: Cast, workbook: Workbook) -> None:
    steps: list[tuple[int, int]] = []
    files = [Received("a.xlsx", workbook()), Received("b.xlsx", workbook("NH"))]
    import_files(files, by=cast.office, at=NOW, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
