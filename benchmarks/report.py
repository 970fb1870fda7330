"""Reports of 2 and of 20 pages in four files, against docxtpl for Word and LibreOffice for PDF."""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
import django

django.setup()

from benchmarks.result import Result, seconds  # noqa: E402 (Django comes first)
from giaoban.analysis.figure import RolledFigure  # noqa: E402
from giaoban.indicators import packs  # noqa: E402
from giaoban.language.rounding import percent  # noqa: E402
from giaoban.periods.period import parse  # noqa: E402
from giaoban.reports.build import template_of, write_up  # noqa: E402
from giaoban.reports.matter import Matter  # noqa: E402
from giaoban.reports.model import Report  # noqa: E402
from giaoban.reports.write_html import fragment  # noqa: E402
from giaoban.reports.writers import WRITERS  # noqa: E402
from giaoban.units.tree import Node, Tree  # noqa: E402

AT = datetime(2024, 7, 2, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PERIOD = parse("2024-H1")
WORDS = "Cấp ủy các cấp tập trung lãnh đạo, chỉ đạo thực hiện nghị quyết, chương trình công tác năm. " * 4
CODES = ("members.admitted", "inspection.organisations", "inspection.members", "supervision.organisations")
TABLE = (
    '{{ table("Bảng", group("Kết nạp", column("Chỉ tiêu", CODE0, "target"), column("Thực hiện", CODE0), '
    'column("Tỷ lệ", CODE0, "completion_percent")), group("Kiểm tra", column("Tổ chức", CODE1), '
    'column("Đảng viên", CODE2)), column("Giám sát", CODE3)) }}'
)


class Books:
    """Made-up figures for every unit and indicator."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def get(self, unit_code: str, indicator: str, breakdown: str = "") -> RolledFigure:
        node = self.tree.by_code(unit_code)
        value, target, before = (Decimal(100 + 37 * node.index + step) for step in (0, 55, 7))
        return RolledFigure(
            unit_id=node.unit_id, unit=unit_code, indicator=indicator, breakdown=breakdown, period=PERIOD.code,
            value=value, year_to_date=value, target=target, completion_percent=percent(value, target),
            same_period=before, change=value - before, change_percent=percent(value - before, before),
            reported=1, expected=1, stated=None, estimate=False,
        )  # fmt: skip


def made_up(units: int) -> Matter:
    """A province with so many districts."""
    root = Node(1, "LG", "LG", "Tỉnh ủy Lam Giang", "province_committee", 0, units + 1, 0, None)
    below = (
        Node(1 + n, f"H{n}", f"H{n}", f"Huyện ủy số {n}", "district_committee", n, n + 1, 1, 0)
        for n in range(1, units + 1)
    )
    tree = Tree(date(2024, 6, 30), (root, *below))
    return Matter(packs.named("party_committee"), tree, root, PERIOD, Books(tree), "vi")


def template(sections: int, tables: int) -> str:
    """Sections of prose with figures, then tables by unit, a chart among them."""
    prose = "\n\n".join(
        f"## {n}. Mục\n\n{WORDS} Đã kết nạp {{{{ of_target(CODE0) }}}}; kiểm tra {{{{ figure(CODE2) }}}} đảng viên "
        f"({{{{ change(CODE2) }}}}).\n\n{WORDS}{WORDS}"
        for n in range(1, sections + 1)
    )
    text = f'# BÁO CÁO\n\n{prose}\n\n{{{{ chart("Biểu đồ", CODE0) }}}}\n\n' + "\n\n".join([TABLE] * tables)
    for number, code in enumerate(CODES):
        text = text.replace(f"CODE{number}", f'"{code}"')
    return text


def write(sections: int, tables: int, units: int) -> Report:
    matter = made_up(units)
    return write_up(template(sections, tables), template_of(matter.pack, "half_year", PERIOD), matter, at=AT)


def four_files(report: Report) -> None:
    for writer in WRITERS.values():
        writer(report)


def plain_word(sections: int, tables: int, units: int) -> bytes:
    """The plain way: a Word template with Jinja in it, filled by docxtpl; no anchors, no lineage."""
    from docx import Document
    from docxtpl import DocxTemplate

    blank = Document()
    for number in range(1, sections + 1):
        blank.add_paragraph(f"{number}. Mục")
        blank.add_paragraph(
            f"{WORDS} {{{{ done }}}}/{{{{ target }}}} (đạt {{{{ share }}}}); {{{{ members }}}} ({{{{ change }}}})."
        )
        blank.add_paragraph(WORDS + WORDS)
    for _table in range(tables):
        table = blank.add_table(rows=4, cols=8)
        table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for row in rows %}", "{%tr endfor %}"
        for place in range(8):
            table.cell(0, place).text, table.cell(2, place).text = "Cột", f"{{{{ row[{place}] }}}}"
    saved, filled = io.BytesIO(), io.BytesIO()
    blank.save(saved)
    saved.seek(0)
    document = DocxTemplate(saved)
    row = ("1", "Huyện ủy", "155", "100", "64,52%", "137", "174", "211")
    figures = {"done": "821", "target": "1.450", "share": "56,62%", "members": "563", "change": "tăng 9,11%"}
    document.render(figures | {"rows": [row] * (units + 1)})
    document.save(filled)
    return filled.getvalue()


def plain_files(sections: int, tables: int, units: int) -> None:
    """Word by docxtpl, PDF from it by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(plain_word(sections, tables, units))
        command = [
            "soffice",
            f"-env:UserInstallation=file://{tempfile.gettempdir()}/giaoban-bench-office",
            "--headless",
        ]
        command += ["--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)


def cold(act: str) -> float:
    """Seconds of one act in a fresh interpreter, its start included."""
    command = [sys.executable, "-c", f"from benchmarks import report; {act}"]
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True))


def run() -> Iterable[Result]:
    """Four files warm and cold, Word alone, and the page preview."""
    plain_files(1, 1, 2)
    for pages, shape in ((2, (2, 1, 4)), (20, (40, 2, 46))):
        report = write(*shape)
        figures = sum(1 for _figure in report.figures())
        peer = seconds(lambda shape=shape: plain_files(*shape), rounds=2)  # type: ignore[misc]
        four_files(report)
        ours = seconds(lambda report=report: four_files(write_again(report)), rounds=3)  # type: ignore[misc]
        yield Result(
            f"report of {pages} pages, four files, warm",
            ours,
            "docxtpl + LibreOffice, two files",
            peer,
            figures,
            "figures",
        )
        arguments = ", ".join(map(str, shape))
        ours = cold(f"report.four_files(report.write({arguments}))")
        peer = cold(f"report.plain_files({arguments})")
        yield Result(
            f"report of {pages} pages, four files, cold",
            ours,
            "docxtpl + LibreOffice, two files",
            peer,
            figures,
            "figures",
        )
        ours = seconds(lambda report=report: WRITERS["docx"](write_again(report)), rounds=5)  # type: ignore[misc]
        peer = seconds(lambda shape=shape: plain_word(*shape), rounds=3)  # type: ignore[misc]
        yield Result(f"Word file of {pages} pages, warm", ours, "docxtpl", peer, figures, "figures")
        ours = seconds(lambda shape=shape: fragment(write(*shape), lambda figure: figure.id), rounds=5)  # type: ignore[misc]
        yield Result(f"page preview of {pages} pages, template to HTML", ours, "docxtpl", peer, figures, "figures")


def write_again(report: Report) -> Report:
    """The report with another title, so that nothing that was laid out before can be taken as it is."""
    write_again.round += 1  # type: ignore[attr-defined]
    return replace(report, title=f"{report.title} {write_again.round}")  # type: ignore[attr-defined]


write_again.round = 0  # type: ignore[attr-defined]
