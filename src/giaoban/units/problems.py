"""Problems in a file of units, each with its place: values, collected while the reading goes on."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language

from giaoban.language.dates import write_date
from giaoban.language.locales import language_of


@dataclass(frozen=True, slots=True)
class UnitsProblem:
    """What is wrong and the way out, in whole sentences. `line` is None where no line of the file is to blame."""

    file: str
    line: int | None
    column: str
    value: str
    message: str
    way_out: str


@dataclass(slots=True)
class Findings:
    """The problems found so far in one file."""

    file: str
    problems: list[UnitsProblem] = field(default_factory=list)

    def add(self, line: int | None, column: str, value: str, message: str, way_out: str) -> None:
        self.problems.append(UnitsProblem(self.file, line, column, value, message, way_out))

    def in_order(self) -> tuple[UnitsProblem, ...]:
        """By line; what is in no line comes first."""
        return tuple(sorted(self.problems, key=lambda problem: problem.line or 0))


def spoken(day: date) -> str:
    """A day as the reader's language writes it."""
    return write_date(day, language_of(get_language() or "vi"))
