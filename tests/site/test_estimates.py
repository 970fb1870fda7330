"""An early estimate is called one wherever it is shown, on every page and in every file, until the figures come."""

import io
import zipfile
from decimal import Decimal

import pypdfium2
import pytest
from django.test import Client

from giaoban.analysis.office import rollup_books
from giaoban.analysis.withholding import Told
from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, SourceKind
from giaoban.periods.period import parse
from giaoban.reports.build import build
from giaoban.reports.writers import WRITERS
from giaoban.workspace.commands.rollup import row_of
from tests.conftest import NOW, Cast
from tests.site.conftest import sign_in

HALF = parse("2024-H1")
MARK = 'class="estimate"'
PAGES = ("/", "/chi-tieu/", "/chi-tieu/members.admitted/", "/don-vi/LG/", "/don-vi/MS/")


def told(cast: Cast, measure: Measure) -> None:
    """Mường Sẻ tells of June: 5 admitted."""
    entry = Entry(cast.late_district.pk, "members.admitted", "", "2024-06", measure, Decimal(5), place="biểu")
    post([entry], by=cast.officer, source=Source(SourceKind.SUBMISSION), at=NOW)


@pytest.fixture
def early(books: Cast) -> Cast:
    told(books, Measure.ESTIMATE)
    return books


def printed(ending: str) -> str:
    """All that stands in the file of the half-year's report."""
    data = WRITERS[ending](build("half_year", HALF, unit_code=None, at=NOW, language="vi")).data
    if ending == "pdf":
        pages = pypdfium2.PdfDocument(data)
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    if ending == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.read("word/document.xml").decode()
    return data.decode()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_marks_it_until_the_figures_come(early: Cast, page: str) -> None:
    office = sign_in(early.office)
    assert MARK in office.get(page).content.decode()
    told(early, Measure.ACTUAL)
    assert MARK not in office.get(page).content.decode()


def test_who_reported_no_estimate_is_not_marked(early: Cast) -> None:
    assert MARK not in sign_in(early.office).get("/don-vi/DL/").content.decode()


def test_tables_to_take_away_name_it(early: Cast) -> None:
    office = sign_in(early.office)
    rows = office.get("/chi-tieu/members.admitted/tai-ve.csv").content.decode("utf-8-sig").splitlines()
    assert [row.rsplit(",", 1)[1] for row in rows] == ["Số ước", "ước", "", "", "ước", ""]
    told(early, Measure.ACTUAL)
    assert ",ước" not in office.get("/don-vi/LG/tai-ve.csv").content.decode("utf-8-sig")


def test_the_rollup_says_so(early: Cast) -> None:
    rows = {one.unit: row_of(Told(one, withheld=False)) for one in rollup_books(HALF).figures() if not one.breakdown
            and one.indicator == "members.admitted"}  # fmt: skip
    assert {unit: row["estimate"] for unit, row in rows.items()} == {
        "LG": True, "DL": False, "NH": False, "MS": True, "CA": False,
    }  # fmt: skip


def test_the_page_of_the_report_says_so(early: Cast, client: Client) -> None:
    client.force_login(early.office)
    assert "kết nạp được ước " in client.get("/bao-cao/half_year/2024-H1/").content.decode()


@pytest.mark.parametrize("ending", ["txt", "html", "docx", "pdf"])
def test_every_file_of_a_report_says_so_until_the_figures_come(early: Cast, ending: str) -> None:
    assert "ước " in printed(ending).replace("trước ", "").replace("nước ", "")
    told(early, Measure.ACTUAL)
    assert "ước " not in printed(ending).replace("trước ", "").replace("nước ", "")
