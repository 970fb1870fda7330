"""A workbook out of the books: last year's value, the target, the sum so far, and what was reported already."""

from giaoban.collection.prefill import workbook_of
from giaoban.indicators.catalogue import Pack
from giaoban.periods.period import parse
from giaoban.units.registry import tree_at
from tests.collection.conftest import OFFICE, Import
from tests.collection.filling import cell_of, opened
from tests.conftest import NOW, Cast

BOOKS = """unit,indicator,breakdown,period,measure,value
DL,members.admitted,,2023-03,actual,9
DL,members.admitted,,2024-01,actual,20
DL,members.admitted,,2024-02,actual,24
DL,members.admitted,,2024-03,actual,11
DL,members.admitted,,2024,target,120
DL,members.admitted,,2023,target,110
DL,members.total,,2024-02,actual,5000
DL,discipline.members,,2024-03,actual,không phát sinh
"""


def row_of(data: bytes, key: str) -> list[object]:
    book = opened(data)
    cells = [cell_of(book, key, column) for column in "EFGHI"]
    return [sheet[address].value for sheet, address in cells]


def filled(pack: Pack, take_in: Import, period: str = "2024-03") -> bytes:
    assert not take_in({"books.csv": BOOKS.encode()}).problems
    return workbook_of(tree_at(NOW.date()).by_code("DL"), parse(period), pack=pack, office=OFFICE)


def test_the_books_stand_beside_the_cells(pack: Pack, take_in: Import) -> None:
    data = filled(pack, take_in)
    assert row_of(data, "members.admitted") == [11, None, 9, 120, 44]
    assert row_of(data, "discipline.members") == [None, "không phát sinh", None, None, None]
    assert row_of(data, "members.total") == [None] * 5


def test_what_comes_out_of_the_books_goes_back_without_a_change(pack: Pack, take_in: Import) -> None:
    (file,) = take_in({"again.xlsx": filled(pack, take_in)}).files
    assert (file.status, file.unchanged, file.problems) == ("unchanged", 2, ())


def test_last_years_target_stands_beside_this_years(cast: Cast, pack: Pack, take_in: Import) -> None:
    assert row_of(filled(pack, take_in, "2024"), "members.admitted")[:3] == [120, None, 110]
