"""Whatever bytes come in, the import answers: with problems or with success, never with an exception."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from giaoban.collection.csv_read import read_csv
from giaoban.collection.reading import Scope
from giaoban.collection.workbook_read import read_workbook
from giaoban.indicators.catalogue import Pack
from tests.collection.conftest import Workbook
from tests.collection.filling import part, with_part
from tests.conftest import NOW, Cast

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SHEET = "xl/worksheets/sheet2.xml"


@pytest.fixture
def scope(cast: Cast, pack: Pack) -> Scope:
    return Scope(pack, frozenset({cast.district.pk}), NOW.date())


def test_a_truncated_file_is_answered(scope: Scope, workbook: Workbook) -> None:
    data = workbook()
    for length in range(0, len(data), 997):
        assert read_workbook("a.xlsx", data[:length], "", scope).problems


@QUIET
@given(st.lists(st.tuples(st.integers(min_value=0), st.integers(0, 255)), min_size=1, max_size=20))
def test_flipped_bytes_are_answered(scope: Scope, workbook: Workbook, flips: list[tuple[int, int]]) -> None:
    data = bytearray(workbook())
    for place, byte in flips:
        data[place % len(data)] = byte
    read_workbook("a.xlsx", bytes(data), "", scope)


@QUIET
@given(
    st.sampled_from([SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]),
    st.integers(min_value=0),
    st.integers(0, 60),
    st.one_of(st.binary(max_size=20), st.sampled_from([b"<", b"</c>", b"<c r='E17'>", b"&#0;", b"\xff\xfe", b'"'])),
)
@example(SHEET, 0, 0, b"")
def test_broken_xml_in_a_whole_archive_is_answered(
    scope: Scope, workbook: Workbook, name: str, place: int, cut: int, put: bytes
) -> None:
    data = workbook()
    content = part(data, name)
    place %= len(content)
    read_workbook("a.xlsx", with_part(data, name, content[:place] + put + content[place + cut :]), "", scope)


@QUIET
@given(st.sampled_from([b"s", b"str", b"b", b"e", b"d", b"n", b"inlineStr", b"x"]), st.text(max_size=12), st.booleans())
def test_a_cell_of_any_type_and_content_is_answered(
    scope: Scope, workbook: Workbook, kind: bytes, text: str, formula: bool
) -> None:
    data = workbook()
    value = text.encode("utf-8", "replace").replace(b"<", b"&lt;").replace(b"&", b"&amp;")
    inner = (b"<f>A1</f>" if formula else b"") + b"<v>" + value + b"</v>"
    cell = b'<c r="E7" t="' + kind + b'">' + inner + b"</c>"
    content = part(data, SHEET)
    start = content.index(b'<c r="E7"')
    end = content.index(b"/>", start) + 2
    read = read_workbook("a.xlsx", with_part(data, SHEET, content[:start] + cell + content[end:]), "", scope)
    assert read.given or read.empty or read.problems


@QUIET
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_csv_is_answered(scope: Scope, data: bytes) -> None:
    for head in (
        b"",
        b"unit,indicator,breakdown,period,measure,value\n",
        b"unit;indicator;breakdown;period;measure;value\n",
    ):
        read_csv("a.csv", head + data, "", scope)


def test_an_archive_of_an_archive_is_answered(scope: Scope, workbook: Workbook) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", workbook())
    assert read_workbook("a.xlsx", out.getvalue(), "", scope).problems
