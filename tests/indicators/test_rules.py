"""What a form's figures break, with the cells and the numbers concerned."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from giaoban.indicators.catalogue import Pack
from giaoban.indicators.rules import RuleFinding, evaluate
from tests.indicators.conftest import small_pack

PLANTED, FRUIT, SHADE = ("trees.planted", ""), ("trees.planted", "kind:fruit"), ("trees.planted", "kind:shade")
PUPILS, FELLED, STANDING = ("trees.planted", "planter:pupil"), ("trees.felled", ""), ("trees.standing", "")
Figures = dict[tuple[str, str], int | None]


def findings(pack: Pack, figures: Figures, before: Figures | None = None) -> tuple[RuleFinding, ...]:
    now = {cell: None if value is None else Decimal(value) for cell, value in figures.items()}
    previous = {cell: None if value is None else Decimal(value) for cell, value in (before or {}).items()}
    return evaluate(pack, pack.form("trees"), now, previous)


def test_figures_that_fit_make_no_finding(pack: Pack) -> None:
    now: Figures = {PLANTED: 12, FRUIT: 5, SHADE: 7, PUPILS: 12, FELLED: 2, STANDING: 110}
    assert findings(pack, now, {STANDING: 100, PLANTED: 6}) == ()


def test_at_most_names_both_cells_and_writes_both_numbers(pack: Pack) -> None:
    assert findings(pack, {FELLED: 1450, STANDING: 1449}) == (
        RuleFinding("felled_within_standing", "error", (FELLED, STANDING), "Đốn 1.450, chỉ có 1.449."),
    )


def test_parts_must_add_up_to_their_total(pack: Pack) -> None:
    (finding,) = findings(pack, {PLANTED: 12, FRUIT: 5, SHADE: 6})
    assert finding.cells == (PLANTED, FRUIT, SHADE)
    assert finding.message == "Các loại là 11, khác 12."


def test_a_part_of_parts_that_may_overlap_stays_within_the_total(pack: Pack) -> None:
    (finding,) = findings(pack, {PLANTED: 3, PUPILS: 4})
    assert (finding.rule, finding.message) == ("pupils_within", "Học sinh trồng 4 trong 3.")
    assert finding.cells == (PUPILS, PLANTED)


def test_a_stock_is_carried_over_from_the_period_before(pack: Pack) -> None:
    now: Figures = {PLANTED: 5, FELLED: 2, STANDING: 104}
    assert findings(pack, now) == ()
    (finding,) = findings(pack, now, {STANDING: 100})
    assert (finding.severity, finding.message) == ("warning", "Phải là 103, không phải 104.")
    assert finding.cells == (STANDING, PLANTED, FELLED)


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [(31, 10, True), (30, 10, False), (10, 31, True), (12, 0, True), (9, 0, False), (0, 12, True), (10, 2, False)],
)
def test_a_jump_is_more_than_threefold_and_large_enough_to_matter(
    pack: Pack, now: int, before: int, found: bool
) -> None:
    rules = [finding.rule for finding in findings(pack, {PLANTED: now}, {PLANTED: before})]
    assert rules == (["planted_jump"] if found else [])


@pytest.mark.parametrize("missing", [FRUIT, SHADE, PLANTED])
def test_parts_are_judged_only_when_all_are_reported(pack: Pack, missing: tuple[str, str]) -> None:
    figures: Figures = {PLANTED: 12, FRUIT: 50, SHADE: 6}
    assert findings(pack, figures | {missing: None}) == ()
    del figures[missing]
    assert findings(pack, figures) == ()


def test_a_message_speaks_the_active_language(pack: Pack) -> None:
    with override("en"):
        (finding,) = findings(pack, {FELLED: 1450, STANDING: 1449})
    assert finding.message == "Felled 1,450, standing 1,449."


def test_a_form_is_judged_by_its_own_rules_alone(pack: Pack) -> None:
    broken = {FELLED: Decimal(9), STANDING: Decimal(1)}
    assert evaluate(pack, pack.form("words"), broken, {}) == ()


COUNTS = st.dictionaries(
    st.sampled_from([PLANTED, FRUIT, SHADE, PUPILS, FELLED, STANDING]), st.integers(0, 10**12), max_size=6
)


@given(COUNTS, COUNTS)
def test_leaving_a_figure_out_never_adds_a_finding(
    now: dict[tuple[str, str], int], before: dict[tuple[str, str], int]
) -> None:
    pack = small_pack()
    found = set(findings(pack, dict(now), dict(before)))
    for cell in now:
        fewer = {other: value for other, value in now.items() if other != cell}
        assert set(findings(pack, dict(fewer), dict(before))) <= found
