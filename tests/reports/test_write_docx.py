"""The Word file: three anchors for each figure, the official form, no time of its own."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from giaoban.reports import anchors
from giaoban.reports.read_docx import NotAWordFile, anchors_in
from giaoban.reports.write_docx import write
from tests.programs import require_program
from tests.reports.books import half_year


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_every_figure_has_bookmark_content_control_and_style() -> None:
    report = half_year()
    found = anchors_in(write(report).data)
    assert found == {figure.id: {"bookmark", "tag", "alias", "style"} for figure in report.figures()}


def test_the_bookmark_lies_outside_the_control_and_the_control_outside_the_run() -> None:
    document = part(write(half_year()).data, "word/document.xml")
    assert re.search(
        r'<w:bookmarkStart [^>]*_f0001"/><w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="GBf0001"/>',
        document,
    )


def test_names_stay_within_the_limits_of_word() -> None:
    code, long = half_year().code, "Kết nạp đảng viên " * 9
    for figure_id in ("f0001", "f123456"):
        assert len(anchors.bookmark(code, figure_id)) <= anchors.BOOKMARK_LIMIT
        assert len(anchors.tag(code, figure_id)) <= anchors.TAG_LIMIT
        assert len(anchors.alias(code, figure_id, long)) <= anchors.TAG_LIMIT


def test_the_same_report_gives_the_same_bytes_and_another_instant_other_dates() -> None:
    report = half_year()
    later = replace(report, at=report.at.replace(hour=9))
    assert write(report).data == write(half_year()).data
    assert "2024-07-02T01:00:00Z" in part(write(report).data, "docProps/core.xml")
    assert "2024-07-02T02:00:00Z" in part(write(later).data, "docProps/core.xml")


def test_the_file_says_which_report_it_is() -> None:
    report = half_year()
    assert report.code in part(write(report).data, "docProps/custom.xml")


def test_pages_are_a4_with_the_margins_of_a_party_document_and_the_annex_is_wide() -> None:
    first, annex = Document(io.BytesIO(write(half_year()).data)).sections
    sides = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(side.mm) if side else None for side in sides] == [20, 20, 30, 15]
    assert first.different_first_page_header_footer
    assert (annex.page_width or 0) > (annex.page_height or 0)


def test_heads_of_tables_are_merged_and_repeat_on_every_page() -> None:
    document = part(write(half_year()).data, "word/document.xml")
    assert 'w:gridSpan w:val="3"' in document
    assert '<w:vMerge w:val="restart"/>' in document
    assert document.count("<w:tblHeader/>") == 4


def test_the_chart_has_words_for_those_who_cannot_see_it() -> None:
    assert 'descr="Biểu đồ 1.' in part(write(half_year()).data, "word/document.xml")


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(NotAWordFile, match="Không đọc được tệp Word"):
        anchors_in(b"khong phai")


@pytest.mark.libreoffice
def test_every_figure_is_found_again_after_a_save_by_libreoffice(tmp_path: Path) -> None:
    report = half_year()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "r.docx").write_bytes(write(report).data)
    command = [require_program("libreoffice"), f"-env:UserInstallation=file://{tmp_path}/home", "--headless"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(tmp_path / "in" / "r.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = anchors_in((tmp_path / "r.docx").read_bytes())
    assert found.keys() == {figure.id for figure in report.figures()}
    # LibreOffice before 7.5 empties content controls of their names: why a figure has three anchors.
    assert all({"bookmark", "style"} <= kinds for kinds in found.values())
