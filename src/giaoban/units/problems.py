"""A problem in a file of units, with its place: a value, collected while the reading goes on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitsProblem:
    """What is wrong and the way out, in whole sentences. `line` is None where the problem is not in one line."""

    file: str
    line: int | None
    column: str
    value: str
    message: str
    way_out: str
