"""The cells of a form, and which form asks what of whom."""

from giaoban.indicators.catalogue import Pack
from giaoban.indicators.forms import cells, form_of, forms_for


def test_a_row_asks_total_target_and_categories_in_order(pack: Pack) -> None:
    form = pack.form("trees")
    assert [(cell.indicator, cell.breakdown, cell.measure) for cell in cells(pack, form)] == [
        ("trees.planted", "", "actual"),
        ("trees.planted", "", "target"),
        ("trees.planted", "kind:fruit", "actual"),
        ("trees.planted", "kind:shade", "actual"),
        ("trees.planted", "planter:pupil", "actual"),
        ("trees.felled", "", "actual"),
        ("trees.standing", "", "actual"),
    ]


def test_a_cell_names_its_form_and_section(pack: Pack) -> None:
    cell = cells(pack, pack.form("words"))[0]
    assert (cell.form, cell.section, cell.indicator) == ("words", "main", "story")


def test_a_unit_reports_the_forms_of_its_kind(pack: Pack) -> None:
    assert [form.code for form in forms_for(pack, "street")] == ["trees", "words"]
    assert [form.code for form in forms_for(pack, "town")] == ["words"]
    assert forms_for(pack, "province") == ()


def test_an_indicator_is_asked_by_one_form_of_a_kind_or_by_none(pack: Pack) -> None:
    assert form_of(pack, "trees.felled", "street") == pack.form("trees")
    assert form_of(pack, "trees.felled", "town") is None
    assert form_of(pack, "trees.rate", "street") is None
