"""A report from real books: what is posted is printed, now and as it was known before."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localtime

from giaoban.figures.ledger import Entry, Source, correct, post
from giaoban.figures.models import Measure, SourceKind
from giaoban.periods.period import parse
from giaoban.reports.build import build
from giaoban.reports.problems import NoSuchTemplate, UnfitPeriod
from giaoban.reports.values import as_json
from giaoban.reports.write_text import text
from giaoban.units.tree import NoSuchUnit
from tests.conftest import NOW, Cast

HALF = parse("2024-H1")
IMPORT = Source(SourceKind.IMPORT)


def admitted(cast: Cast, value: int, month: str = "2024-06") -> list[Entry]:
    return [Entry(cast.district.pk, "members.admitted", "", month, Measure.ACTUAL, Decimal(value))]


def test_posted_figures_are_added_up_and_targets_come_from_the_year(cast: Cast) -> None:
    target = Entry(cast.district.pk, "members.admitted", "", "2024", Measure.TARGET, Decimal(100))
    post([*admitted(cast, 20), *admitted(cast, 30, "2024-05"), target], by=cast.officer, source=IMPORT, at=NOW)
    written = text(build("half_year", HALF, unit_code=None, at=NOW, language="vi"))
    assert "kết nạp được 50/100 chỉ tiêu (đạt 50%)" in written


def test_the_same_books_and_instant_give_the_same_model(cast: Cast) -> None:
    post(admitted(cast, 20), by=cast.officer, source=IMPORT, at=NOW)
    first, second = (build("half_year", HALF, unit_code="DL", at=NOW, language="vi") for _round in range(2))
    assert as_json(first) == as_json(second)


def test_a_report_can_be_made_from_the_books_as_they_were(cast: Cast) -> None:
    post(admitted(cast, 20), by=cast.officer, source=IMPORT, at=NOW)
    later = NOW + timedelta(days=1)
    correct(admitted(cast, 25), by=cast.officer, source=IMPORT, at=later, reason="Đếm lại")
    now, before = (
        text(build("half_year", HALF, unit_code="DL", at=NOW, language="vi", known_at=known)) for known in (later, NOW)
    )
    assert ("kết nạp được 25 " in now, "kết nạp được 20 " in before) == (True, True)


def test_a_unit_below_reports_under_its_own_name_to_the_unit_above(cast: Cast) -> None:
    written = text(build("half_year", HALF, unit_code="DL", at=NOW, language="vi"))
    assert "HUYỆN ỦY DIỄN LỘC" in written
    assert "- Tỉnh ủy Lam Giang (báo cáo)," in written
    assert "PHỤ LỤC" not in written


def test_the_last_words_of_a_unit_are_quoted(cast: Cast) -> None:
    words = [
        Entry(cast.district.pk, "narrative.limits", "", month, Measure.ACTUAL, None, text=said)
        for month, said in (("2024-05", "Lời cũ."), ("2024-06", "Nguồn kết nạp ở nông thôn còn ít."))
    ]
    post(words, by=cast.officer, source=IMPORT, at=NOW)
    written = text(build("half_year", HALF, unit_code=None, at=NOW, language="vi"))
    assert "- Huyện ủy Diễn Lộc: Nguồn kết nạp ở nông thôn còn ít." in written
    assert "Lời cũ" not in written


def test_what_does_not_exist_is_named(cast: Cast) -> None:
    with pytest.raises(NoSuchTemplate, match=r"“thang”.*half_year"):
        build("thang", HALF, unit_code=None, at=NOW, language="vi")
    with pytest.raises(UnfitPeriod, match="tháng 6/2024"):
        build("half_year", parse("2024-06"), unit_code=None, at=NOW, language="vi")
    with pytest.raises(NoSuchUnit):
        build("half_year", HALF, unit_code="XX", at=localtime(NOW), language="vi")
