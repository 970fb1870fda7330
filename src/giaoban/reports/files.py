"""A written file, and how it is named."""

import re
from dataclasses import dataclass

from giaoban.reports.model import Report


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What a writer gives: the name to save it under, its media type and its bytes."""

    name: str
    media_type: str
    data: bytes


def file_name(report: Report, ending: str) -> str:
    """A name that people read, such as `Báo cáo kết quả … - Tỉnh ủy Lam Giang.docx`; at most 150 characters."""
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", report.title)
    return f"{' '.join(name.split())[:140].strip(' .')}.{ending}"
