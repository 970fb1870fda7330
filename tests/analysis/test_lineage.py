"""Where figures come from."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from random import Random

import pytest

from giaoban.analysis.lineage import PARTS, Lineage, NoSuchPart, trace
from giaoban.analysis.office import rollup_books
from giaoban.figures.models import Measure
from giaoban.periods.period import parse
from tests.analysis.conftest import Tell
from tests.conftest import Cast

HALF = parse("2024-H1")


@pytest.fixture
def seed(cast: Cast, tell: Tell) -> None:
    """The figures of the news item, over two districts and two months."""
    tell(cast.district, "members.admitted", "2024-01", 400)
    tell(cast.neighbour, "members.admitted", "2024-06", 421)
    for unit, target in ((cast.district, 700), (cast.neighbour, 750)):
        tell(unit, "members.admitted", "2024", target, measure=Measure.TARGET)
    tell(cast.district, "inspection.organisations", "2023-03", 174)
    tell(cast.district, "inspection.organisations", "2024-03", 267)


@pytest.mark.usefixtures("seed")
@pytest.mark.parametrize(
    ("indicator", "part", "formula", "text"),
    [
        ("members.admitted", "value", "400 + 421 = 821", "821"),
        ("members.admitted", "completion_percent", "821 / 1.450 × 100 = 56,62%", "56,62%"),
        ("members.admitted", "of_target", "821 / 1.450 × 100 = 56,62%", "821/1.450 chỉ tiêu (đạt 56,62%)"),
        ("members.admitted.completion", "value", "821 / 1.450 × 100 = 56,62%", "56,62%"),
        ("members.admitted", "same_period", "Chưa có đơn vị nào báo cáo.", "–"),
        ("members.admitted", "reported", "0/4 đơn vị báo cáo đủ", "0"),
        ("inspection.organisations", "change", "267 − 174 = 93", "93"),
        ("inspection.organisations", "change_percent", "(267 − 174) / 174 × 100 = 53,45%", "53,45%"),
    ],
)
def test_the_formula_is_told_in_words_and_numbers(indicator: str, part: str, formula: str, text: str) -> None:
    found = trace(indicator, "", "LG", HALF, part)
    assert (found.formula, found.text) == (formula, text)


@pytest.mark.usefixtures("seed")
def test_a_lineage_speaks_english_too() -> None:
    found = trace("members.admitted", "", "LG", HALF, "of_target", language="en")
    assert found.title == "Members admitted: delivered against the target, Tỉnh ủy Lam Giang, first half of 2024"
    assert found.formula == "821 / 1,450 × 100 = 56.62%"


@pytest.mark.usefixtures("seed")
def test_every_observation_names_its_file_cell_and_author() -> None:
    found = trace("members.admitted", "", "LG", HALF, "value")
    first = found.traced[0]
    assert (first.contribution.node.code, first.contribution.period, first.contribution.value) == (
        "DL",
        "2024-01",
        Decimal(400),
    )
    record = first.evidence.record
    assert (record.file_name, record.place, record.author) == ("bieu.xlsx", "Số liệu!E14", "Văn phòng Tỉnh ủy")
    assert len(record.sha256) == 64


def test_a_correction_shows_its_reason_and_what_stood_before(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "members.admitted", "2024-01", 400)
    tell(cast.district, "members.admitted", "2024-01", 410, reason="Đếm sót 10 đảng viên.")
    behind = trace("members.admitted", "", "DL", HALF, "value").traced[0].evidence
    assert (behind.record.value, behind.record.reason) == (Decimal(410), "Đếm sót 10 đảng viên.")
    assert [earlier.value for earlier in behind.earlier] == [400]


def test_the_lineage_of_an_earlier_instant_tells_what_was_known_then(cast: Cast, tell: Tell) -> None:
    then = tell(cast.district, "members.admitted", "2024-01", 400)
    tell(cast.district, "members.admitted", "2024-01", 410, reason="Đếm sót.")
    found = trace("members.admitted", "", "DL", HALF, "value", known_at=then)
    assert (found.value, found.traced[0].evidence.earlier) == (Decimal(400), ())


def test_who_has_not_reported_which_months_is_told(cast: Cast, tell: Tell) -> None:
    for month in range(1, 7):
        tell(cast.district, "members.admitted", f"2024-{month:02}", month)
    tell(cast.neighbour, "members.admitted", "2024-02", 1)
    found = trace("members.admitted", "", "LG", HALF, "reported")
    missing = {one.node.code: len(one.missing) for one in found.reporting}
    assert missing == {"DL": 0, "NH": 5, "MS": 6, "CA": 6}
    assert (found.value, found.text) == (Decimal(1), "1")


@pytest.mark.usefixtures("cast")
def test_an_unknown_part_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NoSuchPart, match="completion_percent"):
        trace("members.admitted", "", "LG", HALF, "percent")


def test_lineages_add_up_to_their_figures(cast: Cast, tell: Tell) -> None:
    """Whatever is in the books: shares and observations each add up to the figure of the roll-up."""
    fill_at_random(cast, tell, Random(2024))
    quarter = parse("2024-Q2")
    books = rollup_books(quarter)
    for (indicator, breakdown), part in product(SERIES, PARTS):
        figure = books.get("LG", indicator, breakdown)
        found = trace(indicator, breakdown, "LG", quarter, part)
        if hasattr(figure, part):
            assert found.value == getattr(figure, part), (indicator, part)
        for sum_ in sums(found):
            assert_adds_up(sum_)


SERIES = (
    ("members.admitted", ""),
    ("members.admitted", "sex:female"),
    ("members.total", ""),
    ("members.admitted.completion", ""),
    ("hamlets.cell_rate", ""),
    ("discipline.members", ""),
)


def fill_at_random(cast: Cast, tell: Tell, chance: Random) -> None:
    units = [cast.province, cast.district, cast.neighbour, cast.equivalent]
    counted = [*SERIES[:3], ("hamlets.with_cell", ""), ("hamlets.total", ""), ("discipline.members", "")]
    cells = [
        (unit, *series, f"{year}-{month:02}")
        for unit in units
        for series in counted
        for year in (2023, 2024)
        for month in range(1, 7)
    ]
    for unit, indicator, breakdown, period in chance.sample(cells, 90):
        measure = Measure.ESTIMATE if chance.random() < 0.2 else Measure.ACTUAL
        tell(unit, indicator, period, chance.randrange(1000), breakdown=breakdown, measure=measure)
    for unit in units[1:]:
        tell(unit, "members.admitted", "2024", chance.randrange(1, 900), measure=Measure.TARGET)


def sums(lineage: Lineage) -> Iterator[Lineage]:
    """The lineage and its terms that are added up from observations."""
    if lineage.traced:
        yield lineage
    for term in lineage.terms:
        yield from sums(term)


def assert_adds_up(lineage: Lineage) -> None:
    assert lineage.value == sum((share.value for share in lineage.shares), Decimal(0))
    assert lineage.value == sum((one.contribution.value for one in lineage.traced), Decimal(0))
    assert all(abs(one.contribution.value) == one.evidence.record.value for one in lineage.traced)
    assert lineage.estimate == any(one.evidence.record.measure == "estimate" for one in lineage.traced)
