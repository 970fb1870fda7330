"""The outcome of an import as rows, as JSON and as a sentence: shared by the command and the page."""

import json

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.collection.importing import FileOutcome, ImportOutcome, Status
from giaoban.collection.problems import Problem, Severity

Row = dict[str, str | int | bool | None]


def status_name(status: Status) -> str:
    """What became of a file, in words."""
    return {
        "posted": _("đã ghi sổ"),
        "unchanged": _("không có gì mới"),
        "refused": _("không nhận"),
    }[status]


def severity_name(severity: Severity) -> str:
    return _("lỗi") if severity == "error" else _("cần xem")


def problem_heads() -> dict[str, str]:
    """The columns of `problem_rows` that a table shows, with their heads."""
    return {
        "file": _("Tệp"),
        "sheet": _("Trang"),
        "cell": _("Ô"),
        "value": _("Giá trị"),
        "severity_name": _("Mức"),
        "message": _("Vấn đề"),
        "way_out": _("Cách sửa"),
    }


def problem_rows(outcome: ImportOutcome) -> list[Row]:
    """Every problem of every file, errors of a file before its warnings."""
    return [
        _problem_row(problem)
        for file in outcome.files
        for problem in sorted(file.problems, key=lambda problem: problem.severity)
    ]


def _problem_row(problem: Problem) -> Row:
    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "value": problem.value,
        "severity": problem.severity,
        "severity_name": severity_name(problem.severity),
        "message": problem.message,
        "way_out": problem.way_out,
    }


def file_heads() -> dict[str, str]:
    """The columns of `file_rows` that a table shows, with their heads."""
    return {
        "name": _("Tệp"),
        "unit": _("Đơn vị"),
        "period": _("Kỳ"),
        "status_name": _("Kết quả"),
        "posted": _("Ghi mới"),
        "corrected": _("Đính chính"),
        "unchanged": _("Giữ nguyên"),
        "problem_count": _("Vấn đề"),
    }


def file_rows(outcome: ImportOutcome) -> list[Row]:
    """One row a file, in the order in which they came."""
    return [_file_row(file) for file in outcome.files]


def _file_row(file: FileOutcome) -> Row:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "unit": file.unit,
        "period": file.period,
        "status": file.status,
        "status_name": status_name(file.status),
        "posted": file.posted,
        "corrected": file.corrected,
        "unchanged": file.unchanged,
        "problem_count": len(file.problems),
    }


def as_json(outcome: ImportOutcome) -> str:
    """An object with `posted`, `refused` and `files`, each with its `problems`."""
    files = [
        {
            **{key: value for key, value in _file_row(file).items() if key not in {"status_name", "problem_count"}},
            "problems": [
                {key: value for key, value in _problem_row(problem).items() if key != "severity_name"}
                for problem in file.problems
            ],
        }
        for file in outcome.files
    ]
    whole = {"posted": outcome.posted, "refused": outcome.refused, "files": files}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def summary(outcome: ImportOutcome) -> str:
    """`250 tệp: 248 đã ghi sổ (28.000 số liệu), 1 không có gì mới, 1 không nhận.`"""
    counts = {
        status: sum(file.status == status for file in outcome.files) for status in ("posted", "unchanged", "refused")
    }
    files = ngettext("%(count)d tệp", "%(count)d tệp", len(outcome.files)) % {"count": len(outcome.files)}
    return _(
        "%(files)s: %(posted)d đã ghi sổ (%(figures)d số liệu), %(unchanged)d không có gì mới, %(refused)d không nhận."
    ) % {"files": files, "figures": outcome.posted, **counts}
