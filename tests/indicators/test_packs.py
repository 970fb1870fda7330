"""Reading a pack: a whole one, and every way in which one can be wrong."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import LazySettings
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from giaoban.indicators import packs
from giaoban.indicators.catalogue import Kind, Pack
from giaoban.indicators.pack_files import PackProblem
from giaoban.indicators.packs import NoSuchPack, PackErrors, load
from tests.indicators.conftest import SMALL_PACK, Spoil


def test_a_whole_pack_is_read_and_its_parts_are_found_by_code(pack: Pack) -> None:
    assert pack.code == "small"
    assert pack.indicator("trees.standing").kind is Kind.STOCK
    assert pack.form("trees").sections[0].title.vi == "Cây"
    assert pack.breakdown("planter").sensitive
    assert pack.unit_kind("street").parents == ("town",)
    assert pack.report("brief").layout == "state"
    assert not pack.has_indicator("trees.watered")


def test_a_pack_cannot_be_changed(pack: Pack) -> None:
    name = "decimals"
    with pytest.raises(ValidationError, match="frozen"):
        setattr(pack.indicator("story"), name, 2)


def test_lists_of_several_files_are_joined_in_order_of_their_names(folder: Path) -> None:
    text = (folder / "indicators.yaml").read_text(encoding="utf-8")
    head, *items = text.split("  - code: ")
    (folder / "indicators.yaml").unlink()
    (folder / "indicators").mkdir()
    for place, item in enumerate(items):
        (folder / "indicators" / f"{place}.yaml").write_text(f"{head}  - code: {item}", encoding="utf-8")
    codes = [indicator.code for indicator in load(folder).indicators]
    assert codes == ["trees.planted", "trees.felled", "trees.standing", "trees.rate", "story"]


SHAPES = [
    ("pack.yaml", "civil", "lunar", 3, "calendar", '"lunar" không dùng được: hãy chọn một trong civil, state.'),
    ("pack.yaml", "calendar: civil\n", "", 1, "calendar", "Thiếu khóa “calendar”: hãy thêm."),
    ("pack.yaml", "calendar:", "colour: green\ncalendar:", 3, "colour", "Không có khóa “colour” ở đây; các khóa dùng được: code,"),
    ("pack.yaml", "[trees.planted]", "[]", 5, "key_indicators", "“key_indicators” để trống"),
    ("pack.yaml", "recipients: [Lưu]", "recipients: Lưu", 20, "letterhead.recipients", '"Lưu" không phải danh sách'),
    ("indicators.yaml", "kind: flow", "kind: flows", 5, "indicators[trees.planted].kind", '"flows" không dùng được: hãy chọn một trong flow, stock, ratio, text.'),
    ("indicators.yaml", "vi: cây, en: trees", "vi: cây", 4, "indicators[trees.planted].unit_of_measure.en", "Thiếu khóa “en”"),
    ("indicators.yaml", "vi: Cây đốn, en", "vi: 12, en", 10, "indicators[trees.felled].name.vi", "12 không phải chữ"),
    ("indicators.yaml", "code: story", "code: Lời kể", 29, "indicators[Lời kể].code", '"Lời kể" không phải mã'),
    ("indicators.yaml", "    target: year", "    target: year\n    decimals: '2'", 7, "indicators[trees.planted].decimals", '"2" không phải số nguyên'),
    ("indicators.yaml", "    target: year", "    target: year\n    decimals: 7", 7, "indicators[trees.planted].decimals", "7 quá lớn: nhiều nhất là 4."),
    ("indicators.yaml", "    target: year", "    target: year\n    sensitive: có", 7, "indicators[trees.planted].sensitive", '"có" không phải đúng/sai'),
    ("indicators.yaml", "{ vi: Cây đốn, en: Trees felled }", "Cây đốn", 10, "indicators[trees.felled].name", '"Cây đốn" không phải một nhóm khóa'),
    ("forms.yaml", "working_days: 5", "days: 5", 6, "forms[trees].due.days", "Không có khóa “days” ở đây; các khóa dùng được: working_days, lock_after."),
    ("forms.yaml", "indicator: trees.felled", "indicator: trees.felled, unit: m3", 12, "forms[trees].sections[main].rows[trees.felled].unit", "các khóa dùng được: indicator, breakdowns."),
    ("rules.yaml", '["+", trees.planted]', '["*", trees.planted]', 24, "rules[carried_over].terms[1][1]", '"*" không dùng được'),
    ("reports.yaml", "- code: brief\n    name", "code: brief\n    name", 3, "", "Sai cú pháp YAML tại cột"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "key", "message"), SHAPES)
def test_a_part_that_is_wrong_in_itself_is_named_with_line_and_way_out(
    spoil: Spoil, file: str, old: str, new: str, line: int, key: str, message: str
) -> None:
    problems = spoil(file, old, new)
    found = [(problem.file, problem.line, problem.key) for problem in problems if message in problem.message]
    assert found == [(file, line, key)], problems


READING = [
    ("rules.yaml", "severity: error", "severity: error\n    severity: warning", 5, "Khóa “severity” viết hai lần, lần đầu ở dòng 4"),
    ("rules.yaml", "rules:", "calendar: state\nrules:", 1, "Khóa “calendar” đã có ở pack.yaml dòng 3"),
    ("rules.yaml", "rules:", "- rules:", 1, "Tệp phải là một ánh xạ"),
    ("rules.yaml", '["+", trees.planted]', '["+", trees.planted', 25, "Sai cú pháp YAML"),
    ("rules.yaml", "code: kinds_add_up", "code: !!python/name:os.system x", 8, "Không dùng thẻ python/name:os.system"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "message"), READING)
def test_what_cannot_be_read_is_named_with_its_line(
    spoil: Spoil, file: str, old: str, new: str, line: int, message: str
) -> None:
    problems = [problem for problem in spoil(file, old, new) if problem.file == file]
    assert problems[0].line == line
    assert message in problems[0].message


def test_an_alias_is_refused(folder: Path) -> None:
    (folder / "more.yaml").write_text(
        "breakdowns:\n  - &a { code: a, name: &n { vi: A, en: A }, categories: [{ code: b, name: *n }] }\n",
        encoding="utf-8",
    )
    with pytest.raises(PackErrors, match="Không dùng bí danh"):
        load(folder)


def test_a_file_in_another_encoding_is_named_with_its_line(folder: Path) -> None:
    (folder / "zzz.yaml").write_bytes(b"# tree\n# th\xf4n\n")
    with pytest.raises(PackErrors, match=r"zzz\.yaml:2: Tệp không phải UTF-8"):
        load(folder)


REFERENCES = [
    ("pack.yaml", "[trees.planted]", "[trees.watered]", 5, "key_indicators[1]", "Không có “trees.watered” trong “indicators”"),
    ("pack.yaml", "[town]", "[city]", 13, "unit_kinds[street].parents[1]", "Không có “city” trong “unit_kinds”"),
    ("pack.yaml", "code: town", "code: street", 10, "unit_kinds[street].code", "Mã “street” đã có ở pack.yaml dòng 7"),
    ("pack.yaml", "en: Towns }", "en: Towns }\n    parents: [street]", 6, "unit_kinds", "Chưa có loại đơn vị nào đứng đầu cây"),
    ("breakdowns.yaml", "code: shade", "code: fruit", 6, "breakdowns[kind].categories[fruit].code", "viết hai lần trong phân tổ này"),
    ("indicators.yaml", "code: trees.felled", "code: trees.planted", 9, "indicators[trees.planted].code", "Mã “trees.planted” đã có ở indicators.yaml dòng 2"),
    ("indicators.yaml", "[kind, planter]", "[kind, planter, height]", 7, "indicators[trees.planted].breakdowns[3]", "Không có “height” trong “breakdowns”"),
    ("indicators.yaml", "over_time: latest", "over_time: sum", 18, "indicators[trees.standing].over_time", "“over_time: sum” không đi với “kind: stock”: hãy ghi latest."),
    ("indicators.yaml", "over_units: reported", "over_units: sum", 33, "indicators[story].over_units", "“over_units: sum” không đi với “kind: text”"),
    ("indicators.yaml", "    numerator: trees.planted\n", "", 20, "indicators[trees.rate]", "Tỷ lệ “trees.rate” thiếu “numerator”"),
    ("indicators.yaml", "numerator: trees.planted", "numerator: trees.felled", 27, "indicators[trees.rate].denominator", "“trees.felled” không có chỉ tiêu giao để so"),
    ("indicators.yaml", "denominator: target", "denominator: story", 27, "indicators[trees.rate].denominator", "“story” có “kind: text”, không chia được"),
    ("indicators.yaml", "denominator: target", "denominator: trees.seen", 27, "indicators[trees.rate].denominator", "Không có “trees.seen”"),
    ("indicators.yaml", "    kind: stock", "    kind: stock\n    numerator: story", 18, "indicators[trees.standing].numerator", "Chỉ tỷ lệ mới có “numerator”"),
    ("indicators.yaml", "    kind: text", "    kind: text\n    target: year", 33, "indicators[story].target", "“kind: text” không có chỉ tiêu giao"),
    ("forms.yaml", "[street]", "[lane]", 5, "forms[trees].reported_by[1]", "Không có “lane” trong “unit_kinds”"),
    ("forms.yaml", "indicator: trees.felled", "indicator: trees.rate", 12, "forms[trees].sections[main].rows[trees.rate].indicator", "“trees.rate” là tỷ lệ"),
    ("forms.yaml", "indicator: story", "indicator: trees.felled", 23, "forms[words].sections[main].rows[trees.felled].indicator", "đã được hỏi ở biểu “trees” với cùng loại đơn vị “street”"),
    ("forms.yaml", "indicator: trees.felled", "indicator: trees.felled, breakdowns: [kind]", 12, "forms[trees].sections[main].rows[trees.felled].breakdowns[1]", "“trees.felled” không có phân tổ “kind”"),
    ("forms.yaml", "every: month", "every: month\n    figures: cumulative", 14, "forms[trees].sections[main].rows[trees.standing].indicator", "“trees.standing” là số cuối kỳ, không lũy kế được"),
    ("rules.yaml", "left: trees.felled", "left: trees.cut", 5, "rules[felled_within_standing].left", "Không có “trees.cut”"),
    ("rules.yaml", "right: trees.standing", "right: trees.rate", 6, "rules[felled_within_standing].right", "“trees.rate” có “kind: ratio”, không so được"),
    ("rules.yaml", "    right: trees.standing\n", "", 2, "rules[felled_within_standing]", "Quy tắc “at_most” thiếu “right”"),
    ("rules.yaml", "breakdown: kind", "breakdown: kind\n    right: trees.felled", 13, "rules[kinds_add_up].right", "Quy tắc “parts_add_up” không dùng “right”"),
    ("rules.yaml", "breakdown: kind", "breakdown: planter", 12, "rules[kinds_add_up].breakdown", "có thể trùng nhau"),
    ("rules.yaml", "left: trees.standing\n", "left: trees.planted\n", 23, "rules[carried_over].left", "“trees.planted” không phải số cuối kỳ"),
    ("rules.yaml", "Đốn {value}", "Đốn {felled}", 7, "rules[felled_within_standing].message.vi", "Không có gì để điền vào “{felled}”: hãy dùng {other}, {value}."),
    ("rules.yaml", "Đốn {value}", "Đốn {value", 7, "rules[felled_within_standing].message.vi", "Ngoặc nhọn không khép"),
    ("reports.yaml", "code: brief", "code: long", 2, "reports[long].code", "Không thấy tệp mẫu “reports/long.md.j2”"),
    ("reports.yaml", "về cây xanh {period}", "về cây xanh {month}", 7, "reports[brief].abstract.vi", "hãy dùng {period}"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "key", "message"), REFERENCES)
def test_parts_that_do_not_fit_together_are_named_with_line_and_way_out(
    spoil: Spoil, file: str, old: str, new: str, line: int, key: str, message: str
) -> None:
    problems = spoil(file, old, new)
    found = [(problem.file, problem.line, problem.key) for problem in problems if message in problem.message]
    assert found == [(file, line, key)], problems


def test_a_rule_whose_figures_no_form_asks_together_is_named(spoil: Spoil) -> None:
    problems = spoil("forms.yaml", "          - { indicator: trees.felled }\n", "")
    assert [(problem.file, problem.line, problem.key) for problem in problems] == [
        ("rules.yaml", 2, "rules[felled_within_standing]"),
        ("rules.yaml", 20, "rules[carried_over]"),
    ]
    assert "Không biểu nào hỏi đủ các số của quy tắc này (trees.felled, trees.standing)" in problems[0].message


def test_a_rule_whose_breakdown_no_form_asks_is_named(spoil: Spoil) -> None:
    (problem,) = spoil("forms.yaml", "breakdowns: [kind, planter]", "breakdowns: [planter]")
    assert (problem.file, problem.line, problem.key) == ("rules.yaml", 8, "rules[kinds_add_up]")
    assert "(kind, trees.planted)" in problem.message


def test_all_problems_come_at_once_in_order_of_file_and_line(folder: Path, spoil: Spoil) -> None:
    (folder / "reports" / "brief.md.j2").unlink()
    forms = folder / "forms.yaml"
    forms.write_text(forms.read_text(encoding="utf-8").replace("every: month", "every: day"), encoding="utf-8")
    problems = spoil("indicators.yaml", "kind: stock", "kind: stack")
    assert [(problem.file, problem.line) for problem in problems] == [
        ("forms.yaml", 4),
        ("forms.yaml", 16),
        ("indicators.yaml", 17),
        ("reports.yaml", 2),
    ]


def problems_of(folder: Path) -> tuple[PackProblem, ...]:
    """What `load` finds wrong; nothing where it gives a pack."""
    try:
        load(folder)
    except PackErrors as error:
        return error.problems
    return ()


SCRAPS = st.sampled_from(
    ["12", "null", "true", "[]", "{}", "[1, {}]", "{ a: { b: 1 } }", "2024-01-01", "1e400", ".nan", "lời", '""', "- x", "*a", "&a b"]
)  # fmt: skip


@given(st.sampled_from(["pack", "breakdowns", "indicators", "forms", "rules", "reports"]), st.data())
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_the_answer_is_a_pack_or_its_problems(file: str, data: st.DataObject) -> None:
    lines = (SMALL_PACK / f"{file}.yaml").read_text(encoding="utf-8").splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    head, colon, _value = lines[place].partition(": ")
    lines[place] = f"{head}{colon}{data.draw(SCRAPS)}"
    with TemporaryDirectory() as temporary:
        folder = shutil.copytree(SMALL_PACK, Path(temporary) / "pack")
        (folder / f"{file}.yaml").write_text("\n".join(lines), encoding="utf-8")
        assert all(problem.file and problem.line > 0 and problem.message for problem in problems_of(folder))


def test_an_empty_folder_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackErrors) as caught:
        load(tmp_path)
    assert {problem.key for problem in caught.value.problems} >= {"code", "indicators", "forms", "letterhead"}


def test_problems_speak_the_reader_s_language(spoil: Spoil) -> None:
    with override("en"):
        problems = spoil("pack.yaml", "civil", "lunar")
    assert problems[0].message == '"lunar" cannot be used: choose one of civil, state.'


def test_the_workspace_names_its_pack_and_it_is_read_once(settings: LazySettings) -> None:
    assert settings.WORKSPACE.pack == "party_committee"
    assert packs.current().code == "party_committee"
    assert packs.current() is packs.current()


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchPack, match=r"Không có gói “school”: hãy chọn một trong .*party_committee"):
        packs.named("school")
