"""The monthly report of a people's committee: four files in the state's form, words chosen from the data."""

import io
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from django.conf import LazySettings
from lxml import etree

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, SourceKind
from giaoban.periods.period import parse
from giaoban.reports.build import build
from giaoban.reports.layout import layout
from giaoban.reports.model import Chart, PageBreak, Report, Table
from giaoban.reports.problems import UnfitPeriod
from giaoban.reports.read_docx import anchors_in
from giaoban.reports.values import printed
from giaoban.reports.write_text import text
from giaoban.reports.writers import WRITERS
from giaoban.site.environment import Workspace
from tests.packs.lam_giang import LAST, MONTHS, NOW, PARTY_WORDS, Province, fill_books, settle

WORD_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@pytest.fixture(autouse=True)
def workspace(workspace: Workspace, settings: LazySettings) -> Workspace:
    """The empty workspace of every test, with this pack."""
    settings.WORKSPACE = replace(workspace, pack="people_committee", today=NOW.date())
    return workspace


@pytest.fixture
def province(db: None) -> Province:
    return settle()


@pytest.fixture
def books(province: Province) -> Province:
    """The province with all its months in the ledger."""
    fill_books(province)
    return province


def monthly(unit_code: str | None = None, period: str = LAST) -> Report:
    return build("monthly", parse(period), unit_code=unit_code, at=NOW, language="vi")


def words_of(report: Report, ending: str) -> str:
    """What a reader sees of a file, its white space folded."""
    data = WRITERS[ending](report).data
    if ending == "pdf":
        pages = pypdfium2.PdfDocument(data)
        found = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    elif ending == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        found = " ".join("".join(node.text or "" for node in line.iter(WORD_TEXT)) for line in root.iter("{*}p"))
    elif ending == "html":
        body = etree.HTML(data.decode()).find("body")
        assert body is not None
        found = " ".join(str(words) for words in body.itertext())
    else:
        found = data.decode()
    return " ".join(found.split())


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "txt"])
@pytest.mark.parametrize("unit_code", [None, "X2"])
def test_every_file_has_the_states_form_and_no_word_of_the_party(
    books: Province, unit_code: str | None, ending: str
) -> None:
    words = words_of(monthly(unit_code), ending)
    for standing in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN",
        "Số: /BC-UBND" if unit_code is None else "Số: /BC-…",
        "Lam Giang, ngày 17 tháng 02 năm 2027",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nơi nhận:",
        "Lưu: VT",
    ):
        assert standing in words
    assert not PARTY_WORDS.search(words)


@pytest.mark.parametrize(
    "words",
    [
        "là 463,75 tỷ đồng (tăng 29,27% so cùng kỳ), trong đó thu nội địa 360 tỷ đồng",
        "đạt 918,75 tỷ đồng, bằng 11,72% dự toán Trung ương giao và bằng 10,94% dự toán Hội đồng nhân dân giao",
        "lũy kế từ đầu năm đạt 546/4.480 tỷ đồng, bằng 12,19% kế hoạch vốn năm; tỷ lệ giải ngân tăng 2,79 điểm",
        "trước và đúng hạn 5.739 hồ sơ (đạt 99,64%), quá hạn 21 hồ sơ",
        "lũy kế từ đầu năm 570/6.300 chỉ tiêu (đạt 9,05%)",
        "thấp hơn mức chung: Ủy ban nhân dân đặc khu Cồn Sim (9,06%); Ủy ban nhân dân xã Mường Sẻ (9,84%).",
        "Không phát sinh diện tích cây trồng bị thiệt hại từ 30% trở lên.",
        "của Ủy ban nhân dân tỉnh Lam Giang./.",
        "Lưu: VT, TH.",
    ],
)
def test_the_words_follow_the_figures(books: Province, words: str) -> None:
    assert words in text(monthly())


def test_the_table_has_merged_heads_and_the_annex_lies_on_a_wide_page(books: Province) -> None:
    report = monthly()
    table = next(block for block in report.body() if isinstance(block, Table))
    assert [cell.columns for cell in table.header[0]] == [1, 1, 2, 2, 2]
    assert any(isinstance(block, Chart) for block in report.body())
    assert report.annexes()[0] == PageBreak(landscape=True)
    annex = next(block for block in report.annexes() if isinstance(block, Table))
    assert len(annex.rows) == 8


def test_a_long_name_at_the_head_is_set_in_two_lines_with_the_rule_under_the_second(books: Province) -> None:
    head = layout(monthly().frame).left
    assert [line.text for line in head][:2] == ["ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG"]
    assert [bool(line.rule) for line in head][:2] == [False, True]


def test_a_column_is_as_wide_as_its_longest_number(books: Province) -> None:
    table = next(block for block in monthly().body() if isinstance(block, Table))
    promised = [printed(row[4].inlines) for row in table.rows]
    assert "1.260.000" in promised
    assert table.widths[4] > max(map(len, promised))
    assert table.widths[3] >= 7


def test_every_figure_is_anchored_in_word(books: Province) -> None:
    report = monthly()
    assert anchors_in(WRITERS["docx"](report).data).keys() == {figure.id for figure in report.figures()}


def test_a_commune_speaks_for_itself_without_an_annex(books: Province) -> None:
    written = text(monthly("X2"))
    assert "- Tiến độ bồi thường của tuyến đường ven sông còn chậm." in written
    assert "xuất, nhập khẩu" not in written
    assert "PHỤ LỤC" not in written


def test_a_finished_budget_is_said_to_be_finished(province: Province) -> None:
    commune = province.communes[0].pk
    promised = (("budget.revenue", 90), ("budget.revenue.central", 80))
    entries = [Entry(commune, code, "", "2026", Measure.TARGET, value) for code, value in promised]
    entries.append(Entry(commune, "budget.revenue", "", MONTHS[5], Measure.ACTUAL, 84))
    post(entries, by=province.office, source=Source(SourceKind.SUBMISSION), at=NOW)
    assert "bằng 105% dự toán Trung ương giao và bằng 93,33%" in text(monthly(period=MONTHS[5]))
    assert "Dự toán thu đã hoàn thành ở một mức giao" in text(monthly(period=MONTHS[5]))


def test_without_figures_the_report_says_so_and_shows_no_zero(province: Province) -> None:
    report = monthly()
    written = text(report)
    assert "Số thu ngân sách nhà nước trên địa bàn từ đầu năm: chưa có số liệu." in written
    assert "Việc đối chiếu với đủ hai mức dự toán chưa thực hiện được vì còn thiếu số liệu." in written
    assert all(figure.text != "0" for figure in report.figures() if not figure.known)


def test_a_month_is_what_the_template_is_for(books: Province) -> None:
    with pytest.raises(UnfitPeriod):
        monthly(period="2026-H1")
