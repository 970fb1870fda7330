"""Small counts of sensitive breakdowns stay with those who need them."""

import pytest
from django.test import Client

from giaoban.figures.models import SourceFile
from tests.conftest import Cast
from tests.site.conftest import sign_in

PART = "/so-lieu/DL/members.admitted/2024-06/value/?phan-to=ethnicity_religion:ethnic_minority"


def test_small_counts_are_hidden_from_the_leader(books: Cast) -> None:
    page = sign_in(books.leader).get("/chi-tieu/members.admitted/?ky=2024-06").content.decode()
    assert "được che" in page
    assert "Ô có số quá nhỏ" in page
    assert "phan-to=ethnicity_religion" not in page


def test_the_inspector_sees_them(books: Cast) -> None:
    page = sign_in(books.inspector).get("/chi-tieu/members.admitted/?ky=2024-06").content.decode()
    assert "được che" not in page
    assert "phan-to=ethnicity_religion%3Aethnic_minority" in page


@pytest.mark.parametrize(("role", "status"), [("leader", 404), ("inspector", 200), ("officer", 200), ("office", 404)])
def test_their_lineage_is_guarded_likewise(books: Cast, role: str, status: int) -> None:
    assert sign_in(getattr(books, role)).get(PART).status_code == status


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("office", 200),
        ("inspector", 200),
        ("auditor", 200),
        ("officer", 200),
        ("leader", 404),
        ("neighbour_officer", 404),
        ("outsider", 404),
    ],
)
def test_a_workbook_opens_for_those_who_handle_it(books: Cast, role: str, status: int) -> None:
    file = SourceFile.objects.get(name="DL-2024-06.xlsx")
    answer = sign_in(getattr(books, role)).get(f"/tep/{file.sha256}/")
    assert answer.status_code == status
    if status == 200:
        assert answer.content == b"DL 2024-06"
        assert answer["Content-Disposition"] == 'attachment; filename="DL-2024-06.xlsx"'


def test_the_lineage_links_only_files_that_open(books: Cast) -> None:
    address = "/so-lieu/DL/members.admitted/2024-06/value/"
    assert 'href="/tep/' in sign_in(books.office).get(address).content.decode()
    page = sign_in(books.leader).get(address).content.decode()
    assert 'href="/tep/' not in page
    assert "DL-2024-06.xlsx" in page


def test_a_file_that_nobody_posted_from_is_nobodys(client: Client, books: Cast) -> None:
    file = SourceFile.objects.create(sha256=64 * "a", name="x.xlsx", media_type="text/plain", size=1)
    assert sign_in(books.office).get(f"/tep/{file.sha256}/").status_code == 404
