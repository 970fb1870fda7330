"""The words around a figure come from its numbers, and read back to them."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from giaoban.language.comparison import read_change, read_of_target
from giaoban.reports.model import Figure
from giaoban.reports.values import printed
from giaoban.reports.wording import Wording
from tests.reports.books import TREE, Known, matter, rolled, shown

counts = st.integers(min_value=0, max_value=10**7)


def wording(indicator: str, known: Known) -> Wording:
    about = matter().indicator(indicator)
    return Wording(rolled(TREE.root, indicator, "", known), about, place="Lam Giang", language="vi")


@given(counts, counts.filter(bool))
def test_a_target_phrase_reads_back_and_every_number_in_it_is_a_figure(value: int, target: int) -> None:
    inlines = wording("members.admitted", (value, target, None)).of_target()
    read = read_of_target(printed(inlines), "vi")
    assert read is not None
    assert (read.value, read.target) == (Decimal(value), Decimal(target))
    figures = [inline for inline in inlines if isinstance(inline, Figure)]
    assert [shown(figure).part for figure in figures] == ["year_to_date", "target", "completion_percent"]
    assert not any(sign.isdigit() for inline in inlines if not isinstance(inline, Figure) for sign in inline.text)


@given(counts, counts)
def test_a_change_phrase_reads_back_and_its_figure_holds_the_direction(value: int, before: int) -> None:
    inlines = wording("inspection.members", (value, None, before)).change()
    assert read_change(printed(inlines), "vi") is not None
    (figure,) = (inline for inline in inlines if isinstance(inline, Figure))
    if before and value > before:
        assert figure.text.startswith("tăng ")


def test_without_last_year_there_is_no_change_to_speak_of() -> None:
    (figure,) = wording("inspection.members", (5, None, None)).change()
    assert isinstance(figure, Figure)
    assert (figure.text, figure.known) == ("chưa có số liệu cùng kỳ", False)


def test_without_a_target_the_missing_target_is_said() -> None:
    assert printed(wording("members.admitted", (5, None, None)).of_target()) == "5 (chỉ tiêu: chưa có số liệu)"


def test_a_figure_says_what_it_shows() -> None:
    figure = wording("members.admitted", (821, 1450, None)).figure("target")
    assert figure.text == "1.450"
    assert figure.label.endswith("(chỉ tiêu), Lam Giang")
    assert (shown(figure).indicator, shown(figure).part) == ("members.admitted", "target")


def test_a_percent_changes_by_points() -> None:
    phrase = printed(wording("propaganda.briefed_rate", (98, None, 92)).change())
    assert phrase == "tăng 6 điểm phần trăm so cùng kỳ"


def test_an_early_estimate_is_called_one_and_still_reads_back() -> None:
    about = matter().indicator("members.admitted")
    early = replace(rolled(TREE.root, "members.admitted", "", (821, 1450, 700)), estimate=True)
    told = Wording(early, about, place="Lam Giang", language="vi")
    assert printed(told.of_target()) == "ước 821/1.450 chỉ tiêu (đạt 56,62%)"
    assert printed(told.change()) == "ước tăng 17,29% so cùng kỳ"
    assert told.early("target") == ()
    assert [one.text for one in told.of_target() if isinstance(one, Figure)] == ["821", "1.450", "56,62%"]
