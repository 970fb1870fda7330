"""What is wrong with a file: where, which value, why, and the way out."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong, as a sentence that shows what was found, and the way out; the place is not known yet."""

    message: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in a file. An `error` keeps the whole file out; a `warning` is only told.

    `sheet` and `cell` are empty where the finding concerns the whole file; in a CSV file `sheet` is empty and
    `cell` is the column letter and the line as a spreadsheet would show them, such as `F5`.
    `value` is what stood there, as text.
    """

    file: str
    sheet: str
    cell: str
    value: str
    message: str
    way_out: str
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """`Số liệu!E14`, or the cell alone, or empty for the whole file."""
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell


class Refusal(Exception):
    """A file cannot be read at all; `complaint` is the sentence and the way out."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(f"{message} {way_out}")
        self.complaint = Complaint(message, way_out)
