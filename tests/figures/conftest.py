"""A source file that lies in the workspace."""

import pytest

from giaoban.figures.entry import Source
from giaoban.figures.models import SourceKind
from giaoban.figures.sources import keep

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def kept_source(db: None) -> Source:
    """A workbook of Diễn Lộc, as it came in."""
    return Source(SourceKind.IMPORT, keep("bảng số liệu".encode(), "DL-2024-06.xlsx", XLSX))
