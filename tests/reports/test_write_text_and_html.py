"""The text and the web page: every figure an element, nothing that a strict page would refuse."""

import re

from lxml import html

from giaoban.reports import write_html, write_text
from giaoban.reports.values import as_json
from tests.reports.books import half_year

NOTICE = "Số liệu <dựng sẵn>."


def test_the_same_report_gives_the_same_bytes() -> None:
    for writer in (write_text.write, write_html.write):
        assert writer(half_year()) == writer(half_year())
    assert as_json(half_year()) == as_json(half_year())


def test_every_figure_is_a_link_with_its_id() -> None:
    report = half_year()
    page = html.fromstring(write_html.fragment(report, lambda figure: f"/so-lieu/{figure.id}/"))
    links = {link.get("id"): (link.get("href"), str(link.xpath("string()"))) for link in page.iter("a")}
    assert links == {figure.id: (f"/so-lieu/{figure.id}/", figure.text) for figure in report.figures()}


def test_the_fragment_has_no_style_and_no_script() -> None:
    fragment = write_html.fragment(half_year(), lambda _figure: "#")
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", fragment)


def test_words_are_escaped() -> None:
    page = write_html.write(half_year(notice=NOTICE)).data.decode()
    assert "Số liệu &lt;dựng sẵn&gt;." in page


def test_merged_heads_stay_merged() -> None:
    page = html.fromstring(write_html.write(half_year()).data.decode())
    assert {cell.get("rowspan") for cell in page.iter("th")} >= {"2"}
    assert {cell.get("colspan") for cell in page.iter("th")} >= {"2", "3"}


def test_the_text_has_the_frame_of_a_party_document() -> None:
    written = write_text.text(half_year(notice=NOTICE))
    assert written.startswith(NOTICE)
    for words in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "TỈNH ỦY LAM GIANG",
        "Lam Giang, ngày 02 tháng 7 năm 2024",
        "Nơi nhận:",
        "T/M BAN THƯỜNG VỤ",
    ):
        assert words in written


def test_a_file_has_a_name_that_people_read() -> None:
    assert (
        write_text.write(half_year()).name
        == "Báo cáo công tác xây dựng Đảng, 6 tháng đầu năm 2024, Tỉnh ủy Lam Giang.txt"
    )
