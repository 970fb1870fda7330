"""The pack of the people's committees: another organisation in the same rooms, on the state's calendar."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from giaoban.analysis.completeness import completeness
from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.lineage import trace
from giaoban.analysis.office import last_day, rollup_books
from giaoban.analysis.trend import trend_books
from giaoban.collection.importing import ImportOutcome, Received, import_files
from giaoban.collection.prefill import workbook_of
from giaoban.figures.acceptance import WrongEntries
from giaoban.figures.entry import CellKey, Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, Observation, SourceKind
from giaoban.figures.verify import verify
from giaoban.indicators.catalogue import Kind, Pack
from giaoban.indicators.forms import cells, forms_for
from giaoban.indicators.packs import current
from giaoban.language.rounding import percent
from giaoban.periods.calendars import STATE, days
from giaoban.periods.period import parse
from giaoban.site.environment import Workspace
from giaoban.units.registry import tree_at
from tests.collection.filling import fill, lines, opened
from tests.packs.lam_giang import (
    LAST,
    MONTHS,
    NOW,
    PARTY_WORDS,
    Province,
    as_told,
    fill_books,
    of_month,
    settle,
    targets,
    unit,
)

DOCS = Path(__file__).parents[2] / "docs" / "indicators.md"


@pytest.fixture(autouse=True)
def workspace(workspace: Workspace, settings: LazySettings) -> Workspace:
    """The empty workspace of every test, with this pack."""
    settings.WORKSPACE = replace(workspace, pack="people_committee", today=NOW.date())
    return workspace


@pytest.fixture
def pack() -> Pack:
    return current()


@pytest.fixture
def province(db: None) -> Province:
    return settle()


@pytest.fixture
def books(province: Province) -> Province:
    """The province with all its months in the ledger."""
    fill_books(province)
    return province


def of(period: str, indicator: str, breakdown: str = "", unit_code: str = "LG") -> RolledFigure:
    return rollup_books(parse(period)).get(unit_code, indicator, breakdown)


def month_sum(indicator: str, months: range, places: range = range(1, 7)) -> Decimal:
    return sum((of_month(place, month)[indicator, ""] for place in places for month in months), Decimal(0))


def test_two_tiers_and_nothing_between(pack: Pack) -> None:
    parents = {kind.code: kind.parents for kind in pack.unit_kinds}
    assert parents["commune_people_committee"] == ("provincial_people_committee",)
    assert pack.calendar == "state"
    assert all(form.due.working_days <= 10 for form in pack.forms)


def test_a_commune_and_a_department_fill_in_different_forms(pack: Pack) -> None:
    commune, department = (
        {form.code for form in forms_for(pack, kind)} for kind in ("commune_people_committee", "department")
    )
    assert commune - department == {"socio_economic", "poverty_review"}
    assert department - commune == {"enterprises"}


def test_there_is_a_rule_of_every_kind(pack: Pack) -> None:
    kinds = {"at_most", "parts_add_up", "parts_within", "equals_sum", "carried_over", "jump"}
    assert {rule.kind for rule in pack.rules} == kinds


def test_the_study_numbers_stand_beside_the_codes(pack: Pack) -> None:
    numbers = {one.second_code for one in pack.indicators if one.second_code}
    assert numbers == {"ECO02", "ECO03", "OFF02", "INT01", "INT02"}


def test_the_docs_tell_of_them_and_count_right(pack: Pack) -> None:
    section = DOCS.read_text(encoding="utf-8").partition("## The people's committees")[2]
    for number, codes in re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", section, re.MULTILINE):
        assert re.findall(r"`([^`]+)`", codes) == [one.code for one in pack.indicators if one.second_code == number]
    kinds = [one.kind for one in pack.indicators if one.figure_of is None]
    texts, ratios = kinds.count(Kind.TEXT), kinds.count(Kind.RATIO)
    assert f"has {len(pack.indicators)} indicators: {len(kinds) - texts - ratios} figures and {texts} texts" in section
    assert f"1 is a further target, {ratios} are recomputed" in section
    sizes = [
        sum(len(cells(pack, form)) for form in forms_for(pack, kind) if form.every == "month")
        for kind in ("commune_people_committee", "department")
    ]
    assert "ask {}\ncells of a commune and {} of a department".format(*sizes) in section


def test_flows_of_the_month_add_up_over_the_communes(books: Province) -> None:
    figure = of(LAST, "tourists.visits")
    assert figure.value == month_sum("tourists.visits", range(13, 14))
    assert figure.year_to_date == month_sum("tourists.visits", range(12, 14))
    assert (figure.reported, figure.expected) == (6, 6)
    domestic, international = (
        of(LAST, "tourists.visits", f"visitor_origin:{one}").value for one in ("domestic", "international")
    )
    assert (domestic or 0) + (international or 0) == figure.value


@pytest.mark.parametrize("month", [0, 1, 11, 12, 13])
def test_what_is_told_since_the_new_year_is_taken_apart_by_month(books: Province, month: int) -> None:
    figure = of(MONTHS[month], "public_investment.paid", unit_code="X3")
    assert figure.value == of_month(3, month)["public_investment.paid", ""]
    assert figure.year_to_date == as_told(3, month)["public_investment.paid", ""]


def test_a_quarter_takes_off_what_was_told_before_it(books: Province) -> None:
    figure = of("2026-Q2", "budget.expenditure", unit_code="X1")
    assert figure.value == month_sum("budget.expenditure", range(3, 6), range(1, 2))
    assert figure.year_to_date == month_sum("budget.expenditure", range(6), range(1, 2))


def test_one_revenue_is_measured_against_two_targets(books: Province) -> None:
    council, central = of(LAST, "budget.revenue"), of(LAST, "budget.revenue.central")
    revenue = month_sum("budget.revenue", range(12, 14)) + Decimal("1.25") * (82 + 83)
    assert council.year_to_date == central.year_to_date == revenue
    assert council.target == sum(300 * place for place in range(1, 8))
    assert central.target == sum(280 * place for place in range(1, 8))
    assert council.completion_percent == percent(revenue, Decimal(8400))
    assert central.completion_percent == percent(revenue, Decimal(7840))
    assert (central.reported, central.expected) == (7, 7)


def test_both_targets_lead_down_to_the_same_observations(books: Province) -> None:
    asked = ("budget.revenue", "budget.revenue.central")
    council, central = (trace(one, "", "LG", parse(LAST), "completion_percent") for one in asked)
    done, promised = central.terms
    assert done.value == council.terms[0].value
    assert [one.contribution.observation_id for one in done.traced] == [
        one.contribution.observation_id for one in council.terms[0].traced
    ]
    assert promised.value != council.terms[1].value


def test_the_second_target_has_its_own_months(books: Province) -> None:
    points = trend_books("X1", "budget.revenue.central", parse(LAST))
    assert [point.value for point in points][:2] == [of_month(1, month)["budget.revenue", ""] for month in (12, 13)]


def test_nobody_reports_a_second_revenue(books: Province) -> None:
    entry = Entry(books.communes[0].pk, "budget.revenue.central", "", "2027-03", Measure.ACTUAL, Decimal(5))
    with pytest.raises(WrongEntries, match=r"ghi số thực hiện vào “budget\.revenue”"):
        post([entry], by=books.office, source=Source(SourceKind.SUBMISSION), at=NOW)


def test_ratios_are_recomputed_from_the_sums(books: Province) -> None:
    on_time, solved = (month_sum(f"dossiers.{one}", range(13, 14)) for one in ("solved_on_time", "solved"))
    assert of(LAST, "dossiers.on_time_rate").value == percent(on_time, solved)
    paid = month_sum("public_investment.paid", range(12, 14)) + Decimal("0.85") * (82 + 83)
    assert of(LAST, "public_investment.completion").value == percent(paid, Decimal(160 * 28))


def test_the_same_period_is_the_same_month_of_the_year_before(books: Province) -> None:
    figure = of(LAST, "budget.revenue", unit_code="X2")
    now, then = (of_month(2, month)["budget.revenue", ""] for month in (13, 1))
    assert (figure.value, figure.same_period, figure.change) == (now, then, now - then)
    assert figure.change_percent == percent(now - then, then)


def test_a_month_runs_from_the_15th_to_the_14th(pack: Pack) -> None:
    february = days(parse(LAST), STATE)
    assert (february.first, february.last) == (date(2027, 1, 15), date(2027, 2, 14))
    assert last_day(parse("2026"), pack) == date(2026, 12, 14)
    assert days(parse("2027-H1"), STATE).first == date(2026, 12, 15)


def test_a_commune_founded_after_the_cut_off_belongs_to_the_next_month(books: Province) -> None:
    unit("X7", "Ủy ban nhân dân xã Vĩnh Hòa", "commune_people_committee", books.root, 8, date(2027, 1, 20))
    assert "X7" not in {node.code for node in rollup_books(parse("2027-01")).tree}
    assert "X7" in {node.code for node in rollup_books(parse(LAST)).tree}


def test_forms_are_due_two_working_days_after_the_cut_off(books: Province) -> None:
    standing = {(one.node.code, one.form.code): one for one in completeness(parse(LAST), today=NOW.date(), holidays=())}
    assert standing["X1", "socio_economic"].due == date(2027, 2, 16)
    assert standing["X1", "administration"].due == date(2027, 2, 17)
    assert standing["X1", "budget_investment"].standing == "reported"
    assert standing["STC", "administration"].standing == "missing"
    assert ("X1", "poverty_review") not in standing


@pytest.fixture
def imported(province: Province) -> Callable[[], ImportOutcome]:
    """Everybody has reported but Cồn Sim, whose last workbook comes in when this is called."""
    fill_books(province, left_out=(6, LAST))
    told = {
        f"{code}|{breakdown}" if breakdown else code: str(value).replace(".", ",")
        for (code, breakdown), value in as_told(6, 13).items()
    }

    def take_in() -> ImportOutcome:
        node = tree_at(NOW.date()).by_code("X6")
        data = workbook_of(node, parse(LAST), pack=current(), office="Văn phòng Ủy ban nhân dân tỉnh Lam Giang")
        return import_files([Received("consim.xlsx", fill(data, told))], by=province.officer, at=NOW)

    return take_in


def test_a_workbook_comes_in_and_completes_the_sum(imported: Callable[[], ImportOutcome], province: Province) -> None:
    before = of(LAST, "budget.revenue")
    assert (before.reported, before.expected) == (6, 7)
    (file,) = imported().files
    assert (file.status, file.problems) == ("posted", ())
    after = of(LAST, "budget.revenue")
    assert after.year_to_date == (before.year_to_date or 0) + of_month(6, 13)["budget.revenue", ""]
    cell = CellKey(province.communes[5].pk, "budget.revenue", "", LAST, "actual")
    assert Observation.objects.get(unit_id=cell.unit_id, indicator=cell.indicator, breakdown="", period=LAST).place
    assert not verify().problems


def test_the_workbook_asks_for_no_second_revenue_but_for_both_targets(province: Province, pack: Pack) -> None:
    node = tree_at(NOW.date()).by_code("X1")
    book = opened(workbook_of(node, parse(LAST), pack=pack, office="Văn phòng"))
    asked = {key for _sheet, _row, key in lines(book)}
    assert "budget.revenue" in asked
    assert "budget.revenue.central" not in asked
    promised = {code: int(value) for (code, _), value in targets(1).items()}
    data = fill(workbook_of(node, parse("2027"), pack=pack, office="Văn phòng"), promised)
    (file,) = import_files([Received("chi-tieu.xlsx", data)], by=province.office, at=NOW).files
    assert (file.status, file.posted) == ("posted", len(promised))
    assert of(LAST, "budget.revenue.central", unit_code="X1").target == 280


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("/", "Thu ngân sách nhà nước"),
        ("/chi-tieu/", "Hồ sơ đang giải quyết"),
        ("/chi-tieu/budget.revenue.central/", "Trung ương"),
        ("/chi-tieu/public_investment.completion/", "%"),
        ("/don-vi/", "đặc khu Cồn Sim"),
        ("/don-vi/X1/", "Vụ cháy"),
        ("/bao-cao/", "Báo cáo tháng"),
    ],
)
def test_every_page_speaks_of_this_organisation(books: Province, page: str, words: str) -> None:
    client = Client()
    client.force_login(books.office)
    answer = client.get(page)
    assert answer.status_code == 200
    text = re.sub(r"<[^>]*>", " ", answer.content.decode())
    assert words in text
    assert not PARTY_WORDS.search(text)
