"""The report as PDF/A by one fixed typst template: the model goes in as JSON, so no text is ever read as markup."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from giaoban.reports import charts
from giaoban.reports.files import WrittenFile, file_name
from giaoban.reports.layout import layout
from giaoban.reports.model import Chart, Report
from giaoban.reports.values import plain

HERE = Path(__file__).parent
STANDARD = "a-2b"


def write(report: Report) -> WrittenFile:
    """`.pdf`, PDF/A-2b, tagged, fonts inside; dated by the report's instant."""
    data: bytes = _compiler().compile(
        format="pdf",
        sys_inputs={"report": _json(report)},
        pdf_standards=[STANDARD],
        timestamp=int(report.at.timestamp()),
    )
    return WrittenFile(file_name(report, "pdf"), "application/pdf", data)


@cache
def _compiler() -> Any:
    """The compiler is built once: it reads the fonts and keeps what it has laid out before."""
    return typst.Compiler(str(HERE / "report.typ"), font_paths=[str(HERE / "fonts")], ignore_system_fonts=True)


def _json(report: Report) -> str:
    drawn = {block.id: charts.picture(block.specification) for block in report.blocks if isinstance(block, Chart)}
    at = report.at
    values = {
        "title": report.title,
        "language": report.language,
        "at": [at.year, at.month, at.day, at.hour, at.minute, at.second],
        "notice": report.frame.notice,
        "layout": plain(layout(report.frame)),
        "body": plain(report.body()),
        "annexes": plain(report.annexes()),
        "charts": drawn,
    }
    return json.dumps(values, ensure_ascii=False)
