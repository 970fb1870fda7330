"""Templates: a sandbox that offers functions only, errors with their line, words that never become markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.reports.model import Figure, Heading, Item, Paragraph, Text
from giaoban.reports.problems import TemplateProblem
from giaoban.reports.template import compose
from giaoban.reports.values import printed
from tests.reports.books import matter


def first(source: str) -> str:
    block = compose(source, "thử", matter())[0]
    assert isinstance(block, Paragraph)
    return printed(block.inlines)


def test_markdown_becomes_blocks_with_figures_in_them() -> None:
    heading, paragraph, item, numbered = compose(
        "# I- MỤC\n\nCó **{{ figure('inspection.members') }}** đảng viên.\n\n- Một\n\n3. Ba", "thử", matter()
    )
    assert heading == Heading(1, (Text("I- MỤC"),))
    assert isinstance(paragraph, Paragraph)
    figure = paragraph.inlines[1]
    assert isinstance(figure, Figure)
    assert (figure.id, figure.text, figure.bold) == ("f0001", "563", True)
    assert item == Item(1, "-", (Text("Một"),))
    assert numbered == Item(1, "3.", (Text("Ba"),))


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("một\n\n{{ thieu }}", 3, "thieu"),
        ("một\n{% if %}", 2, "Expected an expression"),
        ("{{ figure('khong.co') }}", 1, "khong.co"),
        ("\n\n{{ figure('members.admitted', part='sai') }}", 3, "sai"),
        ("{{ figure('members.admitted', unit='XX') }}", 1, "XX"),
        ("{{ unit.__class__ }}", 1, "__class__"),
        ("{{ figure.__globals__ }}", 1, "__globals__"),
        ("{{ ''.join(['a']) }}", 1, "join"),
        ("{{ units.__len__() }}", 1, "__len__"),
        ("{% include 'tệp' %}", 1, "tệp khác"),
        ("một\n{{ number('members.admitted') }}", 2, "figure(…)"),
        ("{{ 'a' * 9999999999 }}", 1, "phép tính"),
        ("{{ figure() }}", 1, "indicator"),
        ("{{ table('Bảng', 'cột') }}", 1, "column"),
        ("một\nhai \ue000", 2, "ngoài bảng chữ"),
    ],
)
def test_an_error_names_template_and_line(source: str, line: int, words: str) -> None:
    with pytest.raises(TemplateProblem, match="Mẫu “thử”") as caught:
        compose(source, "thử", matter())
    assert (caught.value.line, words in str(caught.value)) == (line, True)


def test_html_links_and_pictures_of_a_template_stay_text() -> None:
    assert first("<b>đậm</b> [tên](http://x.vn) ![ảnh](x.png)") == "<b>đậm</b> [tên](http://x.vn) ![ảnh](x.png)"


@given(st.text(max_size=60))
def test_what_a_unit_wrote_is_printed_as_it_is(words: str) -> None:
    about = matter(narratives={("DL", "narrative.limits"): f"x{words}x"})
    blocks = compose(
        "{% for q in narrative('narrative.limits') %}Ở {{ q.units|names }}: {{ q.text }}.{% endfor %}", "thử", about
    )
    (paragraph,) = blocks
    assert isinstance(paragraph, Paragraph)
    assert all(isinstance(inline, Text) and not inline.bold for inline in paragraph.inlines)
    assert printed(paragraph.inlines).startswith("Ở Huyện ủy Diễn Lộc: x")


def test_units_that_say_the_same_are_quoted_together() -> None:
    about = matter(
        narratives={("DL", "narrative.causes"): "Thiếu cán bộ.", ("CA", "narrative.causes"): "Thiếu  cán bộ"}
    )
    (paragraph,) = compose(
        "{% for q in narrative('narrative.causes') %}{{ q.units|names }}: {{ q.text }}{% endfor %}", "thử", about
    )
    assert isinstance(paragraph, Paragraph)
    assert printed(paragraph.inlines) == "Huyện ủy Diễn Lộc và Đảng ủy Công an tỉnh: Thiếu cán bộ"


def test_the_silent_are_not_quoted() -> None:
    assert compose("{% for q in narrative('narrative.causes') %}{{ q.text }}{% endfor %}", "thử", matter()) == ()


def test_ranking_leaves_out_units_without_figures_and_names_them() -> None:
    about = matter({("CA", "members.admitted"): (None, 250, None)})
    source = "{{ best('members.admitted')|names }}; {{ worst('members.admitted', 1)|names }}; {{ without('members.admitted')|names }}"
    (paragraph,) = compose(source, "thử", about)
    assert isinstance(paragraph, Paragraph)
    assert (
        printed(paragraph.inlines) == "Thành ủy Nguyệt Hồ và Huyện ủy Diễn Lộc; Huyện ủy Diễn Lộc; Đảng ủy Công an tỉnh"
    )


def test_text_is_composed_to_nfc() -> None:
    assert first("Ba\u0301o ca\u0301o") == "Báo cáo"
