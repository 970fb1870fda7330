"""The pack of the Party committees: the seed's figures, the 71 indicators of the field, forms of a bearable size."""

import re
from pathlib import Path

import pytest

from giaoban.indicators.breakdowns import is_sensitive
from giaoban.indicators.catalogue import Direction, Kind, Pack
from giaoban.indicators.forms import cells, form_of, forms_for
from giaoban.indicators.packs import named

DOCS = Path(__file__).parents[2] / "docs" / "indicators.md"
REPORTING = ("district_committee", "equivalent_committee")
THE_71 = (
    [f"ORG{number:02}" for number in range(1, 26)]
    + [f"INS{number:02}" for number in range(1, 11)]
    + [f"SUP{number:02}" for number in range(1, 4)]
    + [f"DIS{number:02}" for number in range(1, 10)]
    + [f"PRO{number:02}" for number in range(1, 6)]
    + [f"MAS{number:02}" for number in range(1, 5)]
    + [f"INT{number:02}" for number in range(1, 7)]
    + [f"OFF{number:02}" for number in range(1, 4)]
    + [f"SPE{number:02}" for number in range(1, 4)]
    + [f"ECO{number:02}" for number in range(1, 4)]
)
SEED = {
    "recommendations.resolved": "kiến nghị",
    "members.admitted": "đảng viên",
    "members.admitted.non_state_enterprise": "đảng viên",
    "organisations.founded.non_state_enterprise": "tổ chức đảng",
    "inspection.organisations": "tổ chức đảng",
    "inspection.members": "đảng viên",
    "inspection.on_signs.organisations": "tổ chức đảng",
    "inspection.on_signs.members": "đảng viên",
    "supervision.organisations": "tổ chức đảng",
    "supervision.members": "đảng viên",
    "discipline.organisations": "tổ chức đảng",
    "discipline.members": "đảng viên",
}


@pytest.fixture
def pack() -> Pack:
    return named("party_committee")


@pytest.mark.parametrize(("code", "noun"), SEED.items())
def test_each_figure_of_the_seed_is_a_flow_asked_every_month_or_counted_by_a_register(
    pack: Pack, code: str, noun: str
) -> None:
    indicator = pack.indicator(code)
    assert indicator.kind is Kind.FLOW
    assert indicator.unit_of_measure.vi == noun
    if indicator.from_register is not None:
        return
    for kind in REPORTING:
        form = form_of(pack, code, kind)
        assert form is not None
        assert (form.every, form.figures, form.covers) == ("month", "period", "subtree")


def test_what_the_seed_measures_against_a_target_has_one_for_the_year(pack: Pack) -> None:
    with_target = {code for code in SEED if pack.indicator(code).target == "year"}
    assert with_target == {
        "members.admitted",
        "members.admitted.non_state_enterprise",
        "organisations.founded.non_state_enterprise",
    }


def documented() -> dict[str, str]:
    """From the table of the docs: the study's code -> what stands in the last column."""
    rows = re.findall(r"^\| ([A-Z]{3}\d\d) \| [^|]+ \| ([^|]+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    return {code: here.strip() for code, here in rows}


def test_the_docs_tell_of_each_of_the_71_in_order() -> None:
    assert len(THE_71) == 71
    assert list(documented()) == THE_71


@pytest.mark.parametrize("code", THE_71)
def test_the_docs_and_the_pack_agree_on_each_of_the_71(pack: Pack, code: str) -> None:
    here = documented()[code]
    ours = re.findall(r"`([^`]+)`", here)
    own = [indicator.code for indicator in pack.indicators if indicator.second_code == code]
    if dimension := re.search(r"\[(\w+)\]", here):
        assert dimension.group(1) in pack.indicator(ours[0]).breakdowns
    elif "target" in here:
        assert pack.indicator(ours[0]).target == "year"
    else:
        assert ours == own
        assert ours or here.startswith("— a growth rate")


def test_the_docs_count_right(pack: Pack) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert f"holds {len(pack.indicators)} indicators" in text
    sizes = [
        sum(len(cells(pack, form)) for form in forms_for(pack, kind) if form.every == "month") for kind in REPORTING
    ]
    assert "ask {} cells of a district and {} of an equivalent committee".format(*sizes) in text.replace("\n", " ")


def test_only_closed_recommendations_are_counted_by_a_register(pack: Pack) -> None:
    found = {indicator.code: indicator.from_register for indicator in pack.indicators if indicator.from_register}
    assert found == {"recommendations.resolved": "recommendations.closed"}


def test_only_narratives_come_from_beyond_the_71(pack: Pack) -> None:
    others = [indicator for indicator in pack.indicators if not indicator.second_code]
    assert [indicator.code for indicator in others] == [
        f"narrative.{name}" for name in ("results", "limits", "causes", "proposals")
    ]
    assert {indicator.kind for indicator in others} == {Kind.TEXT}


def test_every_indicator_is_asked_recomputed_or_counted_and_so_is_every_breakdown(pack: Pack) -> None:
    for indicator in pack.indicators:
        form = form_of(pack, indicator.code, "district_committee")
        if indicator.kind is Kind.RATIO or indicator.from_register is not None:
            assert form is None
            continue
        assert form is not None, indicator.code
        rows = [row for section in form.sections for row in section.rows if row.indicator == indicator.code]
        assert [row.breakdowns for row in rows] == [indicator.breakdowns]
    used = {dimension for indicator in pack.indicators for dimension in indicator.breakdowns}
    assert used == {breakdown.code for breakdown in pack.breakdowns}


@pytest.mark.parametrize(("kind", "most"), [("district_committee", 150), ("equivalent_committee", 130)])
def test_the_monthly_forms_stay_bearable(pack: Pack, kind: str, most: int) -> None:
    monthly = [form for form in forms_for(pack, kind) if form.every == "month"]
    assert sum(len(cells(pack, form)) for form in monthly) <= most


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("discipline.organisations", ""),
        ("discipline.members", "position:committee_member"),
        ("inspection.violations_found.members", ""),
        ("denunciations.received", ""),
        ("appeals.pending", ""),
        ("members.admitted", "ethnicity_religion:religious"),
    ],
)
def test_what_touches_persons_is_sensitive(pack: Pack, code: str, key: str) -> None:
    assert is_sensitive(pack, code, key)


def test_discipline_has_no_good_direction(pack: Pack) -> None:
    forms = {indicator.good for indicator in pack.indicators if indicator.code.startswith("discipline.")}
    assert forms == {Direction.NEUTRAL}


def test_the_letterhead_is_of_the_made_up_province(pack: Pack) -> None:
    assert pack.letterhead.issuing_body == "TỈNH ỦY LAM GIANG"
    assert pack.letterhead.signing_name == ""
    assert pack.report("half_year").layout == "party"
